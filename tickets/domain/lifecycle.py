"""The one gate through which a ticket changes its status.

new → open → pending (waits for the customer) / on hold (waits for a third party) → resolved → closed;
a ticket that is reopened is open again.
"""

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from helpdesk.record import writing as record
from helpdesk.staff.models import User
from tickets import rules
from tickets.domain import clocks
from tickets.domain.errors import NotPossible
from tickets.domain.locking import lock
from tickets.enums import Status
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


@transaction.atomic
def move(ticket: Ticket, status: Status, *, by: User) -> Ticket:
    """Bring the ticket into another status: checks, locks, writes, records, and the clocks follow.

    Returns the ticket as saved. Raises ``NotPossible`` when ``MOVES`` knows no such step from where the
    ticket is by now. Moving to the status it already has does nothing, so a form posted twice is harmless.
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
    clocks.follow(ticket, before=before, now=ticket.updated_at)
    if status in (Status.RESOLVED, Status.CLOSED):
        ticket.customer_waits_since = None
    ticket.save(update_fields=["status", "updated_at", "due_at", "customer_waits_since"])
    record.write(ticket, "ticket.moved", by=by, before=before, after=status)
    return ticket


def moves_for(ticket: Ticket, *, user: User) -> Collection[Status]:
    """The steps this person may take now; the page draws its buttons from them."""
    if not rules.may_work_on(user, ticket):
        return ()
    return tuple(s for s in MOVES[ticket.status] if s != Status.CLOSED or rules.may_close(user))
