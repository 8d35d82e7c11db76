"""A site's opening hours over time: what was spent stays counted as it was when the opening hours change."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from helpdesk.prepared import SOMETHING, Statement, statement
from helpdesk.staff.models import Site
from tickets.domain.business_hours import BusinessHours, NeverOpen, Stretch
from tickets.domain.calendar import Week, counted
from tickets.models import Calendar, FormerHours, SpecialDay

NOTHING = timedelta(0)


@dataclass(frozen=True)
class Period:
    """What held until a moment, or holds for good; no hours: it never closes."""

    hours: BusinessHours | None
    until: datetime | None = None

    def elapsed(self, start: datetime, end: datetime) -> timedelta:
        return self.hours.elapsed(start, end) if self.hours else end.astimezone(UTC) - start.astimezone(UTC)

    def add(self, start: datetime, duration: timedelta) -> datetime:
        """Round the clock for a site that will not be open for so long: no promise is without an end."""
        if self.hours is not None:
            with suppress(NeverOpen):
                return self.hours.add(start, duration)
        return (start.astimezone(UTC) + duration).astimezone(start.tzinfo)

    def explain(self, start: datetime, duration: timedelta) -> list[Stretch]:
        if self.hours is not None:
            with suppress(NeverOpen):
                return self.hours.explain(start, duration)
        return [Stretch(start, self.add(start, duration))] if duration else []


@dataclass(frozen=True)
class WorkingHours:
    """One period after the other; the last of them holds for good.

    As ``BusinessHours``, over changes of the opening hours: aware moments in and out, ``ValueError`` for
    durations below zero and for time there will never be.
    """

    periods: tuple[Period, ...]

    @property
    def present(self) -> BusinessHours | None:
        """What holds now; None: it never closes."""
        return self.periods[-1].hours

    def elapsed(self, start: datetime, end: datetime) -> timedelta:
        parts = self._within(start, end)
        return sum((period.elapsed(since, until) for period, since, until in parts), NOTHING)

    def add(self, start: datetime, duration: timedelta) -> datetime:
        period, since, left = self._last(start, duration)
        return period.add(since, left)

    def explain(self, start: datetime, duration: timedelta) -> list[Stretch]:
        """The stretches counted until ``duration`` is used up, in order."""
        last, since, left = self._last(start, duration)
        found: list[Stretch] = []
        for period, began, until in self._within(start, since):
            found += period.explain(began, period.elapsed(began, until))
        return [*found, *last.explain(since, left)]

    def _within(self, start: datetime, end: datetime) -> Iterator[tuple[Period, datetime, datetime]]:
        since = start
        for period in self.periods:
            if period.until is not None and period.until <= since:
                continue
            until = end if period.until is None else min(end, period.until)
            yield period, since, until
            since = until
            if until == end:
                return

    def _last(self, start: datetime, duration: timedelta) -> tuple[Period, datetime, timedelta]:
        """The period in which ``duration`` ends, from when on it counts there, and how much is left then."""
        since, left = start, duration
        for period in self.periods[:-1]:
            if period.until is None or period.until <= since:
                continue
            spent = period.elapsed(since, period.until)
            if spent >= left:
                return period, since, left
            since, left = period.until, left - spent
        return self.periods[-1], since, left


ALWAYS = WorkingHours((Period(None),))


def working_hours(site: Site, *, now: datetime) -> WorkingHours:
    """The hours of a site, as they were and as they are, with the holidays of the years around ``now``.

    One query; what was counted out once is kept for as long as nobody changes it.
    """
    calendar, former = compiled().row({"site": site.pk})
    of_site = (site.time_zone, site.country, now.year)
    periods = []
    for one in former:
        told = json.loads(one)
        was = told["hours"] and hours_in(json.dumps(told["hours"]), *of_site)
        periods.append(Period(was, datetime.fromisoformat(told["until"]).astimezone(UTC)))
    present = hours_in(calendar[0], *of_site) if calendar else None
    return WorkingHours((*periods, Period(present)))


class HoursOfSites:
    """The hours of several sites, each asked for when it is needed first."""

    def __init__(self, *, now: datetime) -> None:
        self._now = now
        self._known: dict[int, WorkingHours] = {}

    def of(self, site: Site) -> WorkingHours:
        if site.pk not in self._known:
            self._known[site.pk] = working_hours(site, now=self._now)
        return self._known[site.pk]


def hours_of(site: Site, *, now: datetime) -> BusinessHours | None:
    """When somebody is there, with the holidays of the years around ``now``; None: it never closes."""
    return working_hours(site, now=now).present


@lru_cache(maxsize=500)
def hours_in(told: str, time_zone: str, country: str, year: int) -> BusinessHours:
    """From what a calendar says, as the record and the database tell it."""
    site = Site(time_zone=time_zone, country=country)
    return counted(week_in(json.loads(told)), site=site, now=datetime(year, 7, 1, tzinfo=UTC))


def week_in(told: dict[str, Any]) -> Week:
    days = told["special"]
    pairs = days.items() if isinstance(days, dict) else ((one["on"], one["hours"]) for one in days)
    special = {date.fromisoformat(on): hours for on, hours in pairs}
    return Week(told["week"], told["keeps_holidays"], told["open_on"], special)


@lru_cache(maxsize=1)
def compiled() -> Statement:
    days = SpecialDay.objects.filter(calendar=OuterRef("pk")).order_by("on")
    names = {name: name for name in ("week", "keeps_holidays", "open_on")}
    special = ArraySubquery(days.values(told=JSONObject(on="on", hours="intervals")))
    calendars = Calendar.objects.filter(site=OuterRef("pk")).values(told=JSONObject(**names, special=special))
    former = FormerHours.objects.filter(site=OuterRef("pk")).order_by("until", "id")
    told = former.values(told=JSONObject(until="until", hours="hours"))
    rows = Site.objects.filter(pk=SOMETHING).values_list(ArraySubquery(calendars), ArraySubquery(told))
    return statement(*rows.query.sql_with_params(), holes={SOMETHING: "site"})
