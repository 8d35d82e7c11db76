"""The calendar itself: it finds moments, and counts the open time between them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from tickets.domain.business_hours.days import ONE_DAY, ONE_WEEK, Days
from tickets.domain.business_hours.intervals import Interval, spans
from tickets.domain.business_hours.problems import problems
from tickets.domain.business_hours.refusal import BadHours, NeverOpen
from tickets.domain.business_hours.wall import zone_called

NOTHING, LEAST = timedelta(0), timedelta.resolution
# Clear of both ends of Python's calendar.
YEARS = range(2, 9_990)
END = datetime(9999, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Stretch:
    """Open time without a break, both ends in the calendar's zone.

    Python subtracts and compares two times of one zone by what the wall shows: ``end - start`` is an hour off
    in the night in which the clocks change, ``length`` is not.
    """

    start: datetime
    end: datetime

    @property
    def length(self) -> timedelta:
        return self.end.astimezone(UTC) - self.start.astimezone(UTC)


@dataclass(frozen=True, init=False)
class BusinessHours:
    """When a site is open; the rules are at the top of this package. Hashable, and safe to keep and share.

    Moments come in from any zone and go out in the calendar's. Convert them to UTC before comparing them or
    subtracting one from another, as with any time in a zone that changes its clocks. ``ValueError``, with a
    sentence, for a moment without a zone, for a duration below zero, and, as ``NeverOpen``, for open time
    there will never be.
    """

    days: Days

    def __init__(
        self,
        timezone: str | ZoneInfo,
        week: Mapping[int, Iterable[Interval]],
        holidays: Collection[date] = (),
        exceptions: Mapping[date, Iterable[Interval]] | None = None,
    ) -> None:
        """``week`` by weekday, Monday is 0; what it leaves out is closed, as is an exception of none.

        Of a mapping of holidays the keys count, as they are now: one that grows when it is asked, such as
        those of the package ``holidays``, has to bring its years along. Raises ``BadHours``, which is a
        ``ValueError``, for all that ``problems`` finds wrong.
        """
        weekly = {weekday: tuple(intervals) for weekday, intervals in week.items()}
        single = {on: tuple(intervals) for on, intervals in (exceptions or {}).items()}
        wrong = problems(timezone, weekly, holidays, single, nights=single)
        zone = zone_called(timezone)
        if wrong or zone is None:
            raise BadHours(wrong)
        usual = tuple(spans(weekly.get(weekday, ())) for weekday in range(7))
        dates = dict.fromkeys(holidays, ()) | {on: spans(intervals) for on, intervals in single.items()}
        object.__setattr__(self, "days", Days(zone, usual, dates))

    @property
    def timezone(self) -> ZoneInfo:
        return self.days.zone

    def is_open(self, at: datetime) -> bool:
        """From the moment of opening on; at the moment of closing no more."""
        now = in_utc(at)
        first = self._first_day(now)
        near = (first, first + ONE_DAY, first + 2 * ONE_DAY)
        return any(opens <= now < closes for day in near for opens, closes in self.days.open_on(day))

    def next_opening(self, at: datetime) -> datetime:
        """The first moment from ``at`` on that is open: ``at`` itself when it is."""
        since = in_utc(at)
        for opens, _closes in self._stretches(since):
            return self._local(opens)
        raise self._never(since)

    def add(self, start: datetime, duration: timedelta) -> datetime:
        """The first moment, from ``start`` on, at which so much open time has passed.

        So what is used up exactly at closing is due at closing; and no time at all is due at ``start``, open
        or not.
        """
        since, left = in_utc(start), duration
        self._check(since, duration)
        if not left:
            return self._local(since)
        day = self._first_day(since)
        whole = day + 3 * ONE_DAY  # from here on no interval has begun before the start
        while day <= self.days.last:
            if day >= whole and (weeks := self.days.even_weeks(day, most=self._weeks_within(left))):
                day, left = day + weeks * ONE_WEEK, left - weeks * self.days.week_length
                continue
            for opens, closes in self.days.open_on(day):
                begins = max(opens, since)
                if closes - begins >= left:
                    return self._local(begins + left)
                left -= max(closes - begins, NOTHING)
            day = self.days.after(day)
        raise self._never(since, duration)

    def elapsed(self, start: datetime, end: datetime) -> timedelta:
        """The open time between two moments. ``ValueError`` when the second one is the earlier."""
        since, until = in_utc(start), in_utc(end)
        if until < since:
            raise ValueError("The end is before the start.")
        day, last = self._first_day(since), self._first_day(until)
        whole = day + 3 * ONE_DAY
        passed = NOTHING
        while day <= min(last + 2 * ONE_DAY, self.days.last):
            if day >= whole and (weeks := self.days.even_weeks(day, most=(last - day).days // 7)):
                day, passed = day + weeks * ONE_WEEK, passed + weeks * self.days.week_length
                continue
            for opens, closes in self.days.open_on(day):
                passed += max(min(closes, until) - max(opens, since), NOTHING)
            day = self.days.after(day)
        return passed

    def explain(self, start: datetime, duration: timedelta) -> list[Stretch]:
        """The stretches ``add`` counts, in order; their lengths add up to ``duration``.

        Those that touch are one, over midnight too. For no time at all there are none.
        """
        since, left = in_utc(start), duration
        self._check(since, duration)
        counted: list[tuple[datetime, datetime]] = []
        stretches = self._stretches(since)
        while left:
            opens, closes = next(stretches, (since, since))
            if opens == closes:
                raise self._never(since, duration)
            length = min(closes - opens, left)
            begins = counted.pop()[0] if counted and counted[-1][1] == opens else opens
            counted.append((begins, opens + length))
            left -= length
        return [Stretch(self._local(begins), self._local(ends)) for begins, ends in counted]

    def _stretches(self, since: datetime) -> Iterator[tuple[datetime, datetime]]:
        """What is open from that moment on, day by day; touching ones are not joined. In UTC."""
        day = self._first_day(since)
        while day <= self.days.last:
            for opens, closes in self.days.open_on(day):
                if closes > since:
                    yield max(opens, since), closes
            day = self.days.after(day)

    def _weeks_within(self, left: timedelta) -> int:
        """How many weeks can be used up so that a rest stays, to be counted day by day to its moment."""
        return (left - LEAST) // self.days.week_length if self.days.week_length else 0

    def _first_day(self, since: datetime) -> date:
        """The date before: the first one of which a night may still go on."""
        return since.astimezone(self.timezone).date() - ONE_DAY

    def _local(self, at: datetime) -> datetime:
        return at.astimezone(self.timezone)

    def _check(self, since: datetime, duration: timedelta) -> None:
        if duration < NOTHING:
            raise ValueError("A duration cannot be below zero.")
        if duration > END - since:
            raise self._never(since, duration)

    def _never(self, since: datetime, duration: timedelta | None = None) -> NeverOpen:
        what = "never open" if duration is None else f"not open for {duration}"
        return NeverOpen(
            f"After {self._local(since).isoformat()} these hours are {what}; "
            f"their last date is {self.days.last.isoformat()}."
        )


def in_utc(at: datetime) -> datetime:
    if at.utcoffset() is None:
        raise ValueError(f"{at.isoformat()} has no time zone.")
    if at.year not in YEARS:
        raise ValueError(f"{at.isoformat()} is too far away to count from.")
    return at.astimezone(UTC)
