"""Asking a supervisor, and being answered."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from helpdesk.notifications.domain.news import Telling
from helpdesk.record import writing as record
from helpdesk.record.many import Saying
from helpdesk.staff.models import User
from tickets import rules
from tickets.domain.errors import NotPossible
from tickets.domain.locking import lock, lock_for_words, takes_words, touch
from tickets.domain.news import tell_about, telling_about
from tickets.domain.supervisors import supervisors_of
from tickets.enums import Answer
from tickets.models import Clock, Escalation, Ticket


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
    tell_about(ticket, others, kind="approval_asked", say=say, cause=asked_cause(escalation))


def clocks_ask(clocks: Sequence[Clock], *, now: datetime) -> list[Escalation]:
    """Clocks ask the supervisors, of tickets the caller holds; none where a question waits already.

    Of a ticket that has several the first. Telling and recording it is the caller's: ``telling_of`` and
    ``saying_of``. Three statements, however many they are.
    """
    if not clocks:
        return []
    tickets = {clock.ticket_id: clock.ticket for clock in clocks}
    waiting = Escalation.objects.waiting().filter(ticket__in=list(tickets))
    asked = set(waiting.values_list("ticket", flat=True))
    first = {one.ticket_id: one for one in reversed(clocks) if one.ticket_id not in asked}
    questions = [
        Escalation(ticket=clock.ticket, target=clock.target, asked_by=None, asked_at=now)
        for clock in first.values()
    ]
    Escalation.objects.bulk_create(questions)
    Ticket.objects.filter(pk__in=list(first)).update(updated_at=now)
    return questions


def saying_of(question: Escalation) -> Saying:
    """What the record says of a question that a clock asks."""
    details = {"escalation": question.pk, "target": question.target}
    return Saying(question.ticket, verb="escalation.asked", details=details)


def telling_of(question: Escalation, supervisors: Sequence[User]) -> Telling:
    """What supervisors are told of a question that a clock asks."""
    ticket = question.ticket

    def say() -> str:
        text = _("The clock asks about ticket %(number)s: %(question)s")
        return text % {"number": ticket.number, "question": question.question}

    return telling_about(ticket, supervisors, kind="approval_asked", say=say, cause=asked_cause(question))


def asked_cause(question: Escalation) -> str:
    return f"escalation:{question.pk}:asked"


@transaction.atomic
def answer(escalation: Escalation, *, answer: Answer, text: str, by: User) -> Escalation:
    """A supervisor answers; whoever asked is told, unless it was a clock.

    ``NotPossible`` when somebody was faster.
    """
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

    asked = escalation.asked_by
    # They may work elsewhere by now.
    people = [asked] if asked is not None and rules.may_see(asked, ticket) else []
    tell_about(ticket, people, kind="approval_given", say=say, cause=f"escalation:{escalation.pk}:answered")
