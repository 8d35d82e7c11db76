"""Recording what the customer answers."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from helpdesk.record import writing as record
from surveys.domain.invitation import rules_for
from surveys.enums import Score, Solved
from surveys.models import Invitation, Response
from tickets.domain.news import tell_about
from tickets.domain.supervisors import supervisors_of
from tickets.models import Ticket


class TooLate(Exception):
    """The link has expired, or the answer can no longer be changed."""


@transaction.atomic
def answer(
    invitation: Invitation, *, score: Score, solved: Solved | str, comment: str, now: datetime
) -> Response:
    """Keep the first answer, or the correction of it. A low score rings the supervisors' bells.

    Raises ``TooLate`` after the link expired, or after the first answer locked.
    """
    invitation = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    ticket = invitation.resolution.ticket
    rules = rules_for(ticket.site_id)
    response = Response.objects.filter(invitation=invitation).first()
    if invitation.is_expired(now=now) or (response is not None and response.is_locked(now=now)):
        raise TooLate
    first = response is None
    if response is None:
        response = Response(invitation=invitation, answered_at=now, locks_at=now + rules.locks_after)
    else:
        response.changed_at = now
    response.score, response.solved, response.comment = score, solved, comment
    response.is_low = score <= rules.low_score
    response.save()
    record.write(
        ticket,
        "survey.answered" if first else "survey.corrected",
        by=None,
        by_name=record.CUSTOMER,
        words={"by_name": ticket.customer.name if ticket.customer else ""},
        response=response.pk,
        score=int(score),
    )
    if response.is_low:
        tell_supervisors(response, ticket)
    return response


def tell_supervisors(response: Response, ticket: Ticket) -> None:
    def say() -> str:
        text = _("Low score for ticket %(number)s: %(score)s of 5")
        return text % {"number": ticket.number, "score": response.score}

    supervisors = supervisors_of(ticket)
    tell_about(ticket, supervisors, kind="low_score", say=say, cause=f"survey:{response.pk}:low")
