"""What becomes of a call somebody has taken.

Every function holds the invitation first, then the row of the call list, as whoever erases the customer does.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from helpdesk.record import writing as record
from helpdesk.staff.models import User
from surveys.domain import response as responses
from surveys.domain.opting_out import opt_out
from surveys.domain.phone_survey import end, let_go
from surveys.domain.signs import Given
from surveys.domain.survey_rules import decent_moment, rules_for
from surveys.enums import AnswerChannel, CallOutcome, GivenUp, PhoneStatus
from surveys.models import CallAttempt, PhoneSurvey, Response
from tickets.domain.errors import NotPossible
from tickets.domain.locking import takes_words

# So often nobody answers before it is left.
MOST_TRIES = 3
RETRY_AFTER = timedelta(hours=4)


@transaction.atomic
def keep_answer(survey: PhoneSurvey, given: Given, *, by: User, now: datetime) -> Response:
    """What the customer answered on the telephone. It counts.

    Raises ``NotPossible`` as ``in_hand`` does, and when an answer has come in another way.
    """
    invitation = responses.hold(survey.invitation)
    survey = in_hand(survey, by=by)
    if Response.objects.filter(invitation=invitation).exists():
        raise NotPossible(_("There is an answer about this case already."))
    CallAttempt.objects.create(phone_survey=survey, by=by, at=now, outcome=CallOutcome.ANSWERED)
    end(survey, PhoneStatus.ANSWERED)
    return responses.keep(invitation, given, at=now, channel=AnswerChannel.PHONE, taken_by=by)


@transaction.atomic
def note_call(
    survey: PhoneSurvey,
    outcome: CallOutcome,
    *,
    by: User,
    now: datetime,
    note: str = "",
    call_at: datetime | None = None,
    wants_no_more: bool = False,
) -> CallAttempt:
    """The customer was not reached or did not answer the questions; what follows of it.

    ``call_at`` is when they asked to be called, for ``LATER``. ``wants_no_more``: they said that they want no
    surveys at all. Raises ``NotPossible`` as ``in_hand`` does.
    """
    if wants_no_more:
        # Holds the customer, who is held before anything of theirs.
        opt_out(survey.invitation, now=now)
    responses.hold(survey.invitation)
    survey = in_hand(survey, by=by)
    attempt = CallAttempt.objects.create(phone_survey=survey, by=by, at=now, outcome=outcome, note=note)
    ticket = survey.invitation.resolution.ticket
    record.write(ticket, "survey.called", by=by, words={"note": note}, outcome=outcome, call=attempt.pk)
    if outcome == CallOutcome.NOBODY:
        try_again(survey, now=now)
    elif outcome == CallOutcome.LATER:
        wait(survey, call_at or now + RETRY_AFTER)
    elif outcome == CallOutcome.WRONG_NUMBER:
        end(survey, PhoneStatus.GIVEN_UP, given_up=GivenUp.WRONG_NUMBER)
    else:
        end(survey, PhoneStatus.DECLINED)
    return attempt


@transaction.atomic
def give_back(survey: PhoneSurvey, *, by: User) -> None:
    """Somebody else may call. Nothing happens when it is in other hands already."""
    held = PhoneSurvey.objects.select_for_update(of=("self",), no_key=True)
    mine = held.filter(pk=survey.pk, held_by=by).first()
    if mine is not None:
        let_go(mine)


def in_hand(survey: PhoneSurvey, *, by: User) -> PhoneSurvey:
    """The row as it is now, held until the transaction ends; the twenty minutes may be over.

    Raises ``NotPossible`` when somebody else has it or has settled it, and when the customer was erased.
    """
    held = PhoneSurvey.objects.select_for_update(of=("self",), no_key=True).get(pk=survey.pk)
    if held.status != PhoneStatus.WAITING:
        raise NotPossible(
            _("This call is settled already: %(status)s.") % {"status": held.get_status_display()}
        )
    if held.held_by_id != by.pk:
        raise NotPossible(_("This call is not in your hands any more."))
    if not takes_words(held.invitation.resolution.ticket):
        raise NotPossible(_("The customer was erased. Nothing more can be written here."))
    return held


def try_again(survey: PhoneSurvey, *, now: datetime) -> None:
    """After some hours, unless it was tried often enough."""
    if survey.attempts.filter(outcome=CallOutcome.NOBODY).count() < MOST_TRIES:
        wait(survey, now + RETRY_AFTER)
        return
    end(survey, PhoneStatus.NOT_REACHED)
    record.write(survey.invitation.resolution.ticket, "survey.not_reached", by=None, tries=MOST_TRIES)


def wait(survey: PhoneSurvey, at: datetime) -> None:
    """Until then, or the next decent hour of the site."""
    ticket = survey.invitation.resolution.ticket
    rules = rules_for(ticket.site_id, ticket.kind)
    survey.next_call_at = decent_moment(at, rules=rules, zone=ticket.site.zone)
    let_go(survey)
