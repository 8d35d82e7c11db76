"""Resolved tickets close when their grace period is over."""

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from customers.models import Customer
from helpdesk.record.models import Entry
from helpdesk.staff.models import User
from tests.at_once import at_once
from tests.cast import log_case
from tickets.domain import closing
from tickets.domain.closing import close_all
from tickets.domain.grace import grace_of
from tickets.domain.lifecycle import move
from tickets.domain.resolution import reopen, resolve
from tickets.enums import Outcome, Status
from tickets.kinds import KINDS
from tickets.models import GracePeriod, Ticket
from tickets.tasks import close_resolved

pytestmark = pytest.mark.django_db


def resolved(by: User, customer: Customer | None = None, *, kind: str = "enquiry") -> Ticket:
    ticket = log_case(kind, by=by, customer=customer)
    resolve(ticket, outcome=Outcome.EXPLAINED, explanation="Till midnight.", by=by)
    ticket.refresh_from_db()
    return ticket


def due(ticket: Ticket) -> datetime:
    assert ticket.closes_at is not None
    return ticket.closes_at


def test_every_kind_ships_with_a_grace_period() -> None:
    for kind in KINDS.values():
        assert grace_of(Ticket(kind=kind.key)) == kind.closes_after
        assert kind.closes_after > timedelta(0)


def test_it_closes_when_the_time_is_over_and_not_before(alena: User, jana: Customer) -> None:
    ticket = resolved(alena, jana)
    assert due(ticket) == ticket.updated_at + KINDS["enquiry"].closes_after
    assert close_all(now=due(ticket) - timedelta(microseconds=1)) == 0
    assert close_all(now=due(ticket)) == 1
    before = due(ticket)
    ticket.refresh_from_db()
    assert (ticket.status, ticket.closes_at) == (Status.CLOSED, None)
    entry = Entry.objects.about(ticket).latest("sequence")
    assert (entry.verb, entry.by, entry.details["after"]) == ("ticket.moved", None, Status.CLOSED)
    assert close_all(now=before) == 0
    assert Entry.objects.about(ticket).filter(verb="ticket.moved", details__after="closed").count() == 1


def test_the_administrators_say_how_long(alena: User) -> None:
    GracePeriod.objects.create(kind="enquiry", length=timedelta(hours=4))
    ticket, other = resolved(alena), resolved(alena, kind="suggestion")
    assert due(ticket) == ticket.updated_at + timedelta(hours=4)
    assert due(other) == other.updated_at + KINDS["suggestion"].closes_after


@pytest.mark.parametrize("length", [timedelta(0), timedelta(days=-1), timedelta(days=366)])
def test_a_grace_period_is_neither_nothing_nor_for_ever(length: timedelta) -> None:
    with pytest.raises(ValidationError):
        GracePeriod(kind="enquiry", length=length).full_clean()


def test_reopened_it_does_not_close(alena: User) -> None:
    ticket = resolved(alena)
    closes_at = due(ticket)
    reopen(ticket, reason="Cold again.", by=alena)
    ticket.refresh_from_db()
    assert ticket.closes_at is None
    assert close_all(now=closes_at) == 0
    resolve(ticket, outcome=Outcome.EXPLAINED, explanation="Again.", by=alena)
    ticket.refresh_from_db()
    assert due(ticket) > closes_at


def test_closed_by_hand_it_closes_once(alena: User, ivan: User) -> None:
    ticket = resolved(alena)
    closes_at = due(ticket)
    move(ticket, Status.CLOSED, by=ivan)
    assert close_all(now=closes_at) == 0


def test_many_at_once_in_small_batches(alena: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(closing, "BATCH", 2)
    tickets = [resolved(alena) for _ in range(5)]
    assert close_all(now=due(tickets[-1])) == 5
    assert set(Ticket.objects.values_list("status", flat=True)) == {Status.CLOSED}


def test_the_task_closes_what_is_due_now(alena: User) -> None:
    ticket, other = resolved(alena), resolved(alena)
    Ticket.objects.filter(pk=ticket.pk).update(closes_at=timezone.now())
    close_resolved()
    assert Ticket.objects.get(pk=ticket.pk).status == Status.CLOSED
    assert Ticket.objects.get(pk=other.pk).status == Status.RESOLVED


def test_it_is_found_by_an_index(alena: User) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        due_now = Ticket.objects.filter(closes_at__lte=timezone.now()).order_by("closes_at", "pk")
        assert "ticket_closes" in due_now.explain()


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_the_same_moment(alena: User) -> None:
    tickets = [resolved(alena) for _ in range(6)]
    now = due(tickets[-1])
    counts = at_once(*[lambda: close_all(now=now)] * 3)
    assert sum(one for one in counts if isinstance(one, int)) == 6, counts
    assert Entry.objects.filter(verb="ticket.moved", details__after="closed").count() == 6


@pytest.mark.django_db(transaction=True)
def test_while_somebody_reopens(alena: User) -> None:
    """Whoever is first: it is open, or it is closed and the other one is told so."""
    for _ in range(4):
        ticket = resolved(alena)
        now = due(ticket)

        def reopening(ticket: Ticket = ticket) -> object:
            return reopen(ticket, reason="Cold again.", by=alena)

        def closing_it(now: datetime = now) -> object:
            return close_all(now=now)

        opened, _closed = at_once(reopening, closing_it)
        ticket.refresh_from_db()
        expected = Status.CLOSED if isinstance(opened, Exception) else Status.OPEN
        assert ticket.status == expected
        assert ticket.closes_at is None
