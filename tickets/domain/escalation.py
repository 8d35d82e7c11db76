"""Asking a supervisor, and being answered."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from helpdesk.record import writing as record
from helpdesk.staff.models import User
from tickets import rules
from tickets.domain.errors import NotPossible
from tickets.domain.locking import lock, lock_for_words, takes_words, touch
from tickets.domain.news import tell_about
from tickets.domain.supervisors import supervisors_of
from tickets.enums import Answer
from tickets.models import Escalation, Ticket


@transaction.atomic
def escalate(ticket: Ticket, *, reason: str, by: User) -> Escalation:
    """Ask the supervisors of the site. One request at a time: ``NotPossible`` while another waits."""
    ticket = lock_for_words(ticket)
    if not ticket.is_unfinished:
        raise NotPossible(_("Ticket %(number)s is resolved already.") % {"number": ticket.number})
    if ticket.escalations.waiting().exists():
        raise NotPossible(_("A supervisor has been asked already and has not answered yet."))
    escalation = Escalation.objects.create(ticket=ticket, reason=reason, asked_by=by, asked_at=timezone.now())
    touch(ticket, now=timezone.now())
    record.write(ticket, "escalation.asked", by=by, escalation=escalation.pk, words={"reason": reason})
    tell_supervisors(escalation, ticket, by=by)
    return escalation


def tell_supervisors(escalation: Escalation, ticket: Ticket, *, by: User) -> None:
    def say() -> str:
        text = _("%(who)s asks about ticket %(number)s: %(reason)s")
        return text % {"who": by, "number": ticket.number, "reason": escalation.reason}

    others = [one for one in supervisors_of(ticket) if one != by]
    tell_about(ticket, others, kind="approval_asked", say=say, cause=f"escalation:{escalation.pk}:asked")


@transaction.atomic
def answer(escalation: Escalation, *, answer: Answer, text: str, by: User) -> Escalation:
    """A supervisor answers; whoever asked is told. ``NotPossible`` when somebody was faster."""
    ticket = lock(escalation.ticket)
    escalation = (
        Escalation.objects.select_for_update(of=("self",)).select_related("asked_by").get(pk=escalation.pk)
    )
    if not rules.may_answer(by, escalation):
        raise NotPossible(_("This question has been answered already, or it is your own."))
    # The step can be taken without the person it was about, the words cannot.
    text = text if takes_words(ticket) else ""
    escalation.answer, escalation.answer_text = answer, text
    escalation.answered_by, escalation.answered_at = by, timezone.now()
    escalation.save(update_fields=["answer", "answer_text", "answered_by", "answered_at"])
    touch(ticket, now=timezone.now())
    record.write(
        ticket,
        "escalation.answered",
        by=by,
        escalation=escalation.pk,
        answer=answer,
        words={"text": text},
    )
    tell_who_asked(escalation, ticket, by=by)
    return escalation


def tell_who_asked(escalation: Escalation, ticket: Ticket, *, by: User) -> None:
    def say() -> str:
        answer = escalation.answer_text or Answer(escalation.answer).label
        text = _("%(who)s answered about ticket %(number)s: %(answer)s")
        return text % {"who": by, "number": ticket.number, "answer": answer}

    # They may work elsewhere by now.
    asked = [escalation.asked_by] if rules.may_see(escalation.asked_by, ticket) else []
    tell_about(ticket, asked, kind="approval_given", say=say, cause=f"escalation:{escalation.pk}:answered")
