"""Which hours hold on a date, and which weeks are like any other."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from tickets.domain.business_hours.intervals import Span, net
from tickets.domain.business_hours.wall import moment, next_change

ONE_DAY, ONE_WEEK = timedelta(days=1), timedelta(days=7)
# A little before the end of Python's calendar, where a week later is still a date.
LAST_DAY = date(9998, 12, 1)


@dataclass(frozen=True)
class Days:
    """A calendar without anything wrong with it, of which some weekday or some date is open."""

    zone: ZoneInfo
    week: tuple[tuple[Span, ...], ...]
    """Monday first."""
    dates: Mapping[date, tuple[Span, ...]] = field(hash=False)
    """The dates on which the week does not hold: exceptions, and holidays, which have nothing."""

    @cached_property
    def week_length(self) -> timedelta:
        """Open time of a week in which no date is special and no clock is changed."""
        of_the_week = (net(self.week[day], self.week[day - 1]) for day in range(7))
        return timedelta(minutes=sum(closes - opens for day in of_the_week for opens, closes in day))

    @cached_property
    def last(self) -> date:
        """The last date on which anything may begin."""
        return LAST_DAY if self.week_length else max(on for on, intervals in self.dates.items() if intervals)

    @cached_property
    def special(self) -> tuple[date, ...]:
        return tuple(sorted(self.dates))

    def of(self, day: date) -> tuple[Span, ...]:
        single = self.dates.get(day)
        return self.week[day.weekday()] if single is None else single

    def open_on(self, day: date) -> Iterator[tuple[datetime, datetime]]:
        """What begins on that date, without what the date before it has run into. In UTC, in order."""
        for first, last in net(self.of(day), self.of(day - ONE_DAY)):
            opens, closes = moment(self.zone, day, first), moment(self.zone, day, last)
            if opens < closes:  # otherwise the clock jumps over all of it
                yield opens, closes

    def after(self, day: date) -> date:
        """The next date on which anything may begin; past ``last`` when there is none."""
        if self.week_length:
            return day + ONE_DAY
        place = bisect_right(self.special, day)
        return self.special[place] if place < len(self.special) else date.max

    def even_weeks(self, day: date, *, most: int) -> int:
        """How many weeks from that date on are open for just ``week_length`` each.

        No date in them, and not the one whose night runs into them, is special, and the clocks don't change.
        """
        place = bisect_left(self.special, day - ONE_DAY)
        until = self.special[place] if place < len(self.special) else LAST_DAY
        weeks = min(most, (until - day).days // 7)
        if weeks <= 0:
            return 0
        changed = next_change(self.zone, since=day, until=day + weeks * ONE_WEEK + ONE_DAY)
        return weeks if changed is None else max((changed - day - 2 * ONE_DAY) // ONE_WEEK, 0)
