"""Counting all open clocks anew when the opening hours or the SLA policies change.

A row is written with the change; a worker goes through the tickets in small transactions and notes how far it
has come, so whoever dies in between is followed by the sweep, which goes on from there.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial

from celery import current_app
from django.db import transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

from customers.models import Customer
from helpdesk.record import writing as record
from helpdesk.staff.models import Site, User
from tickets.domain.clock_board import Board
from tickets.domain.locking import lock_all
from tickets.domain.sla import policies
from tickets.domain.working_hours import HoursOfSites
from tickets.enums import RecountCause
from tickets.models import Clock, Recount, SlaPolicy, Ticket
from tickets.models.ticket import TicketQuerySet

log = logging.getLogger(__name__)

BATCH = 50
TASK = "tickets.tasks.count_clocks_anew"


def ask(*, cause: RecountCause, site: Site | None, by: User, customer: Customer | None = None) -> Recount:
    """Have the clocks of a site, a customer or the house counted anew once the transaction is through."""
    recount = Recount.objects.create(
        cause=cause, site=site, customer=customer, asked_by=by, asked_at=timezone.now()
    )
    transaction.on_commit(partial(ask_for_work, recount.pk))
    return recount


def ask_for_customer(customer: Customer, *, by: User) -> None:
    """As ``ask``, for the tickets of one customer; only if policies tell VIPs apart."""
    if SlaPolicy.objects.filter(is_on=True).exclude(is_vip=None).exists():
        ask(cause=RecountCause.CUSTOMER, site=None, by=by, customer=customer)


def ask_for_work(recount_id: int) -> None:
    """Wake a worker. If the broker cannot be reached the sweep finds the recount a little later."""
    try:
        current_app.send_task(TASK, [recount_id])
    except OperationalError as error:
        log.warning("Recount %s waits for the sweep, the broker does not answer: %s", recount_id, error)


def work_on(recount_id: int, *, is_time_up: Callable[[], bool]) -> None:
    """Work until it is done, somebody else works on it, or the time is up; then ask again."""
    while work_on_batch(recount_id, now=timezone.now()):
        if is_time_up():
            ask_for_work(recount_id)
            return


def go_on(*, is_time_up: Callable[[], bool]) -> None:
    """Finish what was left undone, the oldest first."""
    for pk in Recount.objects.filter(done_at=None).order_by("pk").values_list("pk", flat=True):
        work_on(pk, is_time_up=is_time_up)
        if is_time_up():
            return


@transaction.atomic
def work_on_batch(recount_id: int, *, now: datetime) -> bool:
    """The next tickets, in one transaction. False when there is nothing more to do here."""
    under_way = Recount.objects.filter(pk=recount_id, done_at=None).select_related("asked_by")
    recount = under_way.select_for_update(of=("self",), skip_locked=True).first()
    if recount is None:
        return False
    numbers = list(to_count(recount).values_list("pk", flat=True)[:BATCH])
    recount.moved += count_anew(numbers, recount=recount, now=now)
    recount.looked_at += len(numbers)
    recount.after = numbers[-1] if numbers else recount.after
    recount.done_at = now if len(numbers) < BATCH else None
    recount.save(update_fields=["moved", "looked_at", "after", "done_at"])
    return recount.done_at is None


def to_count(recount: Recount) -> TicketQuerySet:
    tickets = tickets_of(recount.site_id, after=recount.after)
    return tickets if recount.customer_id is None else tickets.filter(customer=recount.customer_id)


def tickets_of(site: int | None, *, after: int = 0) -> TicketQuerySet:
    """Unfinished tickets of the site, or of all, by number."""
    tickets = Ticket.objects.unfinished().filter(pk__gt=after)
    return (tickets if site is None else tickets.filter(site=site)).order_by("pk")


def count_anew(numbers: Sequence[int], *, recount: Recount, now: datetime) -> int:
    """How many of these tickets are due at another time now."""
    tickets = lock_all(numbers)
    clocks, house, hours = running_clocks(numbers), policies(), HoursOfSites(now=now)
    moved = 0
    for number in sorted(tickets):
        ticket = tickets[number]
        before = ticket.due_at
        board = Board(ticket, clocks[number], now=now, house=house, hours=hours.of(ticket.site))
        board.conform()
        if board.save() and ticket.due_at != before:
            ticket.save(update_fields=["due_at"])
            note(ticket, recount, before=before)
            moved += 1
    return moved


def note(ticket: Ticket, recount: Recount, *, before: datetime | None) -> None:
    record.write(
        ticket,
        "ticket.recounted",
        by=recount.asked_by,
        cause=recount.cause,
        before=before,
        after=ticket.due_at,
    )


def running_clocks(numbers: Sequence[int]) -> Mapping[int, list[Clock]]:
    """By the number of their ticket."""
    found: dict[int, list[Clock]] = defaultdict(list)
    for clock in Clock.objects.running().filter(ticket__in=numbers):
        found[clock.ticket_id].append(clock)
    return found
