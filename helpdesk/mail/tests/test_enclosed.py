"""Files that go with a letter."""

from email.message import EmailMessage

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from helpdesk.mail.delivery import deliver
from helpdesk.mail.enums import LetterStatus
from helpdesk.mail.erasure import erase
from helpdesk.mail.models import Letter
from helpdesk.mail.outbox import Enclosed, enqueue
from helpdesk.mail.tests.servers import Behaviour

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\n\xe2\xe3\xcf\xd3\n.\n%%EOF\n"
# As a mail program saves one: its lines end like this, and may be long.
SAVED = (
    b"From: Jana <jana@post.example>\r\nSubject: Room\r\n\r\nDobr\xc3\xbd den\r\n.\r\n"
    + b"x" * 2000
    + b"\r\n"
)


def file(content: bytes, name: str, content_type: str = "application/pdf") -> Enclosed:
    return Enclosed(name, content_type, default_storage.save("a-blob", ContentFile(content)))


def write(*enclosed: Enclosed, html: str = "") -> Letter:
    return enqueue(
        "jana@post.example", subject="Hello", text="Hm.", html=html, cause="test:1", enclosed=enclosed
    )


def arrived(server: Behaviour, *enclosed: Enclosed) -> list[EmailMessage]:
    """The files as they come out of the letter at the other end."""
    deliver(write(*enclosed).pk)
    (letter,) = server.letters
    body = letter.get_body(("plain",))
    assert body is not None
    assert body.get_content().strip() == "Hm."
    return [part for part in letter.iter_attachments() if isinstance(part, EmailMessage)]


def content_of(part: EmailMessage) -> object:
    return part.get_payload(decode=True)


def test_a_file_arrives_as_it_was(server: Behaviour) -> None:
    (part,) = arrived(server, file(PDF, "bill.pdf"))
    assert (part.get_filename(), part.get_content_type()) == ("bill.pdf", "application/pdf")
    assert part.get_content_disposition() == "attachment"
    assert content_of(part) == PDF


@pytest.mark.parametrize(
    "name",
    [
        "Účet za pokój 214.pdf",
        "it's; a=b, (really).pdf",
        "请求.pdf",
        "ž" * 150 + ".pdf",
        "🛏.pdf",
        'a "quoted" name\\.pdf',
    ],
)
def test_under_its_name(server: Behaviour, name: str) -> None:
    (part,) = arrived(server, file(PDF, name))
    assert part.get_filename() == name
    assert content_of(part) == PDF


def test_several_in_their_order_and_twice_the_same_name(server: Behaviour) -> None:
    parts = arrived(server, file(PDF, "a.pdf"), file(b"1;2\n.\n3", "b.csv", "text/csv"), file(PDF, "a.pdf"))
    assert [part.get_filename() for part in parts] == ["a.pdf", "b.csv", "a.pdf"]
    assert [content_of(part) for part in parts] == [PDF, b"1;2\n.\n3", PDF]


def test_a_saved_letter_within_a_letter_is_not_taken_apart(server: Behaviour) -> None:
    """RFC 2046, 5.2.1: a message in a message is never encoded, so as a file it is no message."""
    (part,) = arrived(server, file(SAVED, "complaint.eml", "message/rfc822"))
    assert (part.get_filename(), part.get_content_type()) == ("complaint.eml", "application/octet-stream")
    assert content_of(part) == SAVED


def test_beside_both_bodies(server: Behaviour) -> None:
    deliver(write(file(PDF, "bill.pdf"), html="<p>Hm.</p>").pk)
    (letter,) = server.letters
    html = letter.get_body(("html",))
    assert html is not None
    assert html.get_content().strip() == "<p>Hm.</p>"
    assert [part.get_filename() for part in letter.iter_attachments()] == ["bill.pdf"]


def test_a_file_that_is_gone_is_why_the_letter_failed(server: Behaviour) -> None:
    gone = file(PDF, "bill.pdf")
    letter = write(gone)
    default_storage.delete(gone.blob)
    assert deliver(letter.pk)
    letter.refresh_from_db()
    assert letter.status == LetterStatus.FAILED
    assert f"{gone.blob} is not in the storage" in letter.last_answer
    assert server.letters == []


def test_a_storage_that_does_not_answer_is_asked_again(
    server: Behaviour, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter = write(file(PDF, "bill.pdf"))

    def silent(*args: object, **kwargs: object) -> None:
        raise ConnectionResetError("Nobody there.")

    with monkeypatch.context() as now:
        now.setattr(default_storage, "open", silent)
        assert deliver(letter.pk)
    letter.refresh_from_db()
    assert (letter.status, letter.attempts) == (LetterStatus.QUEUED, 1)
    assert "Nobody there." in letter.last_answer
    Letter.objects.update(next_attempt_at=timezone.now())
    deliver(letter.pk)
    assert len(server.letters) == 1


def test_an_erased_letter_names_no_file(db: None) -> None:
    letter = write(file(PDF, "Jana Nováková.pdf"))
    erase(Letter.objects.all(), now=timezone.now())
    letter.refresh_from_db()
    assert (letter.status, letter.enclosed) == (LetterStatus.WITHDRAWN, [])
