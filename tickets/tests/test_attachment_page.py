"""Files on the pages: handed over with a form or before it, and downloaded by whoever sees the case."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from customers.models import Customer
from helpdesk.files import blobs
from helpdesk.files.models import File
from helpdesk.files.tests.made import PDF, handed, picture
from helpdesk.mail.models import Letter
from helpdesk.staff.models import Team, User
from tests.cast import log_case
from tests.pages import Page, signed_in
from tickets.models import Attachment, Message, Ticket
from tickets.tests.conftest import hand_over
from tickets.tests.test_attachment import give
from tickets.tests.test_new_page import form_of
from tickets.views import new

pytestmark = pytest.mark.django_db

URL = "/tickets/new/"
GONE = "A file that was chosen before is no longer here. Choose it again."


@pytest.fixture
def desk(alena: User) -> Client:
    return signed_in(alena)


def case(customer: Customer, team: Team, **more: Any) -> dict[str, Any]:
    return {**form_of(customer, team), **more}


def said(**more: Any) -> dict[str, Any]:
    """A reply as the composer of a ticket sends it."""
    return {"type": "reply", "body": "The bill is enclosed.", "form_key": str(uuid4()), **more}


def messages_of(ticket: Ticket) -> str:
    return f"/tickets/{ticket.pk}/messages/"


def listed(page: Page) -> list[str]:
    """The keys of the files the form would send again."""
    return [box["value"] for box in page.all("input", type="checkbox", name="files")]


# --- handed over ---------------------------------------------------------------------------------


def test_sent_ahead_they_come_with_the_case(
    desk: Client, jana: Customer, front_desk: Team, bill: File, photo: File
) -> None:
    answer = desk.post(URL, case(jana, front_desk, files=[str(photo.pk), str(bill.pk)]))
    ticket = Ticket.objects.get()
    assert answer["Location"] == ticket.get_absolute_url()
    assert [(one.file, one.message) for one in ticket.attachments.all()] == [(photo, None), (bill, None)]
    page = Page(desk.get(ticket.get_absolute_url()))
    of_case = f"/tickets/{ticket.pk}/attachments"
    assert page.all("img", src=f"{of_case}/{photo.pk}/thumbnail/", alt="Pokoj 214.jpg")
    assert page.all("a", href=f"{of_case}/{photo.pk}/?show")
    assert page.all("a", href=f"{of_case}/{bill.pk}/")


def test_without_javascript_they_come_with_the_form(desk: Client, jana: Customer, front_desk: Team) -> None:
    uploads = [handed(picture(), "photo.jpg"), handed(PDF, "bill.pdf")]
    desk.post(URL, case(jana, front_desk, uploads=uploads))
    attached = Ticket.objects.get().attachments.select_related("file")
    assert [one.file.name for one in attached] == ["photo.jpg", "bill.pdf"]


def test_they_come_with_a_reply_and_go_out_with_it(desk: Client, room_change: Ticket, bill: File) -> None:
    sent = said(files=str(bill.pk), uploads=handed(picture(), "photo.jpg"))
    answer = desk.post(messages_of(room_change), sent)
    message = Message.objects.get()
    assert answer["Location"].endswith(f"#message-{message.pk}")
    assert [one.file.name for one in message.attachments.all()] == ["bill.pdf", "photo.jpg"]
    assert [one["name"] for one in Letter.objects.get().enclosed] == ["bill.pdf", "photo.jpg"]
    page = Page(desk.get(room_change.get_absolute_url()))
    (line,) = page.all("li", id=f"message-{message.pk}")
    links = [one["href"] for one in line.inside() if one.tag == "a"]
    assert f"/tickets/{room_change.pk}/attachments/{bill.pk}/" in links


def test_a_mistake_elsewhere_costs_no_file(desk: Client, jana: Customer, front_desk: Team) -> None:
    sent = case(jana, front_desk, what_happened="", uploads=handed(PDF, "bill.pdf"))
    page = Page(desk.post(URL, sent))
    assert page.status == 422
    kept = File.objects.unattached().get()
    assert listed(page) == [str(kept.pk)]
    again = page.filled_in("subject") | {"what_happened": "Charged twice."}
    assert desk.post(URL, again).status_code == 302
    assert Ticket.objects.get().attachments.get().file == kept


def test_choosing_another_kind_costs_no_file(
    desk: Client, jana: Customer, front_desk: Team, bill: File
) -> None:
    """Without JavaScript the form brings what was chosen, and would forget it."""
    uploads = [handed(b"MZ\0", "setup.exe"), handed(PDF, "another.pdf")]
    sent = case(jana, front_desk, files=str(bill.pk), uploads=uploads, choose_kind="return")
    page = Page(desk.post(URL, sent))
    assert page.status == 200
    assert listed(page) == [str(bill.pk), str(File.objects.get(name="another.pdf").pk)]
    assert "“setup.exe” cannot be attached." in page.text
    assert desk.post(URL, sent).status_code == 200


def test_an_addition_that_is_refused_costs_no_file(
    desk: Client, jana: Customer, front_desk: Team, room_change: Ticket
) -> None:
    sent = case(jana, front_desk, what_happened="", wanted="", uploads=handed(PDF, "bill.pdf"))
    page = Page(desk.post(f"/tickets/{room_change.pk}/addition/", sent))
    assert page.status == 422
    assert listed(page) == [str(File.objects.get().pk)]


def test_what_is_refused_is_said_beside_the_field(desk: Client, room_change: Ticket) -> None:
    page = Page(desk.post(messages_of(room_change), said(uploads=handed(b"MZ\0\0", "setup.exe"))))
    assert page.status == 422
    assert "“setup.exe” cannot be attached." in page.text
    assert page.filled_in("body")["body"] == "The bill is enclosed."
    assert not Message.objects.exists()


# --- what belongs to somebody else, or to something else ------------------------------------------


@pytest.fixture
def not_theirs(karel: User) -> File:
    return hand_over(karel, "his.pdf")


def test_a_colleagues_file_is_not_taken_by_its_key(
    desk: Client, jana: Customer, front_desk: Team, room_change: Ticket, not_theirs: File, bill: File
) -> None:
    keys = [str(not_theirs.pk), str(bill.pk)]
    for url, sent, name in (
        (URL, case(jana, front_desk, files=keys), "what_happened"),
        (messages_of(room_change), said(files=keys), "body"),
        (f"/tickets/{room_change.pk}/addition/", case(jana, front_desk, files=keys), "what_happened"),
    ):
        page = Page(desk.post(url, sent))
        assert page.status == 422, url
        assert GONE in page.text, url
        assert page.filled_in(name)[name] == sent[name]
        assert listed(page) == [str(bill.pk)], url
        assert "his.pdf" not in page.text
    assert not Attachment.objects.exists()
    assert Ticket.objects.get() == room_change


def test_a_file_attached_before_is_not_attached_again(desk: Client, room_change: Ticket, bill: File) -> None:
    desk.post(messages_of(room_change), said(files=str(bill.pk)))
    page = Page(desk.post(messages_of(room_change), said(files=str(bill.pk), body="Once more.")))
    assert page.status == 422
    assert GONE in page.text
    assert page.filled_in("body")["body"] == "Once more."
    assert (Attachment.objects.count(), Message.objects.count()) == (1, 1)


def snatch(monkeypatch: pytest.MonkeyPatch, module: Any, name: str, file: File) -> None:
    """Another window attaches the file after the form was checked, and before it is kept."""
    original: Callable[..., Any] = getattr(module, name)

    def late(*args: Any, **kwargs: Any) -> Any:
        File.objects.filter(pk=file.pk).update(attached_at=timezone.now())
        return original(*args, **kwargs)

    monkeypatch.setattr(module, name, late)


def test_gone_at_the_last_moment_nothing_else_is_lost(
    desk: Client, jana: Customer, front_desk: Team, bill: File, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = case(jana, front_desk, files=str(bill.pk))
    with monkeypatch.context() as meanwhile:
        snatch(meanwhile, new, "log", bill)
        page = Page(desk.post(URL, sent))
    assert page.status == 409
    assert GONE in page.text
    back = page.filled_in("subject")
    assert {name: back.get(name) for name in sent if name != "files"} == {
        name: value for name, value in sent.items() if name != "files"
    }
    assert not Ticket.objects.exists()
    back.pop("files", None)
    assert desk.post(URL, back).status_code == 302


def test_gone_under_a_reply_the_words_stay(
    desk: Client, room_change: Ticket, bill: File, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tickets.views import message

    snatch(monkeypatch, message, "add_message", bill)
    page = Page(desk.post(messages_of(room_change), said(files=str(bill.pk))))
    assert page.status == 409
    assert GONE in page.text
    assert page.filled_in("body")["body"] == "The bill is enclosed."
    assert (Message.objects.count(), Letter.objects.count()) == (0, 0)


@pytest.mark.parametrize("where", ["a case", "a message", "an addition"])
def test_the_same_form_posted_twice_attaches_once(
    desk: Client, jana: Customer, front_desk: Team, room_change: Ticket, bill: File, where: str
) -> None:
    url, sent = {
        "a case": (URL, case(jana, front_desk, files=str(bill.pk))),
        "a message": (messages_of(room_change), said(files=str(bill.pk))),
        "an addition": (
            f"/tickets/{room_change.pk}/addition/",
            case(jana, front_desk, files=str(bill.pk)),
        ),
    }[where]
    first, second = desk.post(url, sent), desk.post(url, sent)
    assert first.status_code == second.status_code == 302
    assert first["Location"] == second["Location"]
    assert Attachment.objects.get().file == bill


@pytest.mark.parametrize("where", ["a message", "an addition"])
def test_a_case_has_so_many_files_and_no_more(
    desk: Client,
    alena: User,
    jana: Customer,
    front_desk: Team,
    room_change: Ticket,
    bill: File,
    settings: Settings,
    where: str,
) -> None:
    """Also when they come one by one, and by whichever door."""
    settings.CASE_FILES = 2
    give(room_change, hand_over(alena), hand_over(alena), by=alena)
    url, sent = {
        "a message": (messages_of(room_change), said(files=str(bill.pk))),
        "an addition": (
            f"/tickets/{room_change.pk}/addition/",
            case(jana, front_desk, files=str(bill.pk)),
        ),
    }[where]
    page = Page(desk.post(url, sent))
    assert page.status == 422
    assert "Too many files: a case may have 2." in page.text
    assert listed(page) == [str(bill.pk)]
    assert (room_change.attachments.count(), Message.objects.count()) == (2, 0)


def test_a_letter_takes_less_than_a_case(desk: Client, room_change: Ticket, bill: File) -> None:
    File.objects.filter(pk=bill.pk).update(size=21 * 1024 * 1024)
    page = Page(desk.post(messages_of(room_change), said(files=str(bill.pk))))
    assert page.status == 422
    assert "That is too much for an e-mail: together at most 20 MB." in page.text
    as_note = said(files=str(bill.pk), type="note")
    assert desk.post(messages_of(room_change), as_note).status_code == 302


# --- downloaded ----------------------------------------------------------------------------------


@pytest.fixture
def attached(room_change: Ticket, alena: User, bill: File, photo: File) -> list[Attachment]:
    return give(room_change, bill, photo, by=alena)


def test_a_file_is_saved_under_its_name(desk: Client, attached: list[Attachment]) -> None:
    of_bill, of_photo = attached
    answer = desk.get(of_bill.url)
    assert b"".join(answer) == PDF
    assert answer["Content-Disposition"] == 'attachment; filename="bill.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, no-store"
    assert desk.get(of_photo.url)["Content-Disposition"] == 'attachment; filename="Pokoj 214.jpg"'


def test_only_pictures_are_shown(desk: Client, attached: list[Attachment]) -> None:
    of_bill, of_photo = attached
    shown = desk.get(of_photo.image_url)
    assert shown["Content-Disposition"] == 'inline; filename="Pokoj 214.jpg"'
    assert shown["Content-Type"] == "image/jpeg"
    assert desk.get(of_photo.thumbnail_url)["Content-Type"] == "image/webp"
    assert of_bill.image_url == ""
    assert desk.get(f"{of_bill.url}?show").status_code == 404
    assert desk.get(of_bill.thumbnail_url).status_code == 404


@pytest.mark.parametrize(
    ("given", "disposition"),
    [
        ('a "bill".pdf', 'attachment; filename="a _bill_.pdf"'),
        ("a\r\nSet-Cookie: x=1.pdf", 'attachment; filename="a Set-Cookie_ x=1.pdf"'),
        ("bill\u202efdp.exe", 'attachment; filename="billfdp.exe.pdf"'),
        ("Účet.pdf", "attachment; filename*=utf-8''%C3%9A%C4%8Det.pdf"),
    ],
)
def test_no_name_does_harm(
    desk: Client, alena: User, room_change: Ticket, given: str, disposition: str
) -> None:
    (one,) = give(room_change, hand_over(alena, given), by=alena)
    answer = desk.get(one.url)
    assert answer["Content-Disposition"] == disposition
    assert "Set-Cookie" not in answer
    page = Page(desk.get(room_change.get_absolute_url()))
    assert one.file.name in page.root.text


def addresses(attachments: list[Attachment]) -> list[str]:
    of_bill, of_photo = attachments
    return [of_bill.url, of_photo.url, of_photo.image_url, of_photo.thumbnail_url]


def test_strangers_get_nothing(zofia: User, attached: list[Attachment]) -> None:
    assert [signed_in(zofia).get(url).status_code for url in addresses(attached)] == [404] * 4
    assert {Client().get(url).status_code for url in addresses(attached)} == {302}


def test_an_auditor_reads_them(jan: User, attached: list[Attachment]) -> None:
    assert [signed_in(jan).get(url).status_code for url in addresses(attached)] == [200] * 4


def test_no_other_number_opens_them(
    desk: Client, zofia: User, alena: User, attached: list[Attachment]
) -> None:
    """Neither that of another case one sees, nor that of a stranger who knows the key."""
    ours, theirs = log_case("return", by=alena), log_case("return", by=zofia)
    for ticket, client in ((ours, desk), (theirs, signed_in(zofia))):
        for one in attached:
            assert client.get(f"/tickets/{ticket.pk}/attachments/{one.file_id}/").status_code == 404
            assert client.get(f"/tickets/{ticket.pk}/attachments/{one.file_id}/thumbnail/").status_code == 404
    # And what is attached is nobody's own file any more.
    assert desk.get(f"/files/{attached[0].file_id}/").status_code == 404


def test_whoever_a_complaint_is_about_gets_nothing(karel: User, alena: User, photo: File, bill: File) -> None:
    complaint = log_case("complaint", by=alena, colleague=karel)
    found = addresses(give(complaint, bill, photo, by=alena))
    assert [signed_in(karel).get(url).status_code for url in found] == [404] * 4
    assert [signed_in(alena).get(url).status_code for url in found] == [200] * 4


def test_a_content_that_is_lost_leaves_the_page_standing(
    desk: Client, room_change: Ticket, attached: list[Attachment]
) -> None:
    for one in attached:
        for blob in one.file.blobs:
            blobs.delete(blob)
    assert desk.get(room_change.get_absolute_url()).status_code == 200
    assert [desk.get(url).status_code for url in addresses(attached)] == [404] * 4
