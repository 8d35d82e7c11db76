"""Resolving a ticket, and reopening it."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from helpdesk.policies.models import PolicyVersion
from helpdesk.record import writing as record
from helpdesk.staff.models import User
from tickets.domain.errors import NotPossible
from tickets.domain.first_contact import is_first_contact
from tickets.domain.lifecycle import move
from tickets.domain.locking import lock, lock_for_words, takes_words
from tickets.domain.policies import policies_for
from tickets.domain.ticket import last_line_of
from tickets.enums import Outcome, Status
from tickets.kinds import kind_of
from tickets.models import Resolution, Ticket


@transaction.atomic
def resolve(
    ticket: Ticket,
    *,
    outcome: Outcome,
    explanation: str,
    by: User,
    closing_reason: str = "",
    policy_version: PolicyVersion | None = None,
) -> Resolution:
    """Resolve with an outcome, one of the kind's closing reasons, and what the customer was told.

    Each time is a row. A refusal rests on a policy in force for the case, when there is one. Raises
    ``NotPossible`` when somebody resolved it meanwhile, made it another kind of ticket, which does not end
    like this, or for a refusal that rests on nothing.
    """
    ticket = lock(ticket)
    if not ticket.is_unfinished:
        raise NotPossible(_("Ticket %(number)s is resolved already.") % {"number": ticket.number})
    check_ending(ticket, outcome=outcome, closing_reason=closing_reason)
    if outcome == Outcome.REFUSED:
        check_refusal(ticket, rests_on=policy_version)
    # The case of an erased customer can still end; there is nobody to explain it to.
    explanation = explanation if takes_words(ticket) else ""
    resolution = Resolution.objects.create(
        ticket=ticket,
        outcome=outcome,
        closing_reason=closing_reason,
        policy_version=policy_version,
        explanation=explanation,
        by=by,
        at=timezone.now(),
        first_contact=is_first_contact(ticket),
    )
    move(ticket, Status.RESOLVED, by=by)
    Ticket.objects.filter(pk=ticket.pk).update(last_line=last_line_of(explanation))
    record.write(
        ticket,
        "ticket.resolved",
        by=by,
        resolution=resolution.pk,
        outcome=outcome,
        closing_reason=closing_reason,
        policy_version=policy_version.pk if policy_version else None,
    )
    return resolution


def check_ending(ticket: Ticket, *, outcome: Outcome, closing_reason: str) -> None:
    """Raise ``NotPossible`` for an outcome or a closing reason that the ticket's kind does not know."""
    kind = kind_of(ticket.kind)
    reasons = ["", *(key for key, _label in kind.closing_reason_choices)]
    if outcome not in kind.outcomes or closing_reason not in reasons:
        raise NotPossible(_("“%(kind)s” does not end like this.") % {"kind": kind.label})


def check_refusal(ticket: Ticket, *, rests_on: PolicyVersion | None) -> None:
    """Raise ``NotPossible`` for a refusal that names none of the policies in force for the case."""
    versions = policies_for(ticket, language=ticket.site.language)
    allowed = {version.policy_id for version in versions}
    if (allowed and rests_on is None) or (rests_on is not None and rests_on.policy_id not in allowed):
        raise NotPossible(_("Choose the policy the refusal rests on."))


@transaction.atomic
def reopen(ticket: Ticket, *, reason: str, by: User) -> Ticket:
    """Open a resolved ticket again; the resolution stays as a row that no longer holds."""
    ticket = lock_for_words(ticket)
    resolution = ticket.resolutions.filter(reopened_at=None).first()
    if ticket.status != Status.RESOLVED or resolution is None:
        raise NotPossible(_("Only a resolved ticket can be reopened."))
    resolution.reopened_at, resolution.reopened_by, resolution.reopening_reason = timezone.now(), by, reason
    resolution.save(update_fields=["reopened_at", "reopened_by", "reopening_reason"])
    record.write(ticket, "ticket.reopened", by=by, words={"reason": reason})
    return move(ticket, Status.OPEN, by=by)
