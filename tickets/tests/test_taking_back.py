from datetime import datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from helpdesk.drafts.models import Draft
from helpdesk.files.intake import take_in
from helpdesk.files.models import File
from helpdesk.mail.delivery import claim
from helpdesk.mail.models import Letter
from helpdesk.record.models import Entry
from helpdesk.staff.models import User
from tests.at_once import at_once
from tests.pages import Page, signed_in
from tickets.domain.errors import NotPossible
from tickets.domain.message import add_message
from tickets.domain.taking_back import take_back
from tickets.enums import Direction, MessageType, Status
from tickets.models import Message, Ticket

pytestmark = pytest.mark.django_db


def reply(ticket: Ticket, *, by: User, then: Status | None = None, files: tuple[File, ...] = ()) -> Message:
    said = Message(type=MessageType.REPLY, direction=Direction.OUT, body="Your room is ready.")
    return add_message(ticket, said, by=by, then=then, files=files)


def state(ticket: Ticket) -> tuple[object, ...]:
    ticket.refresh_from_db()
    clocks = ticket.clocks.order_by("pk").values_list("target", "met_at", "next_moment_at")
    return (ticket.status, ticket.customer_waits_since, ticket.due_at, ticket.last_line, *clocks)


@pytest.mark.parametrize("then", [None, Status.PENDING])
def test_a_reply_taken_back_was_never_said(room_change: Ticket, alena: User, then: Status | None) -> None:
    before = state(room_change)
    said = reply(room_change, by=alena, then=then)
    assert state(room_change) != before
    draft = take_back(said, by=alena, now=timezone.now())
    assert state(room_change) == before
    assert (Message.objects.count(), Letter.objects.count()) == (0, 0)
    kept = Draft.objects.get(pk=draft)
    assert (kept.owner, kept.data["body"]) == (alena, ["Your room is ready."])
    assert ("wait" in kept.data) == (then is not None)
    assert Entry.objects.about(room_change).last().verb == "message.taken_back"  # type: ignore[union-attr]


def test_the_letter_waits_so_long(room_change: Ticket, alena: User) -> None:
    said = reply(room_change, by=alena)
    letter = Letter.objects.get()
    assert said.undo_until == letter.next_attempt_at == said.at + timedelta(seconds=10)
    assert claim(letter.pk, now=said.at + timedelta(seconds=9)) is None
    assert claim(letter.pk, now=said.at + timedelta(seconds=10)) is not None


def test_what_has_left_stays_said(room_change: Ticket, alena: User) -> None:
    said = reply(room_change, by=alena)
    assert claim(Letter.objects.get().pk, now=said.at + timedelta(seconds=10))
    with pytest.raises(NotPossible, match="has left already"):
        take_back(said, by=alena, now=said.at + timedelta(seconds=5))
    assert (Message.objects.count(), Letter.objects.count()) == (1, 1)
    room_change.refresh_from_db()
    assert room_change.status == Status.OPEN


@pytest.mark.parametrize("seconds", [10, 3600])
def test_nobody_takes_back_later(room_change: Ticket, alena: User, seconds: int) -> None:
    said = reply(room_change, by=alena)
    with pytest.raises(NotPossible):
        take_back(said, by=alena, now=said.at + timedelta(seconds=seconds))


def test_nobody_takes_back_what_a_colleague_said(room_change: Ticket, alena: User, karel: User) -> None:
    with pytest.raises(NotPossible):
        take_back(reply(room_change, by=alena), by=karel, now=timezone.now())


def test_what_a_colleague_did_meanwhile_stays(room_change: Ticket, alena: User, karel: User) -> None:
    said = reply(room_change, by=alena)
    call = Message(type=MessageType.CALL, direction=Direction.OUT, body="I called them.")
    add_message(room_change, call, by=karel)
    take_back(said, by=alena, now=timezone.now())
    room_change.refresh_from_db()
    assert (room_change.status, room_change.last_line) == (Status.OPEN, "I called them.")


def test_files_come_back_too(room_change: Ticket, alena: User) -> None:
    now = timezone.now()
    file = take_in(SimpleUploadedFile("receipt.txt", b"1 pair of boots"), owner=alena, now=now)
    draft = take_back(reply(room_change, by=alena, files=(file,)), by=alena, now=timezone.now())
    assert File.objects.visible_to(alena).get() == file
    page = Page(signed_in(alena).get(f"{room_change.get_absolute_url()}?draft={draft}"))
    assert "receipt.txt" in page.text
    assert page.all("textarea", name="body")[0].text.strip() == "Your room is ready."


@pytest.mark.django_db(transaction=True)
def test_it_leaves_or_it_comes_back_never_both(room_change: Ticket, alena: User) -> None:
    said = reply(room_change, by=alena)
    letter, late = Letter.objects.get(), said.at + timedelta(seconds=10)

    def back(moment: datetime) -> object:
        try:
            return take_back(said, by=alena, now=moment)
        except NotPossible:
            return None

    taken, claimed = at_once(lambda: back(said.at + timedelta(seconds=9)), lambda: claim(letter.pk, now=late))
    assert bool(taken) != bool(claimed)
    assert Message.objects.exists() == bool(claimed)


def test_the_page_offers_it(room_change: Ticket, alena: User, karel: User) -> None:
    said = reply(room_change, by=alena)
    url = room_change.get_absolute_url()
    assert Page(signed_in(alena).get(url)).all("form", action=f"{url}messages/{said.pk}/undo/")
    assert not Page(signed_in(karel).get(url)).all("form", action=f"{url}messages/{said.pk}/undo/")
    answer = signed_in(alena).post(f"{url}messages/{said.pk}/undo/")
    key = Draft.objects.get().pk
    assert (answer.status_code, answer["Location"]) == (302, f"{url}?draft={key}#composer")
    assert signed_in(karel).post(f"{url}messages/{said.pk}/undo/").status_code == 404
