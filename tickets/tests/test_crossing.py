"""Two people write over each other: the second is told first, and nothing of either is lost."""

import pytest
from django.test import Client

from helpdesk.staff.models import Team, User
from tests.pages import Page, signed_in
from tickets.domain.assignment import assign
from tickets.domain.message import add_message
from tickets.enums import Direction, MessageType
from tickets.models import Message, Ticket

pytestmark = pytest.mark.django_db


def opened(client: Client, ticket: Ticket) -> dict[str, str]:
    """What the composer would send, as the page came."""
    sent = Page(client.get(ticket.get_absolute_url())).filled_in("seen")
    return {name: sent[name] for name in ("form_key", "seen")}


def said_by(ticket: Ticket, by: User, kind: MessageType = MessageType.CALL) -> Message:
    direction = Direction.INTERNAL if kind == MessageType.NOTE else Direction.OUT
    return add_message(ticket, Message(type=kind, direction=direction, body="I called Jana."), by=by)


def test_a_reply_that_crosses_a_colleagues_word_waits(room_change: Ticket, alena: User, karel: User) -> None:
    client = signed_in(alena)
    typed = opened(client, room_change) | {"type": "reply", "body": "Your room is ready."}
    said_by(room_change, karel)
    page = Page(client.post(f"{room_change.get_absolute_url()}messages/", typed))
    assert page.status == 409
    assert "Not sent: somebody spoke with the customer while you were writing." in page.text
    assert page.all("blockquote")[0].text == "I called Jana."
    assert page.all("textarea", name="body")[0].text.strip() == "Your room is ready."
    assert Message.objects.filter(author=alena).count() == 0
    again = typed | {"seen": page.filled_in("seen")["seen"]}
    assert client.post(f"{room_change.get_absolute_url()}messages/", again).status_code == 302
    assert Message.objects.get(author=alena).body == "Your room is ready."


@pytest.mark.parametrize("kind", ["note", "call", "visit"])
def test_what_only_adds_crosses_nothing(room_change: Ticket, alena: User, karel: User, kind: str) -> None:
    client = signed_in(alena)
    typed = opened(client, room_change) | {"type": kind, "body": "They want a bath.", "spoken": "in"}
    said_by(room_change, karel)
    assert client.post(f"{room_change.get_absolute_url()}messages/", typed).status_code == 302


def test_a_note_and_ones_own_words_do_not_hold_it_up(room_change: Ticket, alena: User, karel: User) -> None:
    client = signed_in(alena)
    typed = opened(client, room_change) | {"type": "reply", "body": "Your room is ready."}
    said_by(room_change, karel, MessageType.NOTE)
    said_by(room_change, alena)
    assert client.post(f"{room_change.get_absolute_url()}messages/", typed).status_code == 302


@pytest.mark.parametrize("seen", ["", "x", "-1", "9" * 30])
def test_garbage_in_what_was_seen(room_change: Ticket, alena: User, seen: str) -> None:
    client = signed_in(alena)
    typed = {"type": "reply", "body": "Ready.", "seen": seen}
    status = client.post(f"{room_change.get_absolute_url()}messages/", typed).status_code
    assert status in (302, 422)


def test_an_assignment_over_a_colleagues(
    room_change: Ticket, alena: User, karel: User, ivan: User, front_desk: Team
) -> None:
    client = signed_in(alena)
    url = f"{room_change.get_absolute_url()}assignment/"
    seen = Page(client.get(url)).filled_in("seen")["seen"]
    assign(room_change, team=front_desk, assignee=karel, by=ivan)
    typed = {"team": str(front_desk.pk), "assignee": str(alena.pk), "seen": seen}
    page = Page(client.post(url, typed))
    assert page.status == 409
    assert f"gave it to {karel.name}" in page.text
    assert page.filled_in("seen")["assignee"] == str(alena.pk)
    room_change.refresh_from_db()
    assert room_change.assignee == karel
    assert client.post(url, typed | {"seen": page.filled_in("seen")["seen"]}).status_code == 302
    room_change.refresh_from_db()
    assert room_change.assignee == alena
