"""Recording what the customer answers."""

from datetime import datetime, time

from django.db import transaction

from helpdesk.record import writing as record
from helpdesk.staff.models import User
from surveys.domain.answer_news import tell_praise, tell_supervisors
from surveys.domain.invitation import rules_for
from surveys.domain.reading import is_praise
from surveys.domain.signs import Given
from surveys.enums import AnswerChannel, Score, Solved, Verdict, WellDone
from surveys.models import Invitation, KeptApart, Response, SurveyRules
from tickets.domain.working_hours import working_hours
from tickets.models import Ticket


class TooLate(Exception):
    """The link has expired, or the answer can no longer be changed."""


@transaction.atomic
def answer(
    invitation: Invitation,
    *,
    score: Score,
    solved: Solved | str,
    comment: str,
    now: datetime,
    done_well: WellDone | str = "",
) -> Response:
    """Keep the first answer, or the correction of it. A low score rings the supervisors' bells.

    For answers nobody doubts; those from the customer's page come through ``answering.take``. Raises
    ``TooLate`` after the link expired, or after the first answer locked.
    """
    invitation = hold(invitation)
    refuse_if_too_late(invitation, now=now)
    return keep(invitation, Given(score, solved, done_well, comment), at=now)


def hold(invitation: Invitation) -> Invitation:
    """The invitation as it is now, locked for the rest of the transaction."""
    return Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)


def refuse_if_too_late(invitation: Invitation, *, now: datetime) -> None:
    response = Response.objects.filter(invitation=invitation).first()
    if invitation.is_expired(now=now) or (response is not None and response.is_locked(now=now)):
        raise TooLate


def keep(
    invitation: Invitation,
    given: Given,
    *,
    at: datetime,
    channel: AnswerChannel = AnswerChannel.LETTER,
    taken_by: User | None = None,
) -> Response:
    """Count what was given at this time. The caller holds the invitation.

    ``taken_by`` is whoever heard or read it and typed it in. The record of the ticket says nothing of an
    anonymous answer, nor is anybody told: see docs/decisions/0036.
    """
    ticket = invitation.resolution.ticket
    rules = rules_for(ticket.site_id, ticket.kind)
    response = Response.objects.filter(invitation=invitation).first()
    first = response is None
    if response is None:
        response = Response(invitation=invitation, answered_at=at, locks_at=at + rules.locks_after)
    else:
        remember(response, at=at)
        response.changed_at = at
    for name, said in vars(given).items():
        setattr(response, name, said)
    response.channel, response.taken_by = channel, taken_by
    note_whether_low(response, ticket, rules=rules, at=at)
    response.save()
    if not response.is_anonymous:
        say_so(response, ticket, verb="survey.answered" if first else "survey.corrected")
        if rules.is_praise_told and is_praise(response):
            tell_praise(response, ticket)
    return response


def note_whether_low(response: Response, ticket: Ticket, *, rules: SurveyRules, at: datetime) -> None:
    """A low score, or not resolved: then somebody has to look after it in time. Once due, it stays so."""
    response.is_low = response.score <= rules.low_score or response.solved == Solved.NO
    if not response.is_low:
        response.review_due_at = response.late_told_at = None
    elif response.review_due_at is None:
        due_at = working_hours(ticket.site, now=at).add(at, rules.review_within)
        response.review_due_at = end_of_day(due_at, ticket) if response.is_anonymous else due_at


def end_of_day(at: datetime, ticket: Ticket) -> datetime:
    """At the site. To the minute it would say when the answer came, and so perhaps whose it is."""
    return datetime.combine(at.astimezone(ticket.site.zone).date(), time(23, 59), tzinfo=ticket.site.zone)


def say_so(response: Response, ticket: Ticket, *, verb: str) -> None:
    """Into the record; and to the supervisors, when it is low."""
    taken_by = response.taken_by
    record.write(
        ticket,
        verb,
        by=taken_by,
        by_name="" if taken_by else record.CUSTOMER,
        words={} if taken_by else {"by_name": ticket.customer.name if ticket.customer else ""},
        response=response.pk,
        score=int(response.score),
        **({"channel": response.channel} if taken_by else {}),
    )
    if response.is_low:
        tell_supervisors(response, ticket)


def remember(response: Response, *, at: datetime) -> None:
    """What the customer, or a machine, replaces by another answer is kept beside it."""
    KeptApart.objects.create(
        invitation=response.invitation,
        **vars(Given.by(response)),
        answered_at=response.changed_at or response.answered_at,
        signs=[],
        verdict=Verdict.REPLACED,
        decided_at=at,
    )
