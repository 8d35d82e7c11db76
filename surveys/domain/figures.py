"""What customers think of it, in figures: of those asked in a time, told apart by what people compare.

Every share stands with what it is a share of. What was kept apart counts nowhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import F, Q, QuerySet, TextChoices
from django.db.models.functions import TruncWeek
from django.utils.translation import gettext_lazy as _

from customers.enums import Channel
from helpdesk.staff.models import User
from surveys.domain.results import SATISFIED
from surveys.domain.statistics import Share, differ
from surveys.enums import Solved
from surveys.models import Invitation, Response
from surveys.models.invitation import InvitationQuerySet
from surveys.models.response import ResponseQuerySet
from tickets.domain.attainment import said
from tickets.domain.grouping import NONE, rows, week_in
from tickets.domain.queue.filters import number
from tickets.enums import Outcome
from tickets.kinds import KINDS


class Grouping(TextChoices):
    """What figures can be told apart by."""

    SITE = "site", _("Site")
    TEAM = "team", _("Team")
    KIND = "kind", _("Kind")
    CHANNEL = "channel", _("Channel")
    ASSOCIATE = "associate", _("Resolved by")
    WEEK = "week", _("Week")


class Opinion(TextChoices):
    """Which answers a list shows."""

    SATISFIED = "satisfied", _("Satisfied")
    NOT_SATISFIED = "not_satisfied", _("Not satisfied")
    NOT_RESOLVED = "not_resolved", _("Not resolved, or only partly")


NOBODY = Share(0, 0)
# Four of five are satisfied.
GOOD = 0.8
COLUMNS = {
    Grouping.SITE: "resolution__ticket__site",
    Grouping.TEAM: "resolution__ticket__team",
    Grouping.KIND: "resolution__ticket__kind",
    Grouping.CHANNEL: "resolution__ticket__channel",
    Grouping.ASSOCIATE: "resolution__by",
}
OPINIONS = {
    Opinion.SATISFIED: Q(score__gte=SATISFIED),
    Opinion.NOT_SATISFIED: Q(score__lt=SATISFIED),
    Opinion.NOT_RESOLVED: Q(solved__in=[one for one in Solved if one != Solved.YES]),
}


@dataclass(frozen=True)
class Scope:
    """Whose opinion: of those who were asked from ``since`` on and before ``until``, at a site or all."""

    since: datetime
    until: datetime
    site: int | None = None

    @property
    def asked(self) -> Q:
        """Of invitations. Merged tickets count: their customers were asked before."""
        within = Q(letter__isnull=False, created_at__gte=self.since, created_at__lt=self.until)
        return within & Q(resolution__ticket__site=self.site) if self.site else within

    def invitations(self, *, user: User) -> InvitationQuerySet:
        return Invitation.objects.visible_to(user).filter(self.asked)


@dataclass(frozen=True)
class Figures:
    """Of so many who were asked. Whoever leaves a question out is not counted for it."""

    answered: Share
    satisfied: Share
    resolved: Share
    well_done: Share
    mean: float | None = None
    # Of those who got what they asked for, and of the others: how many answered.
    answered_as_asked: Share = NOBODY
    answered_otherwise: Share = NOBODY

    @property
    def is_biased(self) -> bool:
        """Those who got what they asked for answer more often than the others, or less: then the rest may
        think otherwise than those who answered."""
        return differ(self.answered_as_asked, self.answered_otherwise)


@dataclass(frozen=True)
class Told:
    """The figures of all, and of each group by what the address calls it, in no order."""

    total: Figures
    groups: Mapping[str, Figures]


FIGURES = """
SELECT grouping(place), place, count(*), count(score), count(*) FILTER (WHERE is_satisfied),
    count(*) FILTER (WHERE solved <> ''), count(*) FILTER (WHERE solved = 'yes'),
    count(*) FILTER (WHERE well <> ''), count(*) FILTER (WHERE well = 'yes'),
    avg(score), count(*) FILTER (WHERE as_asked), count(score) FILTER (WHERE as_asked)
FROM ({}) AS asked (place, score, is_satisfied, solved, well, as_asked) GROUP BY GROUPING SETS ((place), ())
"""


def figures(scope: Scope, *, by: Grouping, user: User) -> Told:
    """One statement, however many were asked and whatever groups there are."""
    asked: QuerySet[Invitation, Any] = scope.invitations(user=user).values_list(
        group_of(by),
        "response__score",
        said(Q(response__score__gte=SATISFIED)),
        "response__solved",
        "response__done_well",
        said(Q(resolution__outcome=Outcome.AS_ASKED)),
    )
    found = {key: figures_in(told) for key, *told in rows(FIGURES, asked)}
    total = found.pop("", Figures(NOBODY, NOBODY, NOBODY, NOBODY))
    return Told(total, found)


def figures_in(told: list[Any]) -> Figures:
    asked, answered, satisfied, solved, solved_yes, well, well_yes, mean, as_asked, as_asked_answered = told
    return Figures(
        answered=Share(answered, asked),
        satisfied=Share(satisfied, answered),
        resolved=Share(solved_yes, solved),
        well_done=Share(well_yes, well),
        mean=None if mean is None else round(float(mean), 2),
        answered_as_asked=Share(as_asked_answered, as_asked),
        answered_otherwise=Share(answered - as_asked_answered, asked - as_asked),
    )


def group_of(by: Grouping) -> F | TruncWeek:
    """Weeks begin on Monday, in the zone that is active."""
    if by == Grouping.WEEK:
        return TruncWeek("created_at", output_field=models.DateField())
    return F(COLUMNS[by])


@dataclass(frozen=True)
class Place:
    """One group, as an address names it."""

    by: Grouping
    key: str

    def narrow(self) -> Q:
        """Of invitations. Raises ``ValueError`` for a key no group can have."""
        if self.by == Grouping.WEEK:
            since, until = week_in(self.key)
            return Q(created_at__gte=since, created_at__lt=until)
        if self.key == NONE:
            return Q(**{f"{COLUMNS[self.by]}__isnull": True})
        known = {Grouping.KIND: self.key in KINDS, Grouping.CHANNEL: self.key in Channel.values}
        if not known.get(self.by, bool(number(self.key))):
            raise ValueError(self.key)
        return Q(**{COLUMNS[self.by]: self.key})


def answers_behind(
    scope: Scope, *, opinion: Opinion | None, place: Place | None, user: User
) -> ResponseQuerySet:
    """Those a figure has counted, without order."""
    invitations = Invitation.objects.filter(scope.asked)
    invitations = invitations.filter(place.narrow()) if place else invitations
    found = Response.objects.visible_to(user).filter(invitation__in=invitations)
    return found.filter(OPINIONS[opinion]) if opinion else found


def tone_of(satisfied: Share) -> str:
    """Good or late only where the whole interval says so: one unhappy guest of three is no verdict."""
    interval = satisfied.interval
    if interval is None:
        return ""
    if interval.low >= GOOD:
        return "good"
    return "late" if interval.high < GOOD else ""
