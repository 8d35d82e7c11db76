"""The opening hours of sites: kept as people type them, counted by ``business_hours``."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from helpdesk.record import writing as record
from helpdesk.staff.models import Site, User
from helpdesk.turns import wait_for_turn
from tickets.domain.business_hours import BusinessHours, Interval, parse_interval
from tickets.domain.holidays import holidays_of
from tickets.models import Calendar, SpecialDay

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


def hours_of(site: Site, *, now: datetime) -> BusinessHours | None:
    """When somebody is there, with the holidays of the years around ``now``; None: it never closes.

    In two queries, or one for a site that never closes.
    """
    week = week_at(site)
    return counted(week, site=site, now=now) if week else None


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


@transaction.atomic
def keep(week: Week, *, site: Site, by: User, now: datetime) -> None:
    """The opening hours of a site from now on. Raises ``BadHours``; the same ones again change nothing."""
    counted(week, site=site, now=now)
    wait_for_turn(f"calendar:{site.pk}")
    kept = week_at(site)
    before = told(kept) if kept else None
    if before == told(week):
        return
    calendar, _new = Calendar.objects.update_or_create(
        site=site,
        defaults={
            "week": [list(intervals) for intervals in week.days],
            "keeps_holidays": week.keeps_holidays,
            "open_on": sorted(week.open_on),
        },
    )
    calendar.special_days.all().delete()
    days = (SpecialDay(calendar=calendar, on=on, intervals=list(hours)) for on, hours in week.special.items())
    SpecialDay.objects.bulk_create(days)
    record.write(calendar, "calendar.changed", by=by, before=before, after=told(week))


def told(week: Week) -> dict[str, object]:
    """All of it, for the record."""
    return {
        "week": [list(intervals) for intervals in week.days],
        "keeps_holidays": week.keeps_holidays,
        "open_on": sorted(week.open_on),
        "special": {on.isoformat(): list(week.special[on]) for on in sorted(week.special)},
    }
