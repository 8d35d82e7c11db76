from uuid import uuid4

import pytest
from django.test import Client

from helpdesk.mail.models import Letter
from helpdesk.record.models import Entry
from helpdesk.staff.models import User
from tests.cast import log_case
from tests.pages import Page, signed_in
from tickets.domain.errors import NotPossible
from tickets.domain.lifecycle import move
from tickets.domain.resolution import resolve
from tickets.enums import Direction, MessageType, Outcome, Status
from tickets.models import Message, Ticket
from tickets.views import message

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(alena: User) -> Client:
    return signed_in(alena)


def url_of(ticket: Ticket) -> str:
    return f"/tickets/{ticket.pk}/messages/"


def test_a_reply_leaves_as_a_letter(desk: Client, alena: User, room_change: Ticket) -> None:
    answer = desk.post(url_of(room_change), {"type": "reply", "body": "Room 305 is ready."})
    said = Message.objects.get()
    assert answer["Location"] == f"/tickets/{room_change.pk}/#message-{said.pk}"
    assert (said.author, said.type, said.direction) == (alena, MessageType.REPLY, Direction.OUT)
    letter = Letter.objects.get()
    assert said.letter == letter
    assert letter.recipient == "jana.novakova@post.example"
    assert Entry.objects.about(room_change).filter(verb="message.added", by=alena).exists()
    room_change.refresh_from_db()
    assert room_change.status == Status.OPEN


@pytest.mark.parametrize(
    ("kind", "spoken", "direction"),
    [
        ("note", "in", Direction.INTERNAL),
        ("call", "out", Direction.OUT),
        ("call", "in", Direction.IN),
        ("visit", "in", Direction.IN),
        ("visit", "", Direction.OUT),
    ],
)
def test_notes_calls_and_visits_send_no_letter(
    desk: Client, room_change: Ticket, kind: str, spoken: str, direction: Direction
) -> None:
    desk.post(url_of(room_change), {"type": kind, "body": "Hm.", "spoken": spoken, "minutes": "4"})
    said = Message.objects.get()
    assert (said.type, said.direction) == (kind, direction)
    assert said.minutes == (None if kind == "note" else 4)
    assert not Letter.objects.exists()


def test_send_and_wait(desk: Client, room_change: Ticket) -> None:
    desk.post(url_of(room_change), {"type": "reply", "body": "Which room?", "wait": "on"})
    assert Ticket.objects.get().status == Status.PENDING


def test_a_word_after_the_resolution_leaves_it_resolved(
    desk: Client, alena: User, room_change: Ticket
) -> None:
    resolve(room_change, outcome=Outcome.AS_ASKED, explanation="Moved.", by=alena)
    answer = desk.post(url_of(room_change), {"type": "reply", "body": "Good night.", "wait": "on"})
    assert answer.status_code == 302
    assert Ticket.objects.get().status == Status.RESOLVED


def test_the_same_form_posted_twice_says_it_once(desk: Client, room_change: Ticket) -> None:
    sent = {"type": "reply", "body": "Room 305 is ready.", "form_key": str(uuid4())}
    first, second = desk.post(url_of(room_change), sent), desk.post(url_of(room_change), sent)
    assert first["Location"] == second["Location"]
    assert (Message.objects.count(), Letter.objects.count()) == (1, 1)


def test_a_key_used_on_another_ticket_does_not_lose_the_words(
    desk: Client, alena: User, room_change: Ticket
) -> None:
    other = log_case("complaint", by=alena)
    sent = {"type": "note", "body": "Hm.", "form_key": str(uuid4())}
    desk.post(url_of(room_change), sent)
    desk.post(url_of(other), sent | {"body": "Something else."})
    assert Message.objects.filter(ticket=room_change).count() == 1


def test_what_was_typed_comes_back_with_the_mistake(desk: Client, room_change: Ticket) -> None:
    sent = {"type": "call", "body": "", "spoken": "in", "minutes": "700", "wait": "on"}
    page = Page(desk.post(url_of(room_change), sent))
    assert page.status == 422
    came_back = page.filled_in("body")
    assert {name: came_back.get(name) for name in sent} == sent
    page = Page(desk.post(url_of(room_change), sent | {"body": "She rang.\nTwice.", "type": "nonsense"}))
    assert page.status == 422
    assert page.filled_in("body")["body"] == "She rang.\nTwice."
    assert not Message.objects.exists()


def test_nobody_replies_to_nowhere(desk: Client, alena: User) -> None:
    walk_in = log_case("complaint", by=alena)
    page = Page(desk.post(url_of(walk_in), {"type": "reply", "body": "Sorry!"}))
    assert page.status == 422
    assert "There is no e-mail address to send this to." in page.text
    assert page.filled_in("body")["body"] == "Sorry!"


def test_closed_meanwhile_nothing_more_is_said(desk: Client, ivan: User, room_change: Ticket) -> None:
    resolve(room_change, outcome=Outcome.AS_ASKED, explanation="Moved.", by=ivan)
    move(room_change, Status.CLOSED, by=ivan)
    page = Page(desk.post(url_of(room_change), {"type": "note", "body": "She rang twice."}))
    assert page.status == 409
    assert page.all("textarea", id="unsent")[0].text.strip() == "She rang twice."


def test_refused_at_the_last_moment_nothing_is_lost(
    desk: Client, room_change: Ticket, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody closed the ticket between our look and our lock."""

    def refuse(*args: object, **kwargs: object) -> None:
        raise NotPossible(f"Ticket {room_change.pk} is closed.")

    monkeypatch.setattr(message, "add_message", refuse)
    page = Page(desk.post(url_of(room_change), {"type": "reply", "body": "Room 305 is ready."}))
    assert page.status == 409
    assert f"Ticket {room_change.pk} is closed." in page.text
    assert page.filled_in("body")["body"] == "Room 305 is ready."


@pytest.mark.parametrize("typed", ["\x00", "9" * 30, "Ω≈ç√", "'; DROP TABLE x; --", "-1"])
def test_garbage_is_a_mistake_not_a_failure(desk: Client, room_change: Ticket, typed: str) -> None:
    for name in ("type", "body", "spoken", "minutes", "phone", "wait", "form_key", "seen"):
        sent = {"type": "call", "body": "Hm."} | {name: typed}
        assert desk.post(url_of(room_change), sent).status_code in (302, 422), name
