"""Logging a case."""

from collections.abc import Sequence
from functools import lru_cache
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from customers.domain.customer import know_at, locked_current
from helpdesk.prepared import Prepared
from helpdesk.record import writing as record
from helpdesk.staff.models import User
from tickets.domain import clocks
from tickets.domain.assignment import route
from tickets.domain.details import keep_details
from tickets.kinds import Details
from tickets.models import Clock, Option, Ticket

# No form has this key.
SOME_KEY = UUID(int=0)


def log_ticket(
    ticket: Ticket,
    *,
    details: Details,
    by: User,
    options: Sequence[str] = (),
    chosen: int | None = None,
    form_key: UUID | None = None,
    routed: bool = True,
) -> Ticket:
    """Save a new ticket with its kind's details and the options explained; its clocks start.

    ``chosen`` is the index of the option the customer took. A ``form_key`` seen before returns the ticket
    it made then, also when both requests run at the same moment. A ticket for nobody in particular goes to
    whomever the rule of its team names; whoever gives it to somebody themselves has it not ``routed``.
    """
    if logged := logged_by(form_key):
        return logged
    try:
        return write_ticket(
            ticket,
            details=details,
            by=by,
            options=options,
            chosen=chosen,
            form_key=form_key,
            routed=routed,
        )
    except IntegrityError:
        logged = logged_by(form_key)
        if logged is None:
            raise
        return logged


def logged_by(form_key: UUID | None) -> Ticket | None:
    """The ticket the form with this key has made."""
    return of_form().first({"key": form_key}) if form_key else None


@lru_cache(maxsize=1)
def of_form() -> Prepared[Ticket]:
    return Prepared(Ticket.objects.filter(form_key=SOME_KEY), holes={SOME_KEY: "key"})


@transaction.atomic
def write_ticket(
    ticket: Ticket,
    *,
    details: Details,
    by: User,
    options: Sequence[str],
    chosen: int | None,
    form_key: UUID | None,
    routed: bool,
) -> Ticket:
    if ticket.customer is not None:
        # Nobody merges or erases them while their ticket is written; who was merged meanwhile is followed.
        ticket.customer = locked_current(ticket.customer)
    now = timezone.now()
    ticket.created_by, ticket.created_at, ticket.updated_at = by, now, now
    ticket.customer_waits_since = now
    ticket.form_key = form_key
    ticket.last_line = last_line_of(ticket.wanted or ticket.what_happened)
    running = clocks.all_wound(ticket, now=now, promised_at=details.promised_at())
    ticket.save()
    Clock.objects.bulk_create(running)
    keep_details(ticket, details, is_new=True)
    if options:
        Option.objects.bulk_create(
            Option(ticket=ticket, text=text, is_chosen=index == chosen) for index, text in enumerate(options)
        )
    if ticket.customer is not None:
        know_at(ticket.customer, ticket.site)
    record.write(
        ticket, "ticket.logged", by=by, kind=ticket.kind, channel=ticket.channel, customer=ticket.customer_id
    )
    return route(ticket, by=by) if routed else ticket


def last_line_of(text: str, *, at_most: int = 160) -> str:
    """The beginning of what was said, on one line, for the list."""
    line = " ".join(text.split())
    return line if len(line) <= at_most else line[: at_most - 1] + "…"
