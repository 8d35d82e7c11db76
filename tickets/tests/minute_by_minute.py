"""Opening hours the plain way: every minute of some days is looked at, on the clock and in the calendar.

It shares nothing with ``tickets.domain.business_hours`` but the rules. Moments are whole microseconds since
the window begins, so that no zone has a say in the arithmetic.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, cached_property
from itertools import accumulate
from operator import itemgetter
from zoneinfo import ZoneInfo

from tickets.domain.business_hours import BusinessHours, Interval

MINUTE, DAY = 60 * 10**6, 24 * 60
# Nights run into a window, and clocks have been changed in the days before it.
EARLIER = 2


@dataclass(frozen=True)
class Window:
    """Some days in a zone, from a midnight in UTC."""

    zone: str
    first: date
    days: int

    @property
    def begin(self) -> datetime:
        return datetime.combine(self.first, time(0), tzinfo=UTC)

    @property
    def end(self) -> int:
        return self.days * DAY * MINUTE

    def at(self, since: int) -> datetime:
        return self.begin + timedelta(microseconds=since)

    def since(self, at: datetime) -> int:
        return (at.astimezone(UTC) - self.begin) // timedelta.resolution

    @property
    def dates(self) -> list[date]:
        """All that the clock on the wall may show, and those of which a night may still go on."""
        return [self.first + timedelta(days=day) for day in range(-EARLIER - 2, self.days + 2)]


@cache
def furthest_minutes(window: Window) -> tuple[int, ...]:
    """For each minute the latest one the clock on the wall has shown so far, from the first of ``dates``.

    A clock that is put back shows minutes that were over already, and is not listened to until it has caught
    up: what opens or closes at a time does so when the clock first shows it.
    """
    zone, midnight = ZoneInfo(window.zone), datetime.combine(window.dates[0], time(0))
    walls = []
    for minute in range(-EARLIER * DAY, window.days * DAY):
        wall = (window.begin + timedelta(minutes=minute)).astimezone(zone).replace(tzinfo=None)
        walls.append((wall - midnight) // timedelta(minutes=1))
    return tuple(accumulate(walls, max))[EARLIER * DAY :]


@dataclass(frozen=True)
class Plain:
    """A calendar as it was drawn."""

    window: Window
    week: Mapping[int, list[Interval]]
    holidays: list[date] = field(default_factory=list)
    exceptions: Mapping[date, list[Interval]] = field(default_factory=dict)

    def built(self) -> BusinessHours:
        return BusinessHours(self.window.zone, self.week, self.holidays, self.exceptions)

    def intervals(self, on: date) -> list[Interval]:
        if on in self.exceptions:
            return self.exceptions[on]
        return [] if on in self.holidays else self.week.get(on.weekday(), [])

    @cached_property
    def open_minutes(self) -> bytes:
        """A 1 for every minute of the window that is open."""
        wall = bytearray(DAY * (len(self.window.dates) + 1))
        for day, on in enumerate(self.window.dates):
            for opens, closes in self.intervals(on):
                begin = DAY * day + opens.hour * 60 + opens.minute
                end = DAY * day + closes.hour * 60 + closes.minute + (0 if closes > opens else DAY)
                wall[begin:end] = b"\1" * (end - begin)
        return bytes(itemgetter(*furthest_minutes(self.window))(wall))

    @cached_property
    def passed(self) -> list[int]:
        """The open minutes before each minute, and before the end."""
        return list(accumulate(self.open_minutes, initial=0))

    def is_open(self, at: int) -> bool:
        return self.open_minutes[at // MINUTE] == 1

    def used(self, at: int) -> int:
        """Open microseconds from the beginning of the window."""
        minute, rest = divmod(at, MINUTE)
        return self.passed[minute] * MINUTE + (rest if rest and self.open_minutes[minute] else 0)

    def elapsed(self, start: int, end: int) -> int:
        return self.used(end) - self.used(start)

    def add(self, start: int, duration: int) -> int | None:
        """The first moment at which so much is used; none when that is after the window."""
        wanted = self.used(start) + duration
        minute = bisect_left(self.passed, -(-wanted // MINUTE))
        if minute == len(self.passed):
            return None
        return max(start, minute * MINUTE - (self.passed[minute] * MINUTE - wanted)) if duration else start

    def next_opening(self, at: int) -> int | None:
        minute = self.open_minutes.find(1, at // MINUTE)
        return None if minute < 0 else max(at, minute * MINUTE)

    def stretches(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Whatever is open between the two, from opening to closing."""
        opens = self.next_opening(start)
        while opens is not None and opens < end:
            closes = self.open_minutes.find(0, opens // MINUTE)
            closes = end if closes < 0 else min(end, closes * MINUTE)
            yield opens, closes
            opens = self.next_opening(closes) if closes < end else None
