"""The database says what has changed, for the pages that are open."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import connection, transaction

from customers.models import Customer
from helpdesk.mail.enums import LetterStatus
from helpdesk.mail.models import Letter
from helpdesk.staff.models import Site, Team, User
from tests.announced import announced
from tests.cast import log_case
from tickets.domain.assignment import take
from tickets.domain.message import add_message
from tickets.enums import Direction, MessageType
from tickets.models import Clock, Message, Ticket

pytestmark = pytest.mark.django_db(transaction=True)

# What hangs off a ticket and needs no announcement of its own: a change of it is a change of the ticket, too,
# or no page that is open shows it.
SILENT = {"BulkItem", "SearchText"}


def topics_of(ticket: Ticket) -> set[str]:
    found = {f"ticket:{ticket.pk}", f"site:{ticket.site_id}"}
    return found | {f"customer:{ticket.customer_id}"} if ticket.customer_id else found


def announcing() -> set[str]:
    """The tables whose every change is announced."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'live_announce'")
        return {table for (table,) in cursor.fetchall()}


def test_a_new_ticket_is_news_of_its_site_and_customer(alena: User, jana: Customer) -> None:
    with announced() as topics:
        ticket = log_case("room_change", by=alena, customer=jana)
    assert topics == topics_of(ticket)


def test_what_is_said_and_done_is_news_of_the_ticket(alena: User, karel: User, room_change: Ticket) -> None:
    with announced() as topics:
        take(room_change, by=karel)
    assert topics >= topics_of(room_change)
    with announced() as topics:
        add_message(room_change, Message(type=MessageType.NOTE, body="In the lobby."), by=alena)
    assert topics >= topics_of(room_change)


def test_a_ticket_that_moves_is_news_twice(room_change: Ticket, shop: Site, returns_desk: Team) -> None:
    before = topics_of(room_change)
    with announced() as topics:
        Ticket.objects.filter(pk=room_change.pk).update(site=shop, team=returns_desk)
    assert topics == before | {f"site:{shop.pk}"}


def test_what_is_rolled_back_is_no_news(alena: User, room_change: Ticket) -> None:
    with announced() as topics, transaction.atomic():
        take(room_change, by=alena)
        transaction.set_rollback(True)
    assert topics == set()


def test_a_part_of_a_ticket_that_changes_is_news_of_the_ticket(room_change: Ticket) -> None:
    with announced() as topics:
        Clock.objects.filter(ticket=room_change).update(recounted=True)
    assert topics == topics_of(room_change)
    with announced() as topics:
        Clock.objects.filter(ticket=room_change).delete()
    assert topics == topics_of(room_change)


def test_a_message_that_goes_over_to_another_ticket_is_news_of_both(alena: User, room_change: Ticket) -> None:
    other = log_case("complaint", by=alena)
    message = add_message(room_change, Message(type=MessageType.NOTE, body="In the lobby."), by=alena)
    with announced() as topics:
        Message.objects.filter(pk=message.pk).update(ticket=other)
    assert topics == topics_of(room_change) | topics_of(other)


def test_a_letter_that_has_left_is_news_of_its_ticket(alena: User, room_change: Ticket) -> None:
    message = add_message(
        room_change, Message(type=MessageType.REPLY, direction=Direction.OUT, body="It is ready."), by=alena
    )
    assert message.letter_id
    with announced() as topics:
        Letter.objects.filter(pk=message.letter_id).update(status=LetterStatus.SENT)
    assert topics == topics_of(room_change)


def test_what_is_known_of_a_customer_is_news_of_the_customer(jana: Customer, alena: User) -> None:
    about = {f"customer:{jana.pk}"}
    with announced() as topics:
        jana.contact_points.update(is_preferred=True)
    assert topics == about
    with announced() as topics:
        Customer.objects.filter(pk=jana.pk).update(language="pl")
    assert topics >= about


def test_everything_that_hangs_off_a_ticket_is_announced() -> None:
    hanging = {
        model.__name__: model._meta.db_table
        for model in apps.get_models()
        for field in model._meta.local_fields
        if field.related_model is Ticket and field.name == "ticket" and not field.primary_key
    }
    assert "Attachment" in hanging
    assert {name for name, table in hanging.items() if table not in announcing()} <= SILENT
    assert {"tickets_ticket", "surveys_invitation", "surveys_response", "surveys_review"} <= announcing()
