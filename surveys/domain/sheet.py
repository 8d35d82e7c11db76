"""Answers on paper: what a sheet asks, and typing in what stands on one that came back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from helpdesk.staff.models import User
from surveys.domain import response as responses
from surveys.domain.answering import replace_waiting
from surveys.domain.phone_survey import end
from surveys.domain.questions import current_questions
from surveys.domain.signs import Given
from surveys.enums import AnswerChannel, NotSent, PhoneStatus
from surveys.models import Asking, Invitation, PhoneSurvey, Questionnaire, Response
from tickets.domain.errors import NotPossible
from tickets.domain.locking import lock_for_words
from tickets.models import Resolution, Ticket

WAS_ASKED = Q(letter__isnull=False) | Q(phone_survey__isnull=False)


def resolution_to_ask_about(ticket: Ticket) -> Resolution:
    """The one in force. Raises ``NotPossible`` without one, and when the customer was erased."""
    if ticket.customer is not None and ticket.customer.erased_at is not None:
        raise NotPossible(_("The customer was erased: nobody is asked any more."))
    resolution = Resolution.objects.filter(ticket=ticket, reopened_at=None).first()
    if resolution is None:
        raise NotPossible(_("There is nothing to ask about yet: the case is not resolved."))
    return resolution


def questionnaire_for(resolution: Resolution) -> Questionnaire | None:
    """What its customer was asked by letter or phone, else what is asked now; None: the house's questions."""
    invited = Invitation.objects.filter(WAS_ASKED, resolution=resolution).select_related("questionnaire")
    if (invitation := invited.first()) is not None:
        return invitation.questionnaire
    ticket = resolution.ticket
    return current_questions(ticket.site_id, ticket.kind)


def refuse_to_type_in(resolution: Resolution, *, by: User) -> None:
    """Raises ``NotPossible`` for whoever resolved the case, as long as they are not a supervisor.

    A sheet about oneself is a temptation: somebody else types it in. Also when there is an answer already.
    """
    if resolution.by_id == by.pk and not by.can_supervise:
        raise NotPossible(_("You resolved this case yourself. Please give the sheet to a colleague."))
    if Response.objects.filter(invitation__resolution=resolution).exists():
        raise NotPossible(_("There is an answer about this case already."))


@transaction.atomic
def type_in(resolution: Resolution, given: Given, *, language: str, by: User, now: datetime) -> Response:
    """Keep what stands on the sheet; it counts. ``language`` is that of the sheet.

    Who was not asked yet is not asked any more. Raises ``NotPossible`` as ``refuse_to_type_in`` does, and
    when the customer was erased. The ticket is held first: whoever decides about asking holds it, too, but
    leaves what others hold for the next time, so that nobody waits for each other.
    """
    lock_for_words(resolution.ticket)
    invitation = invitation_for(resolution, language=language, now=now)
    refuse_to_type_in(resolution, by=by)
    called = PhoneSurvey.objects.waiting().filter(invitation=invitation)
    for survey in called.select_for_update(of=("self",), no_key=True):
        end(survey, PhoneStatus.ANSWERED)
    replace_waiting(invitation, now=now)
    return responses.keep(invitation, given, at=now, channel=AnswerChannel.PAPER, taken_by=by)


def invitation_for(resolution: Resolution, *, language: str, now: datetime) -> Invitation:
    """The one there is, held; else one that says that the customer has answered without being asked."""
    # Whoever is deciding about it at this moment is waited for.
    waiting = Asking.objects.filter(resolution=resolution)
    list(waiting.select_for_update(of=("self",)).values_list("pk"))
    read = {"questionnaire": questionnaire_for(resolution), "language": language}
    invitation, is_new = Invitation.objects.get_or_create(
        resolution=resolution, defaults={"created_at": now, "not_sent": NotSent.ANSWERED, **read}
    )
    if is_new:
        waiting.delete()
    elif invitation.token_digest is None:
        # Nobody has a link to it: what was read is what stands on the sheet.
        Invitation.objects.filter(pk=invitation.pk).update(**read)
    return responses.hold(invitation)
