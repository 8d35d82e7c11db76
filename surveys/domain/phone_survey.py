"""Asking customers by phone whom no letter reaches: who is called, by whom, and when.

Whoever takes a call holds it for ``HELD``, so that nobody else rings the same customer. What becomes of it is
settled by ``surveys/domain/call.py``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from helpdesk.record import writing as record
from helpdesk.record.many import Saying, write_all
from helpdesk.staff.models import Site, User
from surveys.domain.reasons import TOO_OLD, Reasons
from surveys.domain.survey_rules import House, decent_moment
from surveys.enums import GivenUp, NotSent, PhoneStatus
from surveys.models import CallAttempt, Invitation, PhoneSurvey, Questionnaire, Response
from surveys.models.phone_survey import TICKET, PhoneSurveyQuerySet
from tickets.models import Resolution

HELD = timedelta(minutes=20)
BATCH = 100


def put_on_call_list(
    resolution: Resolution, *, questionnaire: Questionnaire | None, now: datetime
) -> Iterator[Saying]:
    """The customer has no address and is asked by phone instead; what the record says of it."""
    ticket = resolution.ticket
    invitation = Invitation.objects.create(
        resolution=resolution,
        created_at=now,
        questionnaire=questionnaire,
        language=ticket.customer.language if ticket.customer else ticket.site.language,
        not_sent=NotSent.NO_EMAIL,
    )
    PhoneSurvey.objects.create(invitation=invitation, next_call_at=now)
    yield Saying(ticket, verb="survey.call_listed", details={"invitation": invitation.pk})


def on_list(user: User) -> PhoneSurveyQuerySet:
    """Whom the person may call, with how often that was tried (``tries``); without order."""
    tried = CallAttempt.objects.filter(phone_survey=OuterRef("pk")).order_by().values("phone_survey")
    tries = Coalesce(Subquery(tried.annotate(n=Count("pk")).values("n")), 0)
    return PhoneSurvey.objects.visible_to(user).waiting().with_case().annotate(tries=tries)


def due(user: User, *, now: datetime) -> PhoneSurveyQuerySet:
    """Whom the person may call at this moment, the longest waiting first."""
    theirs = PhoneSurvey.objects.visible_to(user).waiting().free(now=now).filter(next_call_at__lte=now)
    return theirs.filter(at_decent_hour(user.sites, now=now)).order_by("next_call_at", "invitation_id")


def at_decent_hour(sites: Iterable[Site], *, now: datetime) -> Q:
    """Those at sites, and about kinds, whose customers may be called at this hour."""
    sites = list(sites)
    house = House(site.pk for site in sites)
    whole, some = list[int](), Q()
    for site in sites:

        def is_decent(kind: str, site: Site = site) -> bool:
            return decent_moment(now, rules=house.rules_for(site.pk, kind), zone=site.zone) <= now

        usually = is_decent("")
        others = [kind for kind in house.kinds_with_rules(site.pk) if is_decent(kind) != usually]
        of_others = Q(**{f"{TICKET}__kind__in": others})
        if usually and not others:
            whole.append(site.pk)
        elif usually:
            some |= Q(site=site) & ~of_others
        elif others:
            some |= Q(site=site) & of_others
    return some | Q(site__in=whole)


@transaction.atomic
def take_next(*, by: User, now: datetime) -> PhoneSurvey | None:
    """The call somebody has in hand already, else the next one; None when nobody is to be called now.

    Whoever must not be asked any more is given up on the way.
    """
    in_hand = PhoneSurvey.objects.visible_to(by).waiting().filter(held_by=by, held_until__gt=now)
    if (mine := in_hand.order_by("held_until").first()) is not None:
        return mine
    free = due(by, now=now).with_case().select_for_update(of=("self",), skip_locked=True, no_key=True)
    while (survey := free.first()) is not None:
        if reason := reason_to_give_up(survey, now=now):
            give_up(survey, reason)
            continue
        survey.held_by, survey.held_until = by, now + HELD
        survey.save(update_fields=["held_by", "held_until"])
        return survey
    return None


def reason_to_give_up(survey: PhoneSurvey, *, now: datetime) -> str:
    """Why the customer must not, or cannot, be called; looked at anew before each call."""
    resolution = survey.invitation.resolution
    if Response.objects.filter(invitation=survey.invitation_id).exists():
        return GivenUp.ANSWERED
    if reason := Reasons([resolution], now=now).against(resolution, by_phone=True):
        return reason
    customer = resolution.ticket.customer
    if customer is None or customer.phone is None:
        return GivenUp.NO_PHONE
    return GivenUp.TOO_OLD if now - resolution.at > TOO_OLD else ""


def give_up(survey: PhoneSurvey, reason: str) -> None:
    """The caller holds the row."""
    end(survey, PhoneStatus.GIVEN_UP, given_up=reason)
    ticket = survey.invitation.resolution.ticket
    record.write(ticket, "survey.call_given_up", by=None, reason=reason)


def give_up_old(*, now: datetime) -> int:
    """Those nobody has called for so long that the customer would not remember; how many.

    Else a list nobody may call from, as where a site has one team, would grow without end.
    """
    seen = 0
    while batch := give_up_batch(now=now):
        seen += batch
    return seen


@transaction.atomic
def give_up_batch(*, now: datetime) -> int:
    """One small transaction; what somebody holds is left for the next time."""
    old = PhoneSurvey.objects.waiting().free(now=now).filter(next_call_at__lt=now - TOO_OLD)
    held = old.order_by("next_call_at", "invitation_id").select_for_update(of=("self",), skip_locked=True)
    surveys = list(held.select_related(TICKET)[:BATCH])
    ended = {"status": PhoneStatus.GIVEN_UP, "given_up": GivenUp.TOO_OLD, "held_by": None, "held_until": None}
    PhoneSurvey.objects.filter(pk__in=[one.pk for one in surveys]).update(**ended)
    details = {"reason": GivenUp.TOO_OLD}
    sayings = [Saying(one.invitation.resolution.ticket, details=details) for one in surveys]
    write_all(sayings, "survey.call_given_up", by=None)
    return len(surveys)


def end(survey: PhoneSurvey, status: PhoneStatus, *, given_up: str = "") -> None:
    """Nobody is to be called any more. The caller holds the row."""
    survey.status, survey.given_up = status, given_up
    let_go(survey)


def let_go(survey: PhoneSurvey) -> None:
    survey.held_by = survey.held_until = None
    survey.save()
