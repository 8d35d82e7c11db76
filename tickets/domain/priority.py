"""How much a ticket presses, and why."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from helpdesk.record import writing as record
from helpdesk.staff.models import User
from tickets import rules
from tickets.domain import clocks
from tickets.domain.errors import NotPossible
from tickets.domain.locking import lock_for_words
from tickets.enums import Priority
from tickets.models import Ticket


@transaction.atomic
def prioritise(ticket: Ticket, priority: Priority, *, because: str, by: User) -> Ticket:
    """Give the ticket another priority, with the reason. The one it has already changes nothing.

    Raises ``NotPossible`` for a closed ticket, without a reason, and for the case of an erased customer.
    """
    ticket = lock_for_words(ticket)
    if not rules.may_work_on(by, ticket):
        raise NotPossible(_("Ticket %(number)s is closed.") % {"number": ticket.number})
    if not because.strip():
        raise NotPossible(_("Say why."))
    before = ticket.priority
    if priority == before:
        return ticket
    ticket.priority, ticket.updated_at = priority, timezone.now()
    clocks.recount(ticket, now=ticket.updated_at)
    ticket.save(update_fields=["priority", "due_at", "updated_at"])
    record.write(
        ticket, "ticket.prioritised", by=by, before=before, after=priority, words={"reason": because}
    )
    return ticket
