"""Logging a case."""

from collections.abc import Sequence
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from customers.domain.customer import know_at, locked_current
from helpdesk.record import writing as record
from helpdesk.staff.models import User
from tickets.domain import clocks
from tickets.domain.assignment import route
from tickets.domain.details import keep_details
from tickets.kinds import Details
from tickets.models import Option, Ticket


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
    if form_key and (logged := Ticket.objects.filter(form_key=form_key).first()):
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
        logged = Ticket.objects.filter(form_key=form_key).first() if form_key else None
        if logged is None:
            raise
        return logged


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
    ticket.save()
    keep_details(ticket, details)
    Option.objects.bulk_create(
        Option(ticket=ticket, text=text, is_chosen=index == chosen) for index, text in enumerate(options)
    )
    clocks.start_all(ticket, now=now, promised_at=details.promised_at())
    ticket.save(update_fields=["due_at"])
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
