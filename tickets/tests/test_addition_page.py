"""What was typed for a new ticket is added to one that exists."""

import pytest

from customers.models import Customer
from helpdesk.record.models import Entry
from helpdesk.staff.models import Team, User
from tests.cast import log_case
from tests.pages import Page, signed_in
from tickets.domain.lifecycle import move
from tickets.enums import Direction, MessageType, Status
from tickets.models import Message, Ticket
from tickets.tests.test_new_page import form_of

pytestmark = pytest.mark.django_db


def test_it_becomes_what_the_customer_said_again(
    alena: User, jana: Customer, front_desk: Team, room_change: Ticket
) -> None:
    move(room_change, Status.PENDING, by=alena)
    sent = form_of(jana, front_desk, channel="phone")
    client = signed_in(alena)
    url = f"/tickets/{room_change.pk}/addition/"
    assert client.post(url, sent)["Location"] == room_change.get_absolute_url()
    client.post(url, sent)
    message = Message.objects.get()
    assert (message.type, message.direction) == (MessageType.CALL, Direction.IN)
    assert message.body == "Three people before her, one of us.\n\nAn apology."
    room_change.refresh_from_db()
    assert room_change.status == Status.OPEN
    assert "message.added" in Entry.objects.about(room_change).values_list("verb", flat=True)
    assert Ticket.objects.count() == 1


def test_without_words_nothing_is_added_and_everything_stays(
    alena: User, jana: Customer, front_desk: Team, room_change: Ticket
) -> None:
    sent = form_of(jana, front_desk, what_happened="  ", wanted="")
    answer = signed_in(alena).post(f"/tickets/{room_change.pk}/addition/", sent)
    assert answer.status_code == 422
    came_back = Page(answer).filled_in("subject")
    assert (came_back["subject"], came_back["customer"]) == (sent["subject"], str(jana.pk))
    assert not Message.objects.exists()


def test_a_closed_ticket_takes_nothing(alena: User, jana: Customer, front_desk: Team) -> None:
    ticket = log_case("return", by=alena, customer=jana)
    Ticket.objects.update(status=Status.CLOSED)
    answer = signed_in(alena).post(f"/tickets/{ticket.pk}/addition/", form_of(jana, front_desk))
    assert answer.status_code == 404
    assert not Message.objects.exists()
