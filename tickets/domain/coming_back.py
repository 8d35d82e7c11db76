"""The customer comes back about a case that is closed: it goes on as a new, linked ticket."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from helpdesk.staff.models import User
from tickets.domain.errors import NotPossible
from tickets.domain.linking import link_between, tie
from tickets.domain.locking import lock_both
from tickets.domain.ticket import log_ticket
from tickets.enums import LinkType, Status
from tickets.kinds import Details, kind_of
from tickets.models import Link, Ticket


def can_come_back(ticket: Ticket) -> bool:
    """Whether a word of the customer about it opens a new ticket: it is closed, and goes on nowhere else.

    Whoever was erased comes as somebody new.
    """
    erased = ticket.customer is not None and ticket.customer.erased_at is not None
    return ticket.status == Status.CLOSED and ticket.merged_into_id is None and not erased


@transaction.atomic
def note_return(ticket: Ticket, *, to: Ticket, by: User, now: datetime) -> Link:
    """The customer came back about ``to``, and that was logged as ``ticket``: link the two.

    A second time returns the link there is. Raises ``NotPossible`` when ``to`` is open, or goes on elsewhere.
    """
    ticket, to = lock_both(ticket, to)
    if linked := link_between(ticket, to):
        return linked
    if to.merged_into_id is not None:
        said = {"number": to.number, "other": to.merged_into_id}
        raise NotPossible(_("Ticket %(number)s was merged into ticket %(other)s already.") % said)
    if not can_come_back(to):
        raise NotPossible(_("Ticket %(number)s is not closed. It can go on there.") % {"number": to.number})
    return tie(ticket, to, type=LinkType.CAME_BACK, by=by, now=now)


@transaction.atomic
def log_return(
    old: Ticket, *, what_happened: str, channel: str, by: User, now: datetime, form_key: UUID | None = None
) -> Ticket:
    """Log a ticket about the same as a closed one, for whoever has only the customer's words: a letter.

    Kind, team, customer, subject and details are those of ``old``. With a ``form_key`` it is logged once.
    Raises ``NotPossible`` as ``note_return`` does, and for a customer who was erased.
    """
    ticket = Ticket(
        kind=old.kind,
        channel=channel,
        priority=old.priority,
        site=old.site,
        team=old.team,
        customer=old.customer,
        subject=old.subject,
        what_happened=what_happened,
    )
    ticket = log_ticket(ticket, details=details_again(old), by=by, form_key=form_key)
    note_return(ticket, to=old, by=by, now=now)
    return ticket


def details_again(old: Ticket) -> Details:
    """The details of ``old``, as those of a ticket that is not logged yet."""
    before = kind_of(old.kind).details_of(old)
    columns = [column.attname for column in before._meta.concrete_fields if column.name != "ticket"]
    again = type(before)(**{name: getattr(before, name) for name in columns})
    for rows in before.lines():
        setattr(again, rows, getattr(before, rows))
    return again
