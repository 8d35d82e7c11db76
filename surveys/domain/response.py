"""Recording what the customer answers."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from helpdesk.record import writing as record
from surveys.domain.invitation import rules_for
from surveys.domain.signs import Given
from surveys.enums import Score, Solved, Verdict, WellDone
from surveys.models import Invitation, KeptApart, Response
from tickets.domain.news import tell_about
from tickets.domain.supervisors import supervisors_of
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


def keep(invitation: Invitation, given: Given, *, at: datetime) -> Response:
    """Count what was given at this time. The caller holds the invitation."""
    ticket = invitation.resolution.ticket
    rules = rules_for(ticket.site_id, ticket.kind)
    response = Response.objects.filter(invitation=invitation).first()
    first = response is None
    if response is None:
        response = Response(invitation=invitation, answered_at=at, locks_at=at + rules.locks_after)
    else:
        remember(response, at=at)
        response.changed_at = at
    response.score, response.solved = given.score, given.solved
    response.done_well, response.comment = given.done_well, given.comment
    response.is_low = given.score <= rules.low_score
    response.save()
    record.write(
        ticket,
        "survey.answered" if first else "survey.corrected",
        by=None,
        by_name=record.CUSTOMER,
        words={"by_name": ticket.customer.name if ticket.customer else ""},
        response=response.pk,
        score=int(given.score),
    )
    if response.is_low:
        tell_supervisors(response, ticket)
    return response


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


def tell_supervisors(response: Response, ticket: Ticket) -> None:
    def say() -> str:
        text = _("Low score for ticket %(number)s: %(score)s of 5")
        return text % {"number": ticket.number, "score": response.score}

    supervisors = supervisors_of(ticket)
    tell_about(ticket, supervisors, kind="low_score", say=say, cause=f"survey:{response.pk}:low")
