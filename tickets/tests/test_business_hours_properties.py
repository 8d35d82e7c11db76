"""Business hours against looking at every minute, and against themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from tickets.domain.business_hours import BusinessHours, Interval
from tickets.tests.minute_by_minute import DAY, MINUTE, Plain, Window

# A week around every kind of night in which clocks change, and some in which they don't.
WEEKS = [
    Window(zone, first, days=8)
    for zone, first in [
        ("Europe/Prague", date(2026, 10, 22)),
        ("Europe/Prague", date(2027, 3, 25)),
        ("Europe/Warsaw", date(2026, 10, 21)),
        ("Europe/Warsaw", date(2027, 3, 26)),
        ("Europe/Prague", date(2026, 12, 28)),
        ("Europe/Warsaw", date(2028, 2, 26)),
        ("UTC", date(2026, 11, 9)),
        ("Asia/Kolkata", date(2026, 5, 29)),
        ("Asia/Kathmandu", date(2027, 1, 29)),
        # By half an hour.
        ("Australia/Lord_Howe", date(2026, 10, 1)),
        ("Australia/Lord_Howe", date(2027, 3, 31)),
        # At midnight, forward and back: 00:00 is not shown, or 23:00 comes again.
        ("America/Santiago", date(2026, 9, 3)),
        ("America/Santiago", date(2027, 4, 1)),
        ("Africa/Cairo", date(2026, 4, 21)),
        ("Africa/Cairo", date(2026, 10, 27)),
        # From 01:00 back to 00:00, so that midnight is shown twice.
        ("Atlantic/Azores", date(2026, 10, 22)),
        ("Atlantic/Azores", date(2027, 3, 25)),
        ("America/Havana", date(2026, 10, 29)),
        # In the evening.
        ("America/Nuuk", date(2027, 3, 24)),
        # By two hours; at 03:45; a minute past midnight; a whole date left out; forward and back in a week.
        ("Antarctica/Troll", date(2026, 10, 23)),
        ("Pacific/Chatham", date(2027, 4, 2)),
        ("America/St_Johns", date(2010, 11, 4)),
        ("Pacific/Apia", date(2011, 12, 27)),
        ("Asia/Gaza", date(2040, 10, 19)),
    ]
]
MONTHS = [
    Window("Europe/Prague", date(2026, 9, 15), days=230),
    Window("Australia/Lord_Howe", date(2027, 3, 1), days=240),
    Window("America/Santiago", date(2028, 3, 1), days=200),
    Window("Asia/Gaza", date(2040, 9, 1), days=120),
]

# The times at which something happens to a clock come as often as all others together, and as none.
CLOCKS = [0, 1, 30, 60, 90, 105, 120, 135, 150, 165, 180, 240, 480, 1020, 1380, 1410, 1439]
MINUTES = st.sampled_from([None] * DAY + CLOCKS * (DAY // len(CLOCKS)) + list(range(DAY)))


def as_intervals(minutes: tuple[int | None, ...]) -> list[Interval]:
    """Times in pairs; an odd one out begins a night that lasts until the first of them, or for a day."""
    times = [time(*divmod(minute, 60)) for minute in sorted({one for one in minutes if one is not None})]
    if len(times) % 2:
        times.append(times[0])
    return list(zip(times[::2], times[1::2], strict=True))


DAYS = st.tuples(*[MINUTES] * 5).map(as_intervals)
PARTS_OF_A_MINUTE = st.sampled_from([0, 0, 0, 1, MINUTE // 2, MINUTE - 1])
# Which twelfth of the window's dates something special is on, if any: a holiday and two exceptions.
TWELFTHS = st.tuples(*[st.integers(0, 11)] * 3)
# Which of two kinds of day each weekday is, if any.
WEEKDAYS = st.integers(0, 3**7 - 1).map(lambda number: [number // 3**day % 3 for day in range(7)])


def calendars(draw: st.DrawFn, window: Window) -> Plain:
    """Few draws: they take far longer than looking at every minute."""
    kinds: list[list[Interval]] = [[], draw(DAYS), draw(DAYS)]
    week = {weekday: kinds[kind] for weekday, kind in enumerate(draw(WEEKDAYS))}
    twelfth = len(window.dates) // 12
    closed, own, other = (window.dates[place * twelfth] if place else None for place in draw(TWELFTHS))
    exceptions = {other: kinds[1], own: draw(DAYS) if own else []}
    single = {on: intervals for on, intervals in exceptions.items() if on}
    if not any(week.values()) and not any(single.values()):
        week[6] = [(time(22), time(6))]
    return Plain(window, week, [closed] if closed else [], single)


@dataclass(frozen=True)
class Asked:
    """A calendar, two moments in its window, and a duration."""

    plain: Plain
    start: int
    end: int
    duration: int


@st.composite
def questions(draw: st.DrawFn, windows: list[Window]) -> Asked:
    """On the minute, mostly."""
    plain = calendars(draw, draw(st.sampled_from(windows)))
    last = plain.window.days * DAY - 1
    minutes = draw(st.tuples(st.integers(0, last), st.integers(0, last), st.integers(0, last)))
    start, end = sorted(minutes[:2])
    more = draw(PARTS_OF_A_MINUTE)
    return Asked(plain, start * MINUTE + more, end * MINUTE + more, minutes[2] * MINUTE)


def compare(asked: Asked) -> None:
    plain, window, start, end = asked.plain, asked.plain.window, asked.start, asked.end
    hours = plain.built()
    assert hours.is_open(window.at(start)) == plain.is_open(start)
    elapsed = plain.elapsed(start, end)
    assert hours.elapsed(window.at(start), window.at(end)) == timedelta(microseconds=elapsed)
    opens = plain.next_opening(start)
    if opens is not None:
        assert window.since(hours.next_opening(window.at(start))) == opens
    # What has elapsed is used up at a closing as often as not.
    for length in (elapsed, asked.duration):
        compare_due(hours, plain, start, length)


def compare_due(hours: BusinessHours, plain: Plain, start: int, length: int) -> None:
    window, span = plain.window, timedelta(microseconds=length)
    due = plain.add(start, length)
    if due is None:
        try:
            assert window.since(hours.add(window.at(start), span)) > window.end
        except ValueError:
            assert not any(plain.week.values())
        return
    at = hours.add(window.at(start), span)
    assert window.since(at) == due
    assert hours.elapsed(window.at(start), at) == span
    stretches = hours.explain(window.at(start), span)
    found = [(window.since(one.start), window.since(one.end)) for one in stretches]
    assert found == list(plain.stretches(start, due))
    assert sum((one.length for one in stretches), timedelta(0)) == span


@settings(max_examples=10_000, deadline=None)
@given(questions(WEEKS))
def test_every_minute_of_a_week(asked: Asked) -> None:
    compare(asked)


@settings(max_examples=50, deadline=None)
@given(questions(MONTHS))
def test_every_minute_of_months(asked: Asked) -> None:
    """Whole weeks at once where they are like any other, and only there."""
    compare(asked)


SOME_DAY = st.datetimes(datetime(2020, 1, 1), datetime(2060, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
SPANS = st.timedeltas(timedelta(0), timedelta(days=60))


@settings(max_examples=400, deadline=None)
@given(questions(WEEKS), SOME_DAY, SPANS, SPANS)
def test_time_added_has_elapsed_and_more_is_never_sooner(
    asked: Asked, start: datetime, less: timedelta, more: timedelta
) -> None:
    hours = asked.plain.built()
    less, more = sorted([less, more])
    try:
        sooner, later = (hours.add(start, length).astimezone(UTC) for length in (less, more))
    except ValueError:
        assert not any(asked.plain.week.values())
        return
    assert start <= sooner <= later
    assert hours.elapsed(start, sooner) == less
    assert hours.elapsed(sooner, later) == more - less
    assert hours.elapsed(start, later) == more
    if less:
        assert hours.elapsed(start, sooner - timedelta.resolution) == less - timedelta.resolution
        assert hours.add(hours.next_opening(start), less).astimezone(UTC) == sooner


@settings(max_examples=300, deadline=None)
@given(questions(WEEKS), SOME_DAY, st.sampled_from(["UTC", "Asia/Tokyo", "America/St_Johns"]))
def test_whose_zone_a_moment_is_told_in_makes_no_difference(asked: Asked, at: datetime, zone: str) -> None:
    hours, told = asked.plain.built(), at.astimezone(ZoneInfo(zone))
    assert hours.is_open(told) == hours.is_open(at)
    assert hours.elapsed(told, told) == timedelta(0)
    assert hours.add(told, timedelta(0)).astimezone(UTC) == at
    assert hours.add(told, timedelta(0)).tzinfo == hours.timezone


def test_the_plain_way_knows_the_nights() -> None:
    """The yardstick itself, by hand: 22:00–06:00 is nine hours, then seven."""
    night = {weekday: [(time(22), time(6))] for weekday in range(7)}
    for first, hours in ((date(2026, 10, 24), 9), (date(2027, 3, 27), 7)):
        window = Window("Europe/Prague", first, days=2)
        noon = window.since(datetime(first.year, first.month, first.day, 12, tzinfo=UTC))
        assert Plain(window, night).elapsed(noon, noon + DAY * MINUTE) == hours * 60 * MINUTE
