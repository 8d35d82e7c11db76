"""What is wrong with a calendar, place by place, so that a form can say it beside the field."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from tickets.domain.business_hours.intervals import Interval, shown, span
from tickets.domain.business_hours.refusal import Place, Problem, Wrong
from tickets.domain.business_hours.wall import zone_called

# An opening an hour; nobody has more, and what has thousands was not written by a person.
MOST_A_DAY = 24
# Ten years of nothing but exceptions.
MOST_EXCEPTIONS = 3_660

Found = dict[Place, list[Problem]]


def problems(
    timezone: str | ZoneInfo,
    week: Mapping[int, Collection[Interval]],
    holidays: Collection[date] = (),
    exceptions: Mapping[date, Collection[Interval]] | None = None,
    *,
    nights: Collection[date] = (),
) -> Found:
    """All that is wrong, by the weekday or the date it is wrong on; empty when nothing is.

    What is wrong with the calendar as a whole stands under ``"timezone"``, ``"week"``, ``"holidays"`` or
    ``"exceptions"``. Refused are: a zone there is not; a weekday outside 0–6; what is not a date, or is a
    moment; what is not a pair of times in whole minutes without a zone of their own; more than
    ``MOST_A_DAY`` intervals on a day or ``MOST_EXCEPTIONS`` exceptions; intervals of one date that overlap
    (they may touch); and hours that are open on no weekday and no exception, under ``"week"``.

    On a date with an exception, an end before the start is refused as well: on a single day it is more often
    a slip than a night. Where a night was meant, name the date in ``nights``. An end at midnight is no night.
    ``BusinessHours`` itself understands nights on any date, and refuses all the rest.
    """
    found: Found = {}
    if zone_called(timezone) is None:
        found["timezone"] = [Problem(Wrong.NO_ZONE, {"zone": str(timezone)})]
    for weekday, intervals in week.items():
        if weekday in range(7):
            add_to(found, weekday, wrong_on_a_day(intervals))
        else:
            add_to(found, "week", [Problem(Wrong.NO_WEEKDAY, {"weekday": str(weekday)})])
    add_to(found, "holidays", wrong_dates(holidays))
    exceptions = exceptions or {}
    add_to(found, "exceptions", too_many(exceptions) or wrong_dates(exceptions))
    if "exceptions" not in found:
        for on, intervals in exceptions.items():
            add_to(found, on, wrong_on_a_day(intervals) or wrong_nights(intervals, is_meant=on in nights))
    if not any(week.values()) and not any(exceptions.values()):
        add_to(found, "week", [Problem(Wrong.NEVER_OPEN)])
    return found


def add_to(found: Found, place: Place, more: list[Problem]) -> None:
    if more:
        found.setdefault(place, []).extend(more)


def too_many(exceptions: Collection[date]) -> list[Problem]:
    if len(exceptions) <= MOST_EXCEPTIONS:
        return []
    return [Problem(Wrong.TOO_MANY_DATES, {"count": len(exceptions), "most": MOST_EXCEPTIONS})]


def wrong_dates(dates: Iterable[date]) -> list[Problem]:
    """A moment is a date to Python, but equals none."""
    return [
        Problem(Wrong.NO_DATE, {"value": str(on)})
        for on in dates
        if not isinstance(on, date) or isinstance(on, datetime)
    ]


def wrong_on_a_day(intervals: Collection[Interval]) -> list[Problem]:
    if len(intervals) > MOST_A_DAY:
        return [Problem(Wrong.TOO_MANY, {"count": len(intervals), "most": MOST_A_DAY})]
    return [problem for one in intervals for problem in wrong_with(one)] or overlaps(intervals)


def wrong_with(interval: Interval) -> list[Problem]:
    if not (isinstance(interval, tuple | list) and len(interval) == 2 and all(map(is_wall_time, interval))):
        return [Problem(Wrong.NO_INTERVAL, {"interval": str(interval)})]
    return [Problem(Wrong.SECONDS, {"time": str(at)}) for at in interval if at.second or at.microsecond]


def is_wall_time(at: object) -> bool:
    return isinstance(at, time) and at.tzinfo is None


def overlaps(intervals: Collection[Interval]) -> list[Problem]:
    """Each that opens before the one that has been open longest has closed."""
    found = []
    ordered = sorted(intervals, key=span)
    for place, second in enumerate(ordered[1:], start=1):
        first = max(ordered[:place], key=lambda interval: span(interval)[1])
        if span(second)[0] < span(first)[1]:
            found.append(Problem(Wrong.OVERLAP, {"first": shown(first), "second": shown(second)}))
    return found


def wrong_nights(intervals: Collection[Interval], *, is_meant: bool) -> list[Problem]:
    return [
        Problem(Wrong.ENDS_BEFORE_START, {"interval": shown((opens, closes))})
        for opens, closes in intervals
        if not is_meant and closes <= opens and closes != time(0)
    ]
