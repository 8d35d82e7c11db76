"""How promises were kept: the clocks that were due in a time, told apart by whatever people compare.

A clock counts once it is decided: met, in time or not, or late by now. One that still has time is left out,
and so is what became part of another ticket.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import F, Q, QuerySet, TextChoices, Value
from django.db.models.functions import Coalesce, TruncWeek
from django.utils.translation import gettext_lazy as _

from helpdesk.staff.models import User
from tickets.domain.grouping import rows
from tickets.enums import Pausing
from tickets.models import Clock
from tickets.models.clock import ClockQuerySet

NOTHING = timedelta(0)


class Grouping(TextChoices):
    """What figures can be told apart by."""

    POLICY = "policy", _("SLA policy")
    SITE = "site", _("Site")
    TEAM = "team", _("Team")
    KIND = "kind", _("Kind")
    ASSOCIATE = "associate", _("Associate")
    WEEK = "week", _("Week")


class Standing(TextChoices):
    """What became of a promise; one that is open is late, too."""

    MET = "met", _("Met in time")
    LATE = "late", _("Late")
    OPEN = "open", _("Late and still open")


COLUMNS = {
    Grouping.POLICY: "policy",
    Grouping.SITE: "ticket__site",
    Grouping.TEAM: "ticket__team",
    Grouping.KIND: "ticket__kind",
    Grouping.ASSOCIATE: "ticket__assignee",
}


@dataclass(frozen=True)
class Scope:
    """Which clocks are asked about: due from ``since`` and before ``until``, of a site and target or all."""

    since: datetime
    until: datetime
    site: int | None = None
    target: str = ""

    def clocks(self, *, user: User) -> ClockQuerySet:
        """Of the tickets the person sees, decided or not."""
        clocks = Clock.objects.visible_to(user).filter(
            due_at__gte=self.since, due_at__lt=self.until, ticket__merged_into=None
        )
        clocks = clocks.filter(target=self.target) if self.target else clocks
        return clocks.filter(ticket__site=self.site) if self.site else clocks


@dataclass(frozen=True)
class Figures:
    """Of clocks that are decided. Late is counted as they are, standing still by the clock on the wall."""

    decided: int = 0
    late: int = 0
    still_open: int = 0
    # By how much those were late that were met late; None without any.
    median_late: timedelta | None = None
    mean_late: timedelta | None = None
    stood_still: Mapping[Pausing, timedelta] = field(default_factory=dict)

    @property
    def met(self) -> int:
        return self.decided - self.late

    @property
    def share(self) -> float | None:
        """Which part was met in time, to the tenth of a per cent; whole only if nothing was late."""
        if not self.decided:
            return None
        return min(round(self.met / self.decided, 3), 0.999 if self.late else 1.0)

    @property
    def stood_still_in_all(self) -> timedelta:
        return sum(self.stood_still.values(), NOTHING)


@dataclass(frozen=True)
class Attainment:
    """The figures of all, and of each group by what the address calls it, in no order."""

    total: Figures
    groups: Mapping[str, Figures]


def attainment(scope: Scope, *, by: Grouping, user: User, now: datetime) -> Attainment:
    """Two statements, however many clocks and groups there are."""
    stood_still = stood_still_in(scope, by=by, user=user, now=now)
    found = {
        key: Figures(decided, late, still_open, median, mean, stood_still.get(key, {}))
        for key, decided, late, still_open, median, mean in rows(
            FIGURES, counted(scope, by=by, user=user, now=now)
        )
    }
    total = found.pop("", Figures())
    return Attainment(total, found)


def stood_still_in(
    scope: Scope, *, by: Grouping, user: User, now: datetime
) -> Mapping[str, dict[Pausing, timedelta]]:
    """For how long and why, by group; "" is all of them."""
    clocks = decided(scope.clocks(user=user), now=now).filter(pauses__isnull=False)
    length = Coalesce("pauses__until_at", Value(now)) - F("pauses__from_at")
    pauses = clocks.values_list(group_of(by), "pauses__reason", length)
    found: dict[str, dict[Pausing, timedelta]] = {}
    for key, reason, in_all in rows(PAUSES, pauses):
        found.setdefault(key, {})[Pausing(reason)] = in_all
    return {key: {one: reasons[one] for one in Pausing if one in reasons} for key, reasons in found.items()}


def counted(scope: Scope, *, by: Grouping, user: User, now: datetime) -> QuerySet[Clock, Any]:
    """Of each clock its group, whether it is late, whether it runs, and by how much it was met late."""
    late = late_by(now)
    late_when_met = models.Case(
        models.When(late, then=F("took") - F("within")),
        default=None,
        output_field=models.DurationField(null=True),
    )
    return decided(scope.clocks(user=user), now=now).values_list(
        group_of(by), said(late), said(Q(met_at=None)), late_when_met
    )


def decided(clocks: ClockQuerySet, *, now: datetime) -> ClockQuerySet:
    return clocks.filter(Q(met_at__isnull=False) | late_by(now))


def late_by(now: datetime) -> Q:
    """As ``Clock.is_late``."""
    return Q(due_at__lt=Coalesce("paused_at", "met_at", Value(now)))


def said(condition: Q) -> models.ExpressionWrapper[Q]:
    return models.ExpressionWrapper(condition, output_field=models.BooleanField())


def group_of(by: Grouping) -> F | TruncWeek:
    """Weeks begin on Monday, in the zone that is active."""
    return TruncWeek("due_at", output_field=models.DateField()) if by == Grouping.WEEK else F(COLUMNS[by])


# What Django cannot write: each group and all of them in one pass.
FIGURES = """
SELECT grouping(place), place, count(*), count(*) FILTER (WHERE is_late),
    count(*) FILTER (WHERE is_late AND is_open), percentile_cont(0.5) WITHIN GROUP (ORDER BY late_by),
    avg(late_by)
FROM ({}) AS clock (place, is_late, is_open, late_by) GROUP BY GROUPING SETS ((place), ())
"""
PAUSES = """
SELECT grouping(place), place, reason, sum(length)
FROM ({}) AS pause (place, reason, length) GROUP BY GROUPING SETS ((place, reason), (reason))
"""
