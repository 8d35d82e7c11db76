"""Asking that a rule of the house be bent for one ticket. Somebody has to answer for it."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from helpdesk.policies.models import PolicyVersion
from helpdesk.record import writing as record
from helpdesk.staff.models import User
from tickets.domain.errors import NotPossible
from tickets.domain.locking import lock_for_words
from tickets.models import RuleException, Ticket

LONGEST_RULE = 300


@transaction.atomic
def ask_exception(
    ticket: Ticket, *, rule: str, reason: str, by: User, policy_version: PolicyVersion | None = None
) -> RuleException:
    """Ask for an exception to ``rule``, a sentence as ``outside_rule`` of the kind's form says it.

    Asked for the same rule again while nobody has answered, it is the same exception. Raises
    ``NotPossible`` without a reason.
    """
    ticket, rule = lock_for_words(ticket), rule[:LONGEST_RULE]
    if not reason.strip():
        raise NotPossible(_("This is outside the rules. Say why an exception should be made."))
    waiting = ticket.exceptions.filter(rule=rule, answered_at=None).first()
    if waiting is not None:
        return waiting
    exception = RuleException.objects.create(
        ticket=ticket,
        rule=rule,
        reason=reason,
        policy_version=policy_version,
        asked_by=by,
        asked_at=timezone.now(),
    )
    record.write(
        ticket, "exception.asked", by=by, exception=exception.pk, rule=rule, words={"reason": reason}
    )
    return exception
