"""Resolving a ticket, and reopening it."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from helpdesk.record import writing as record
from helpdesk.staff.models import User
from tickets.domain.errors import NotPossible
from tickets.domain.lifecycle import move
from tickets.domain.locking import lock
from tickets.domain.ticket import last_line_of
from tickets.enums import Direction, Outcome, Status
from tickets.models import Resolution, Ticket


@transaction.atomic
def resolve(ticket: Ticket, *, outcome: Outcome, explanation: str, by: User) -> Resolution:
    """Resolve with an outcome and what the customer was told. Each time is a row.

    Raises ``NotPossible`` when somebody resolved it meanwhile.
    """
    ticket = lock(ticket)
    if not ticket.is_unfinished:
        raise NotPossible(_("Ticket %(number)s is resolved already.") % {"number": ticket.number})
    resolution = Resolution.objects.create(
        ticket=ticket,
        outcome=outcome,
        explanation=explanation,
        by=by,
        at=timezone.now(),
        first_contact=is_first_contact(ticket),
    )
    move(ticket, Status.RESOLVED, by=by)
    Ticket.objects.filter(pk=ticket.pk).update(last_line=last_line_of(explanation))
    record.write(ticket, "ticket.resolved", by=by, resolution=resolution.pk, outcome=outcome)
    return resolution


def is_first_contact(ticket: Ticket) -> bool:
    """Never resolved before, and the customer did not have to come, call or write again."""
    return not ticket.resolutions.exists() and not ticket.messages.filter(direction=Direction.IN).exists()


@transaction.atomic
def reopen(ticket: Ticket, *, reason: str, by: User) -> Ticket:
    """Open a resolved ticket again; the resolution stays as a row that no longer holds."""
    ticket = lock(ticket)
    resolution = ticket.resolutions.filter(reopened_at=None).first()
    if ticket.status != Status.RESOLVED or resolution is None:
        raise NotPossible(_("Only a resolved ticket can be reopened."))
    resolution.reopened_at, resolution.reopened_by, resolution.reopening_reason = timezone.now(), by, reason
    resolution.save(update_fields=["reopened_at", "reopened_by", "reopening_reason"])
    record.write(ticket, "ticket.reopened", by=by, reason=reason)
    return move(ticket, Status.OPEN, by=by)
