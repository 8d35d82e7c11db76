"""Another kind of ticket, or other details of the same kind. What stood there before goes into the record."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from helpdesk.record import writing as record
from helpdesk.staff.models import User
from tickets import rules
from tickets.domain import clocks
from tickets.domain.assignment import assign
from tickets.domain.details import keep_details
from tickets.domain.errors import NotPossible
from tickets.domain.locking import lock_for_words
from tickets.kinds import KINDS, Details, Kind, kind_of
from tickets.models import Ticket


@transaction.atomic
def change_kind(ticket: Ticket, details: Details, *, by: User, seen: str = "") -> Ticket:
    """Make it a ticket of the kind that ``details`` are of; what was entered before goes into the record.

    References follow, and the running clocks count by the new kind's promises from where they started. A
    priority that was the old kind's usual one becomes the new kind's. What hid the ticket from a colleague
    stays and keeps it hidden; an assignee who may no longer see it loses it.

    ``seen`` is the ``stamp`` of the details the person looked at. Raises ``NotPossible`` when these have
    changed since, for a ticket that is no longer open, and when the name of a colleague would be taken out by
    somebody who is no supervisor. Details of the kind it is already are corrected: see ``correct_details``.
    """
    ticket, old = open_details(ticket, by=by, seen=seen)
    before, after = kind_of(ticket.kind), kind_with(details)
    if before == after:
        return correct_details(ticket, details, by=by)
    if not ticket.is_unfinished:
        raise NotPossible(_("Only an open case becomes another kind. Reopen it first."))
    left_behind = after.model._default_manager.filter(ticket=ticket).first()
    keep_hidden(left_behind, details, by=by)
    words = {"before": told(old, ticket=ticket)}
    if old.hidden_from is None:
        old.delete()
    ticket.kind = after.key
    if ticket.priority == before.priority:
        ticket.priority = after.priority
    ticket = rewrite(ticket, details)
    clocks.recount(ticket, promised_at=details.promised_at(), now=timezone.now())
    save(ticket)
    record.write(ticket, "ticket.kind_changed", by=by, before=before.key, after=after.key, words=words)
    return let_go(ticket, by=by)


@transaction.atomic
def correct_details(ticket: Ticket, details: Details, *, by: User, seen: str = "") -> Ticket:
    """Put other details of the same kind in their place; what was entered before goes into the record.

    As ``change_kind``, but a resolved ticket may be corrected too, and the clocks follow only where something
    else was promised. Nothing happens when nothing has changed.
    """
    ticket, old = open_details(ticket, by=by, seen=seen)
    if kind_with(details).key != ticket.kind:
        raise NotPossible(_("Somebody made it another kind of ticket meanwhile."))
    keep_hidden(old, details, by=by)
    if stamp(details) == stamp(old):
        return ticket
    words, promised_before = {"before": told(old, ticket=ticket)}, old.promised_at()
    ticket = rewrite(ticket, details)
    if details.promised_at() != promised_before:
        clocks.recount(ticket, promised_at=details.promised_at(), now=timezone.now())
    save(ticket)
    record.write(ticket, "ticket.details_corrected", by=by, kind=ticket.kind, words=words)
    return let_go(ticket, by=by)


def open_details(ticket: Ticket, *, by: User, seen: str) -> tuple[Ticket, Details]:
    """The ticket, locked, and its details as they are now."""
    ticket = lock_for_words(ticket)
    if not rules.may_work_on(by, ticket):
        raise NotPossible(_("Ticket %(number)s is closed.") % {"number": ticket.number})
    details = kind_of(ticket.kind).details_of(ticket)
    if seen and seen != stamp(details):
        raise NotPossible(_("Somebody changed these details meanwhile. They are as shown here now."))
    return ticket, details


def keep_hidden(before: Details | None, after: Details, *, by: User) -> None:
    """The name of a colleague that hides the ticket is taken out by supervisors only."""
    hidden_from = before.hidden_from if before else None
    if hidden_from is not None and after.hidden_from != hidden_from and not by.can_supervise:
        raise NotPossible(_("Only a supervisor takes the name of a colleague out of a complaint."))


def rewrite(ticket: Ticket, details: Details) -> Ticket:
    ticket.references.all().delete()
    keep_details(ticket, details)
    return ticket


def save(ticket: Ticket) -> None:
    ticket.updated_at = timezone.now()
    ticket.save(update_fields=["kind", "priority", "due_at", "updated_at"])


def let_go(ticket: Ticket, *, by: User) -> Ticket:
    """Take it from an assignee who may no longer see it."""
    if ticket.assignee is not None and not rules.may_see(ticket.assignee, ticket):
        return assign(ticket, team=ticket.team, assignee=None, by=by)
    return ticket


def kind_with(details: Details) -> Kind:
    return next(kind for kind in KINDS.values() if isinstance(details, kind.model))


def stamp(details: Details) -> str:
    """Changes whenever the details do, and is the same for what was typed and what was saved of it."""
    said = json.dumps([details._meta.label, details.values()], default=plain, sort_keys=True)
    return sha256(said.encode()).hexdigest()


def plain(value: Any) -> str:
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} cannot be written down.")


def told(details: Details, *, ticket: Ticket) -> str:
    """The details in words of the site's language: "Receipt: A-1007; Item: Boots"."""
    with translation.override(ticket.site.language), timezone.override(ticket.site.zone):
        return "; ".join(f"{label}: {in_words(value)}" for label, value in details.facts())


def in_words(value: Any) -> str:
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "SHORT_DATETIME_FORMAT")
    return str(value)
