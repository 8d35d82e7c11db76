from uuid import uuid4

import pytest

from customers.models import Customer
from helpdesk.mail.models import Letter
from helpdesk.record.models import Entry
from helpdesk.staff.models import User
from tests.at_once import at_once
from tests.cast import log_case
from tickets.domain.errors import NotPossible
from tickets.domain.lifecycle import move
from tickets.domain.message import add_message
from tickets.domain.resolution import resolve
from tickets.enums import Direction, MessageType, Outcome, Status
from tickets.forms.message import MessageForm
from tickets.models import Message, Ticket

pytestmark = pytest.mark.django_db


def reply(body: str = "Your room is ready.") -> Message:
    return Message(type=MessageType.REPLY, direction=Direction.OUT, body=body)


def visit(direction: Direction) -> Message:
    return Message(type=MessageType.VISIT, direction=direction, body="At the desk.")


def test_a_reply_leaves_as_a_letter_from_the_site(room_change: Ticket, alena: User) -> None:
    said = add_message(room_change, reply(), by=alena)
    letter = Letter.objects.get()
    assert (said.letter, letter.recipient, letter.cause) == (
        letter,
        "jana.novakova@post.example",
        f"message:{said.pk}",
    )
    assert letter.subject == f"No hot water in 214 [{room_change.number}]"
    assert letter.sender == "Hotel Vltava <recepce@hotel-vltava.example>"
    assert letter.text == "Your room is ready.\n\n-- \nAlena Dvořáková\nHotel Vltava\n"


@pytest.mark.parametrize(
    "ending", ["\n\nAlena Dvořáková\nHotel Vltava", "\r\n\r\nAlena Dvořáková\r\nHotel Vltava\r\n"]
)
def test_a_reply_is_signed_once(room_change: Ticket, alena: User, ending: str) -> None:
    """A canned reply has the signature in its words, and browsers end lines in their own way."""
    add_message(room_change, reply(f"Your room is ready.{ending}"), by=alena)
    assert Letter.objects.get().text == "Your room is ready.\n\n-- \nAlena Dvořáková\nHotel Vltava\n"


def test_a_message_is_recorded(room_change: Ticket, alena: User) -> None:
    said = add_message(room_change, reply(), by=alena)
    added, moved = Entry.objects.about(room_change).order_by("-sequence")[:2][::-1]
    assert (added.verb, added.by) == ("message.added", alena)
    assert added.details == {"message": said.pk, "type": "reply", "direction": "out"}
    assert moved.details == {"before": "new", "after": "open"}


def test_the_first_word_opens_a_new_ticket_and_ends_the_waiting(room_change: Ticket, alena: User) -> None:
    said = add_message(room_change, visit(Direction.OUT), by=alena)
    room_change.refresh_from_db()
    assert (room_change.status, room_change.customer_waits_since) == (Status.OPEN, None)
    assert (room_change.last_line, room_change.updated_at >= said.at) == ("At the desk.", True)


def test_a_note_leaves_everything_as_it_is(room_change: Ticket, alena: User) -> None:
    waits, line = room_change.customer_waits_since, room_change.last_line
    note = Message(type=MessageType.NOTE, direction=Direction.INTERNAL, body="He was rude.")
    add_message(room_change, note, by=alena)
    room_change.refresh_from_db()
    assert (room_change.status, room_change.customer_waits_since, room_change.last_line) == (
        Status.NEW,
        waits,
        line,
    )
    assert not Letter.objects.exists()


def test_a_word_from_the_customer_opens_a_pending_ticket(room_change: Ticket, alena: User) -> None:
    add_message(room_change, reply(), by=alena, then=Status.PENDING)
    room_change.refresh_from_db()
    assert (room_change.status, room_change.customer_waits_since) == (Status.PENDING, None)
    said = add_message(room_change, visit(Direction.IN), by=alena)
    room_change.refresh_from_db()
    assert (room_change.status, room_change.customer_waits_since) == (Status.OPEN, said.at)


