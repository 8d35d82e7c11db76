"""Asking a supervisor, and being answered."""

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from helpdesk.live.news import tell
from helpdesk.record import writing as record
from helpdesk.staff.models import User
from tickets import rules
from tickets.domain.errors import NotPossible
from tickets.domain.locking import lock, lock_for_words, takes_words
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
    touch(ticket)
    record.write(ticket, "escalation.asked", by=by, escalation=escalation.pk, words={"reason": reason})
    for supervisor in supervisors_of(ticket):
        if supervisor == by:
            continue
        with translation.override(supervisor.language):
            text = _("%(who)s asks about ticket %(number)s: %(reason)s")
            text %= {"who": by, "number": ticket.number, "reason": reason}
        tell(supervisor, text, url=ticket.get_absolute_url(), cause=f"escalation:{escalation.pk}:asked")
    return escalation


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
    touch(ticket)
    record.write(
        ticket,
        "escalation.answered",
        by=by,
        escalation=escalation.pk,
        answer=answer,
        words={"text": text},
    )
    with translation.override(escalation.asked_by.language):
        news = _("%(who)s answered about ticket %(number)s: %(answer)s")
        news %= {"who": by, "number": ticket.number, "answer": text or Answer(answer).label}
    tell(
        escalation.asked_by, news, url=ticket.get_absolute_url(), cause=f"escalation:{escalation.pk}:answered"
    )
    return escalation


def touch(ticket: Ticket) -> None:
    ticket.updated_at = timezone.now()
    ticket.save(update_fields=["updated_at"])
