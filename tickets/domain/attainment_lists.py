"""The clocks behind a figure of ``attainment``, one by one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Extract, JSONObject

from helpdesk.staff.models import Team, User
from tickets.domain.attainment import COLUMNS, Grouping, Scope, Standing, decided, late_by
from tickets.domain.grouping import NONE, week_in
from tickets.domain.queue.filters import number
from tickets.kinds import KINDS
from tickets.models import Clock, ClockPause, SlaPolicy
from tickets.models.clock import ClockQuerySet

KEYS = ("-due_at", "-id")
SHOWN = (
    *("id", "target", "due_at", "met_at", "paused_at", "within", "took"),
    *("ticket_id", "ticket__subject", "ticket__site__name", "ticket__assignee__name", "policy__name"),
)


@dataclass(frozen=True)
class Place:
    """One group, as an address names it."""

    by: Grouping
    key: str

    def narrow(self) -> Q:
        """Raises ``ValueError`` for a key no group can have."""
        if self.by == Grouping.WEEK:
            since, until = week_in(self.key)
            return Q(due_at__gte=since, due_at__lt=until)
        if self.key == NONE:
            return Q(**{f"{COLUMNS[self.by]}__isnull": True})
        if self.key not in KINDS if self.by == Grouping.KIND else not number(self.key):
            raise ValueError(self.key)
        return Q(**{COLUMNS[self.by]: self.key})


def clocks_behind(
    scope: Scope, *, standing: Standing | None, place: Place | None, user: User, now: datetime
) -> QuerySet[Clock, dict[str, Any]]:
    """Those a figure has counted, without order: what a list shows of each.

    With its pauses in ``stood_still``, dicts of their reason and their length in seconds.
    """
    clocks = decided(scope.clocks(user=user), now=now)
    clocks = clocks.filter(place.narrow()) if place else clocks
    shown: QuerySet[Clock, dict[str, Any]] = of_standing(clocks, standing, now=now).values(
        *SHOWN, stood_still=pauses(now)
    )
    return shown


def of_standing(clocks: ClockQuerySet, standing: Standing | None, *, now: datetime) -> ClockQuerySet:
    if standing is None:
        return clocks
    if standing == Standing.MET:
        return clocks.exclude(late_by(now))
    late = clocks.filter(late_by(now))
    return late.filter(met_at=None) if standing == Standing.OPEN else late


def pauses(now: datetime) -> ArraySubquery:
    length = Extract(Coalesce("until_at", Value(now)) - F("from_at"), "epoch")
    found = ClockPause.objects.filter(clock=OuterRef("pk")).order_by("from_at", "id")
    return ArraySubquery(found.values(told=JSONObject(reason="reason", seconds=length)))


def names_of(by: Grouping, keys: Collection[str], *, user: User) -> dict[str, str]:
    """What these groups are called, in the order in which people look for them. At most one query.

    Weeks have no name, nor has the group of what is not there.
    """
    if by == Grouping.KIND:
        return {key: str(kind.label) for key, kind in KINDS.items()}
    if by == Grouping.SITE:
        return {str(site.pk): site.name for site in user.sites}
    if by == Grouping.WEEK:
        return {}
    several = len(user.sites) > 1
    sources: dict[Grouping, QuerySet[Any, Any]] = {
        Grouping.POLICY: SlaPolicy.objects.order_by("position", "id"),
        Grouping.TEAM: Team.objects.select_related("site").order_by("site__name", "name"),
        Grouping.ASSOCIATE: User.objects.order_by("name", "id"),
    }
    found = sources[by].filter(pk__in=[int(key) for key in keys if key != NONE])
    return {str(one.pk): full_name(one, with_site=several) for one in found}


def full_name(one: SlaPolicy | Team | User, *, with_site: bool) -> str:
    return f"{one.site.name} · {one.name}" if isinstance(one, Team) and with_site else str(one)