def test_the_customer_waits_since_the_first_unanswered_word(room_change: Ticket, alena: User) -> None:
    waits = room_change.customer_waits_since
    add_message(room_change, visit(Direction.IN), by=alena)
    room_change.refresh_from_db()
    assert room_change.customer_waits_since == waits


def test_a_word_after_the_resolution_reopens_nothing(room_change: Ticket, alena: User) -> None:
    resolve(room_change, outcome=Outcome.AS_ASKED, explanation="Moved.", by=alena)
    add_message(room_change, visit(Direction.IN), by=alena)
    room_change.refresh_from_db()
    assert (room_change.status, room_change.customer_waits_since, room_change.due_at) == (
        Status.RESOLVED,
        None,
        None,
    )


def test_a_closed_ticket_takes_no_words(room_change: Ticket, alena: User, ivan: User) -> None:
    resolve(room_change, outcome=Outcome.AS_ASKED, explanation="Moved.", by=alena)
    move(room_change, Status.CLOSED, by=ivan)
    with pytest.raises(NotPossible, match="is closed"):
        add_message(room_change, visit(Direction.OUT), by=alena)
    assert not Message.objects.exists()


@pytest.mark.parametrize("has_customer", [True, False])
def test_without_an_address_there_is_no_reply(alena: User, piotr: Customer, has_customer: bool) -> None:
    ticket = log_case("room_change", by=alena, customer=piotr if has_customer else None)
    with pytest.raises(NotPossible, match="no e-mail address"):
        add_message(ticket, reply(), by=alena)
    assert (Message.objects.count(), Letter.objects.count()) == (0, 0)
    assert not MessageForm({"type": "reply", "body": "x"}, ticket=ticket, user=alena).is_valid()


def test_a_message_that_cannot_move_the_ticket_is_not_said(room_change: Ticket, alena: User) -> None:
    resolve(room_change, outcome=Outcome.AS_ASKED, explanation="Moved.", by=alena)
    with pytest.raises(NotPossible):
        add_message(room_change, reply(), by=alena, then=Status.PENDING)
    assert (Message.objects.count(), Letter.objects.count()) == (0, 0)


def test_a_form_posted_twice_says_it_once(room_change: Ticket, alena: User) -> None:
    key = uuid4()
    first, second = (add_message(room_change, reply(), by=alena, form_key=key) for _ in range(2))
    assert first == second
    assert (Message.objects.count(), Letter.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_a_form_posted_twice_at_once_says_it_once(room_change: Ticket, alena: User) -> None:
    key = uuid4()
    said = at_once(*[lambda: add_message(room_change, reply(), by=alena, form_key=key)] * 3)
    assert {one.pk for one in said if isinstance(one, Message)} == {Message.objects.get().pk}
    assert not [failure for failure in said if isinstance(failure, Exception)]
    assert (Letter.objects.count(), Entry.objects.filter(verb="message.added").count()) == (1, 1)


@pytest.mark.parametrize(
    ("kind", "spoken", "direction"),
    [
        ("reply", "in", "out"),
        ("note", "out", "internal"),
        ("call", "in", "in"),
        ("visit", "", "out"),
        ("call", "out", "out"),
    ],
)
def test_the_composer_knows_which_way_it_goes(
    room_change: Ticket, alena: User, kind: str, spoken: str, direction: str
) -> None:
    typed = {"type": kind, "body": "Hello", "spoken": spoken, "minutes": "5"}
    form = MessageForm(typed, ticket=room_change, user=alena)
    assert form.is_valid(), form.errors
    assert form.instance.direction == direction
    assert form.instance.minutes == (5 if kind in ("call", "visit") else None)


@pytest.mark.parametrize(
    "wrong",
    [
        {"type": "shout"},
        {"body": ""},
        {"body": "a\x00"},
        {"minutes": "601"},
        {"spoken": "up"},
        {"form_key": "x"},
        {"type": ""},
    ],
)
def test_the_composer_refuses_mistakes(room_change: Ticket, alena: User, wrong: dict[str, str]) -> None:
    typed = {"type": "call", "body": "Hello"}
    assert MessageForm(typed, ticket=room_change, user=alena).is_valid()
    assert not MessageForm(typed | wrong, ticket=room_change, user=alena).is_valid()
