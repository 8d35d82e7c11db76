"""The opening hours of sites: kept as people type them, counted by ``business_hours``."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from helpdesk.staff.models import Site
from tickets.domain.business_hours import BusinessHours, Interval, parse_interval
from tickets.domain.holidays import holidays_of
from tickets.models import Calendar

# Holidays of the years around now are known to a calendar: what is promised lies ahead, what is counted
# began not long ago.
YEARS_BACK, YEARS_AHEAD = 2, 10


@dataclass(frozen=True)
class Week:
    """What a calendar says, as it is typed and as it is kept: intervals such as "08:00–12:00".

    ``days`` has seven lists, Monday first. A date in ``special`` has the hours that stand there, no others.
    """

    days: Sequence[Sequence[str]]
    keeps_holidays: bool = True
    open_on: Collection[str] = ()
    special: Mapping[date, Sequence[str]] = field(default_factory=dict)


def week_at(site: Site) -> Week | None:
    """As it was kept; None for a site that never closes."""
    calendar = Calendar.objects.filter(site=site).first()
    return week_of(calendar) if calendar else None


def week_of(calendar: Calendar) -> Week:
    special = {one.on: one.intervals for one in calendar.special_days.all()}
    return Week(calendar.week, calendar.keeps_holidays, calendar.open_on, special)


def counted(week: Week, *, site: Site, now: datetime) -> BusinessHours:
    """Raises ``BadHours`` for what nobody can go by; what ``keep`` has kept is never that."""
    first, last = now.year - YEARS_BACK, now.year + YEARS_AHEAD
    closed = {
        one.on
        for one in holidays_of(site.country, first=first, last=last, language=site.language)
        if week.keeps_holidays and one.key not in week.open_on
    }
    days = {weekday: read(intervals) for weekday, intervals in enumerate(week.days)}
    special = {on: read(intervals) for on, intervals in week.special.items()}
    return BusinessHours(site.zone, days, closed, special)


def read(intervals: Sequence[str]) -> list[Interval]:
    return [parse_interval(one) for one in intervals]


def told(week: Week) -> dict[str, object]:
    """All of it, as the record and ``FormerHours`` have it."""
    return {
        "week": [list(intervals) for intervals in week.days],
        "keeps_holidays": week.keeps_holidays,
        "open_on": sorted(week.open_on),
        "special": {on.isoformat(): list(week.special[on]) for on in sorted(week.special)},
    }
