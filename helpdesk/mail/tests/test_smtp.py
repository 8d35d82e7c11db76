import socket
from contextlib import closing, nullcontext

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.mail.delivery import deliver
from helpdesk.mail.models import Letter
from helpdesk.mail.outbox import enqueue
from helpdesk.mail.smtp import NotNow, as_data, connect, send
from helpdesk.mail.tests.servers import Behaviour
from helpdesk.staff.models import Site

pytestmark = pytest.mark.django_db


def text_that_arrives(server: Behaviour, text: str, *, subject: str = "Hello") -> str:
    deliver(enqueue("jana@post.example", subject=subject, text=text, cause="test:1").pk)
    body = server.letters[-1].get_body(("plain",))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


@pytest.mark.parametrize("text", ["one\n.\ntwo\n", ".hidden\n", "..\n", "a\n.\n.\n\n.b\n"])
def test_a_line_that_starts_with_a_dot_arrives(server: Behaviour, text: str) -> None:
    assert text_that_arrives(server, text) == text


def test_letters_beyond_ascii_arrive(server: Behaviour) -> None:
    text = "Dobrý den, paní Nováková,\npokój 305 już czeka. 🛏\n" + "ž" * 2000 + "\n"
    subject = "Děkujeme za trpělivost, paní Nováková: pokój 305 już czeka 🛏 " + "ł" * 150
    assert text_that_arrives(server, text, subject=subject) == text
    assert server.letters[-1]["Subject"] == subject


def test_both_bodies_headers_and_the_name_of_the_site_arrive(server: Behaviour) -> None:
    letter = enqueue(
        "jana@post.example",
        subject="Hello",
        text="plain",
        html="<p>Grüße</p>",
        sender='"Sklep Wisła" <zwroty@sklep-wisla.example>',
        reply_to="odpowiedz@sklep-wisla.example",
        headers={"Auto-Submitted": "auto-generated"},
        cause="test:1",
    )
    deliver(letter.pk)
    (arrived,) = server.letters
    assert arrived["From"].addresses[0].display_name == "Sklep Wisła"
    assert (arrived["Reply-To"], arrived["Auto-Submitted"]) == (
        "odpowiedz@sklep-wisla.example",
        "auto-generated",
    )
    html = arrived.get_body(("html",))
    assert html is not None
    assert html.get_content().strip() == "<p>Grüße</p>"
    assert server.taken[0].mail_from == "zwroty@sklep-wisla.example"


def test_an_address_in_a_header_stays_in_one_piece(server: Behaviour) -> None:
    """Folded and encoded, as the library would, no mail program reads it."""
    address = f"<https://desk.courtesy-hotels.example/s/{'Ab_-' * 20}/unsubscribe/>"
    headers = {"List-Unsubscribe": address, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    letter = enqueue("jana@post.example", subject="Hello", text="x", headers=headers, cause="test:1")
    assert f"\r\nList-Unsubscribe: {address}\r\n".encode() in as_data(letter)
    deliver(letter.pk)
    assert server.letters[-1]["List-Unsubscribe"] == address


def test_an_address_in_an_international_domain_is_reached(server: Behaviour) -> None:
    deliver(enqueue("info@háčkyčárky.example", subject="Hello", text="x", cause="test:1").pk)
    assert [taken.rcpt_tos for taken in server.taken] == [["info@xn--hkyrky-ptac70bc.example"]]


@given(
    st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n."), max_size=400)
)
def test_the_data_never_ends_before_its_end(text: str) -> None:
    data = as_data(
        Letter(sender="a@b.example", recipient="c@d.example", subject="x", message_id="<1@b>", text=text)
    )
    assert data.endswith(b"\r\n")
    assert b"\r\n.\r\n" not in data
    assert b"\n" not in data.replace(b"\r\n", b"")


def test_a_name_with_quotes_and_beyond_ascii_stays_a_name(server: Behaviour, hotel: Site) -> None:
    hotel.name = 'Hotel „U Lva", "Vltava" <Praha>'
    deliver(enqueue("jana@post.example", subject="Hello", text="x", sender=hotel.mailbox, cause="test:1").pk)
    (sender,) = server.letters[0]["From"].addresses
    assert (sender.display_name, sender.addr_spec) == (hotel.name, hotel.email)


def test_the_dot_does_not_wait_for_what_went_before(server: Behaviour) -> None:
    with closing(connect(settings.SMTP)) as smtp:
        assert smtp.sock is not None
        assert smtp.sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_nothing_is_delivered_when_the_last_word_is_no(server: Behaviour) -> None:
    letter = enqueue("jana@post.example", subject="Hello", text="x", cause="test:1")
    with pytest.raises(NotNow, match="Another worker"):
        send(letter, server=settings.SMTP, handing_over=lambda: nullcontext(False))
    assert server.letters == []
