"""Clocks counted anew, one by one: as another policy would have counted them, by the hours of their sites."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from helpdesk.staff.models import Site
from tickets.domain.clock_moments import spent
from tickets.domain.clocks import read_time
from tickets.domain.sla import NOTHING, Terms
from tickets.domain.working_hours import ALWAYS, HoursOfSites, WorkingHours
from tickets.enums import Target
from tickets.models import Clock, ClockPause
from tickets.models.clock import ClockQuerySet

# No more than these, the newest.
MOST = 5000
READ = (
    *("target", "round_the_clock", "used", "started_at", "counting_since", "paused_at", "met_at", "took"),
    "ticket__site",
)


@dataclass
class Tally:
    """Clocks that were looked at one by one."""

    looked_at: int = 0
    decided: int = 0
    met: int = 0


def counted_anew(
    clocks: ClockQuerySet, terms: Mapping[Target, Terms], *, sites: Iterable[Site], now: datetime
) -> Mapping[Target, Tally]:
    """Of these clocks the newest, by target: whether they would have been met within its terms."""
    pauses = ClockPause.objects.filter(clock=OuterRef("pk")).order_by("from_at", "id")
    stood_still = ArraySubquery(pauses.values(told=JSONObject(since="from_at", until="until_at")))
    newest = clocks.order_by("-ticket__created_at", "-pk").values(*READ, stood_still=stood_still)[:MOST]
    places, hours, found = {site.pk: site for site in sites}, HoursOfSites(now=now), dict[Target, Tally]()
    for row in newest:
        target = Target(row["target"])
        took = would_have_taken(row, terms[target], hours.of(places[row["ticket__site"]]), now=now)
        is_kept, is_met = took <= terms[target].within, row["met_at"] is not None
        tally = found.setdefault(target, Tally())
        tally.looked_at += 1
        tally.decided += is_met or not is_kept
        tally.met += is_met and is_kept
    return found


def would_have_taken(
    row: Mapping[str, Any], terms: Terms, hours: WorkingHours, *, now: datetime
) -> timedelta:
    """Until it was met, or by now."""
    clock = Clock(**{name: row[name] for name in READ if name != "ticket__site"})
    if clock.round_the_clock == terms.round_the_clock:
        return spent(clock, hours, at=now)
    measure = ALWAYS if terms.round_the_clock else hours
    end = clock.met_at or clock.paused_at or now
    pauses = (
        measure.elapsed(since, until)
        for since, until in stops(row["stood_still"], start=clock.started_at, end=end)
    )
    return measure.elapsed(clock.started_at, max(end, clock.started_at)) - sum(pauses, NOTHING)


def stops(
    told: Iterable[Mapping[str, str | None]], *, start: datetime, end: datetime
) -> Iterator[tuple[datetime, datetime]]:
    """The pauses between two moments."""
    for one in told:
        since = max(read_time(one["since"]) or start, start)
        until = min(read_time(one["until"]) or end, end)
        if since < until:
            yield since, until
