"""What customers think of it, in figures: of those asked in a time, told apart by what people compare.

Every share stands with what it is a share of. What was kept apart counts nowhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, Value
from django.db.models.functions import Coalesce, Concat

from helpdesk.staff.models import User
from surveys.domain.counting import Figures, condition, counted
from surveys.domain.grouping import COMPARED, Grouping, Place, group_of
from surveys.domain.opinions import Opinion
from surveys.domain.statistics import Share
from surveys.enums import PhoneStatus
from surveys.models import CounterAnswer, Invitation, Response
from surveys.models.invitation import InvitationQuerySet
from surveys.models.response import ResponseQuerySet
from tickets.domain.grouping import NONE

# Four of five are satisfied.
GOOD = 0.8
# Whoever could not be reached by phone was not asked.
WAS_ASKED = (
    Q(letter__isnull=False)
    | Q(response__isnull=False)
    | Q(phone_survey__status__in=[PhoneStatus.ANSWERED, PhoneStatus.DECLINED])
)


@dataclass(frozen=True)
class Scope:
    """Whose opinion: of those who were asked from ``since`` on and before ``until``, at a site or all."""

    since: datetime
    until: datetime
    site: int | None = None

    @property
    def within(self) -> Q:
        """Of invitations, also of those that were not sent."""
        when = Q(created_at__gte=self.since, created_at__lt=self.until)
        return when & Q(resolution__ticket__site=self.site) if self.site else when

    @property
    def asked(self) -> Q:
        """Of invitations: those the response rate is of. They got a letter, were asked by phone, or have
        answered in another way.

        Merged tickets count: their customers were asked before. Answers at the counter and mystery visits are
        no invitations: nobody knows how many passed by.
        """
        return self.within & WAS_ASKED

    def invitations(self, *, user: User) -> InvitationQuerySet:
        return Invitation.objects.visible_to(user).filter(self.asked)


@dataclass(frozen=True)
class Told:
    """The figures of all, and of each group by what the address calls it, in no order."""

    total: Figures
    groups: Mapping[str, Figures]


def figures(scope: Scope, *, by: Grouping, user: User) -> Told:
    """One statement, however many were asked and whatever groups there are.

    Told apart by how the answer came there is no group of those who gave none: nobody can say by which way
    they did not.
    """
    found = counted(scope.invitations(user=user), [group_of(by)])
    if by == Grouping.CAME:
        found.pop(NONE, None)
    return Told(found.pop("", Figures()), found)


def compared(scope: Scope, *, user: User) -> tuple[Figures, dict[Grouping, dict[str, Figures]]]:
    """All of them, and each of ``COMPARED`` by its groups: one statement."""
    places = [Concat(Value(f"{by}:"), Coalesce(group_of(by), Value(NONE))) for by in COMPARED]
    told: dict[Grouping, dict[str, Figures]] = {by: {} for by in COMPARED}
    found = counted(scope.invitations(user=user), places)
    total = found.pop("", Figures())
    for place, one in found.items():
        by, _, key = place.partition(":")
        told[Grouping(by)][key] = one
    told[Grouping.CAME].pop(NONE, None)
    return total, told


def at_counters(scope: Scope, *, user: User) -> Figures:
    """Of answers at the counters: about no ticket, and of nobody knows how many who passed by."""
    answers = CounterAnswer.objects.visible_to(user).counted().given(since=scope.since, until=scope.until)
    answers = answers.filter(site=scope.site) if scope.site else answers
    return counted(answers, [Value("")], of="").get("", Figures())


def answers_behind(
    scope: Scope, *, opinion: Opinion | None, place: Place | None, user: User
) -> ResponseQuerySet:
    """Those a figure has counted, without order.

    Anonymous ones are not listed with a group that would say more of them than when and at which site.
    """
    invitations = Invitation.objects.filter(scope.within)
    invitations = invitations.filter(place.narrow()) if place else invitations
    # Nobody answers before they are asked: so the index by time is of use.
    answers = Response.objects.visible_to(user).filter(answered_at__gte=scope.since)
    found = answers.filter(invitation__in=invitations)
    if place and place.by not in (Grouping.SITE, Grouping.WEEK):
        found = found.named()
    return found.filter(condition(opinion)) if opinion else found


def asked_behind(scope: Scope, *, place: Place | None, user: User) -> InvitationQuerySet:
    """Those a figure has counted as asked, without order."""
    invitations = scope.invitations(user=user)
    return invitations.filter(place.narrow()) if place else invitations


def tone_of(satisfied: Share) -> str:
    """Good or late only where the whole interval says so: one unhappy guest of three is no verdict."""
    interval = satisfied.interval
    if interval is None:
        return ""
    if interval.low >= GOOD:
        return "good"
    return "late" if interval.high < GOOD else ""
