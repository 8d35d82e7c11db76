"""The one gate through which a ticket changes its status.

new → open → pending (waits for the customer) / on hold (waits for a third party) → resolved → closed;
a ticket that is reopened is open again. A resolved ticket closes by itself when its grace period is over; one
that is merged into another is closed without an outcome, and taken up again when that is undone.
"""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from helpdesk.record import writing as record
from helpdesk.staff.models import User
from tickets import rules
from tickets.domain import clocks
from tickets.domain.errors import NotPossible
from tickets.domain.grace import grace_of
from tickets.domain.locking import lock
from tickets.enums import UNFINISHED, Status
from tickets.models import Ticket

MOVES: dict[str, tuple[Status, ...]] = {
    Status.NEW: (Status.OPEN, Status.PENDING, Status.ON_HOLD, Status.RESOLVED),
    Status.OPEN: (Status.PENDING, Status.ON_HOLD, Status.RESOLVED),
    Status.PENDING: (Status.OPEN, Status.ON_HOLD, Status.RESOLVED),
    Status.ON_HOLD: (Status.OPEN, Status.PENDING, Status.RESOLVED),
    Status.RESOLVED: (Status.OPEN, Status.CLOSED),
    Status.CLOSED: (),
}
# These need no words; resolving and reopening do, and have verbs of their own.
PLAIN = (Status.OPEN, Status.PENDING, Status.ON_HOLD, Status.CLOSED)
# What goes with the status.
KEPT_HERE = ("status", "due_at", "customer_waits_since", "closes_at")


@transaction.atomic
def move(ticket: Ticket, status: Status, *, by: User | None) -> Ticket:
    """Bring the ticket into another status: checks, locks, writes, records, and the clocks follow.

    ``by`` is None when the house closes what was resolved long enough ago. Returns the ticket as saved.
    Raises ``NotPossible`` when ``MOVES`` knows no such step from where the ticket is by now. Moving to the
    status it already has does nothing, so a form posted twice is harmless.
    """
    ticket = lock(ticket)
    before = Status(ticket.status)
    if status == before:
        return ticket
    if status not in MOVES[before]:
        raise NotPossible(
            _("Ticket %(number)s is %(before)s by now and cannot become %(after)s.")
            % {"number": ticket.number, "before": before.label.lower(), "after": status.label.lower()}
        )
    ticket.status = status
    ticket.updated_at = timezone.now()
    if status not in UNFINISHED:
        ticket.customer_waits_since = None
    elif before not in UNFINISHED:
        ticket.customer_waits_since = ticket.updated_at
    clocks.follow(ticket, before=before, now=ticket.updated_at)
    ticket.closes_at = ticket.updated_at + grace_of(ticket) if status == Status.RESOLVED else None
    ticket.save(update_fields=[*KEPT_HERE, "updated_at"])
    record.write(ticket, "ticket.moved", by=by, before=before, after=status)
    return ticket


def moves_for(ticket: Ticket, *, user: User) -> Collection[Status]:
    """The steps this person may take now; the page draws its buttons from them."""
    if not rules.may_work_on(user, ticket):
        return ()
    return tuple(s for s in MOVES[ticket.status] if s != Status.CLOSED or rules.may_close(user))


def shut(ticket: Ticket, *, now: datetime) -> dict[str, str]:
    """Close a ticket that goes on as another one: no outcome, the clocks stop. It is held by the caller.

    Returns how it stood, for ``open_again``.
    """
    stood = {name: written(getattr(ticket, name)) for name in KEPT_HERE if name != "due_at"}
    before, ticket.status = Status(ticket.status), Status.CLOSED
    ticket.customer_waits_since = ticket.closes_at = None
    clocks.follow(ticket, before=before, now=now)
    ticket.save(update_fields=KEPT_HERE)
    return stood


def open_again(ticket: Ticket, *, stood: dict[str, str], shut_at: datetime, now: datetime) -> None:
    """As it stood before it was shut at that moment; its clocks run on, and what is late by now is late."""
    ticket.status = Status(stood["status"])
    ticket.customer_waits_since = clocks.read_time(stood["customer_waits_since"])
    ticket.closes_at = clocks.read_time(stood["closes_at"])
    clocks.unmeet(ticket, met_at=shut_at, now=now)
    ticket.save(update_fields=KEPT_HERE)


def written(value: str | datetime | None) -> str:
    return value.isoformat() if isinstance(value, datetime) else value or ""
