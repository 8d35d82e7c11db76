"""Asking that a rule of the house be bent for one ticket. Somebody has to answer for it."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from helpdesk.policies.models import PolicyVersion
from helpdesk.record import writing as record
from helpdesk.staff.models import User
from tickets import rules
from tickets.domain.errors import NotPossible
from tickets.domain.locking import lock, lock_for_words, takes_words, touch
from tickets.domain.news import tell_about
from tickets.domain.supervisors import supervisors_of
from tickets.models import RuleException, Ticket

LONGEST_RULE = 300


@transaction.atomic
def ask_exception(
    ticket: Ticket, *, rule: str, reason: str, by: User, policy_version: PolicyVersion | None = None
) -> RuleException:
    """Ask for an exception to ``rule``, a sentence as ``outside_rule`` of the kind's form says it.

    The supervisors of the site are told. Asked for the same rule again while nobody has answered, it is
    the same exception. Raises ``NotPossible`` without a reason.
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
    tell_supervisors(exception, ticket, by=by)
    return exception


def tell_supervisors(exception: RuleException, ticket: Ticket, *, by: User) -> None:
    def say() -> str:
        text = _("%(who)s asks for an exception for ticket %(number)s: %(reason)s")
        return text % {"who": by, "number": ticket.number, "reason": exception.reason}

    others = [one for one in supervisors_of(ticket) if one != by]
    tell_about(ticket, others, kind="approval_asked", say=say, cause=f"exception:{exception.pk}:asked")


@transaction.atomic
def answer_exception(exception: RuleException, *, approved: bool, text: str, by: User) -> RuleException:
    """A supervisor allows the exception or not; whoever asked is told.

    Raises ``NotPossible`` when somebody was faster, and for one's own request.
    """
    ticket = lock(exception.ticket)
    exception = RuleException.objects.select_for_update(of=("self",)).get(pk=exception.pk)
    if not rules.may_answer(by, exception):
        raise NotPossible(_("This question has been answered already, or it is your own."))
    # The step can be taken without the person it was about, the words cannot.
    text = text if takes_words(ticket) else ""
    exception.approved, exception.answer_text = approved, text
    exception.answered_by, exception.answered_at = by, timezone.now()
    exception.save(update_fields=["approved", "answer_text", "answered_by", "answered_at"])
    touch(ticket, now=timezone.now())
    record.write(
        ticket,
        "exception.answered",
        by=by,
        exception=exception.pk,
        approved=approved,
        words={"text": text},
    )
    tell_who_asked(exception, ticket, by=by)
    return exception


def tell_who_asked(exception: RuleException, ticket: Ticket, *, by: User) -> None:
    def say() -> str:
        allowed = _("%(who)s allowed the exception for ticket %(number)s. %(answer)s")
        declined = _("%(who)s did not allow the exception for ticket %(number)s. %(answer)s")
        said = {"who": by, "number": ticket.number, "answer": exception.answer_text}
        return ((allowed if exception.approved else declined) % said).strip()

    # They may work elsewhere by now.
    asked = [exception.asked_by] if rules.may_see(exception.asked_by, ticket) else []
    tell_about(ticket, asked, kind="approval_given", say=say, cause=f"exception:{exception.pk}:answered")
