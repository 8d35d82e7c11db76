"""Business hours: open or not, when next, why then, and what a calendar is as a value."""

from __future__ import annotations

import pickle
from datetime import UTC, date, datetime, time, timedelta
from time import process_time
from zoneinfo import ZoneInfo

import pytest

from tickets.domain.business_hours import ROUND_THE_CLOCK, BusinessHours, Stretch
from tickets.tests.opening_times import (
    ALWAYS,
    BAR,
    PRAGUE,
    SHIFTS,
    WARSAW,
    WEEKLY,
    day,
    hours,
    on,
    span,
    told,
    week,
)

CLOSED_SATURDAY = hours("Europe/Prague", week(range(1, 7), "18:00–02:00"), on_2026_11_28=[])
LATE_THEN_EARLY = hours("Europe/Prague", {0: day("20:00–08:00"), 1: day("06:00–10:00")})
UNTIL_MIDNIGHT = hours("Europe/Prague", {0: day("16:00–24:00"), 1: day("00:00–04:00")})
ONE_MORNING = hours("Europe/Prague", {}, on_2026_11_23=day("09:00–12:00"))


@pytest.mark.parametrize(
    ("calendar", "at", "is_open"),
    [
        (PRAGUE, "2026-11-23 07:59:59", False),
        (PRAGUE, "2026-11-23 08:00", True),
        (PRAGUE, "2026-11-23 11:59:59", True),
        (PRAGUE, "2026-11-23 12:00", False),
        (PRAGUE, "2026-11-23 13:00", True),
        (PRAGUE, "2026-11-23 17:00", False),
        (PRAGUE, "2026-11-22 10:00", False),
        (PRAGUE, "2026-11-17 10:00", False),
        (WARSAW, "2026-11-17 10:00", True),
        (BAR, "2026-11-28 00:00", True),
        (BAR, "2026-11-28 01:59:59", True),
        (BAR, "2026-11-28 02:00", False),
        (BAR, "2026-11-30 01:00", True),
        (BAR, "2026-12-01 01:00", False),
        (CLOSED_SATURDAY, "2026-11-28 01:00", True),
        (CLOSED_SATURDAY, "2026-11-28 19:00", False),
        (CLOSED_SATURDAY, "2026-11-29 01:00", False),
        (UNTIL_MIDNIGHT, "2026-11-23 23:59:30", True),
        (UNTIL_MIDNIGHT, "2026-11-24 00:00", True),
        (ALWAYS, "2026-11-23 00:00", True),
        (ALWAYS, "2026-11-22 23:59:59", True),
        # Monday 05:00 in Prague is still Sunday in London, and the other way round.
        (PRAGUE, "2026-11-23 07:30+00:00", True),
        (PRAGUE, "2026-11-23 07:30+01:00", False),
    ],
)
def test_open_or_not(calendar: BusinessHours, at: str, is_open: bool) -> None:
    assert calendar.is_open(told(at, calendar)) is is_open


@pytest.mark.parametrize(
    ("calendar", "at", "opens"),
    [
        (PRAGUE, "2026-11-23 09:30", "2026-11-23T09:30+01:00"),
        (PRAGUE, "2026-11-23 08:00", "2026-11-23T08:00+01:00"),
        (PRAGUE, "2026-11-23 12:00", "2026-11-23T13:00+01:00"),
        (PRAGUE, "2026-11-27 17:00", "2026-11-30T08:00+01:00"),
        (PRAGUE, "2026-12-23 17:00", "2026-12-28T08:00+01:00"),
        (BAR, "2026-11-30 02:00", "2026-12-01T18:00+01:00"),
        (LATE_THEN_EARLY, "2026-11-24 08:00", "2026-11-24T08:00+01:00"),
        (LATE_THEN_EARLY, "2026-11-24 10:00", "2026-11-30T20:00+01:00"),
        (ONE_MORNING, "1990-01-01 00:00", "2026-11-23T09:00+01:00"),
    ],
)
def test_the_next_opening(calendar: BusinessHours, at: str, opens: str) -> None:
    assert calendar.next_opening(told(at, calendar)).isoformat(timespec="minutes") == opens


@pytest.mark.parametrize(
    ("calendar", "start", "duration", "stretches"),
    [
        (PRAGUE, "2026-11-23 09:00", "1:00", ["23 09:00–23 10:00"]),
        (PRAGUE, "2026-11-25 16:00", "3:40", ["25 16:00–25 17:00", "26 08:00–26 10:40"]),
        (PRAGUE, "2026-11-23 11:00", "5:00", ["23 11:00–23 12:00", "23 13:00–23 17:00"]),
        (PRAGUE, "2026-11-22 10:00", "0:00", []),
        (BAR, "2026-11-27 20:00", "7:00", ["27 20:00–28 02:00", "28 18:00–28 19:00"]),
        # Those that touch, and those that overlap, are one.
        (UNTIL_MIDNIGHT, "2026-11-23 10:00", "12:00", ["23 16:00–24 04:00"]),
        (LATE_THEN_EARLY, "2026-11-23 10:00", "14:00", ["23 20:00–24 10:00"]),
        (ALWAYS, "2026-11-23 10:00", "72:00", ["23 10:00–26 10:00"]),
    ],
)
def test_why_then(calendar: BusinessHours, start: str, duration: str, stretches: list[str]) -> None:
    found = calendar.explain(told(start, calendar), span(duration))
    assert [f"{one.start:%d %H:%M}–{one.end:%d %H:%M}" for one in found] == stretches
    assert {one.start.tzinfo for one in found} | {one.end.tzinfo for one in found} <= {calendar.timezone}


def test_equal_calendars_are_equal_and_can_be_kept() -> None:
    again = hours("Europe/Prague", SHIFTS, holidays=list(PRAGUE.days.dates))
    assert again == PRAGUE
    assert hash(again) == hash(PRAGUE)
    assert pickle.loads(pickle.dumps(PRAGUE)) == PRAGUE
    assert PRAGUE != WARSAW
    assert hours("Europe/Prague", SHIFTS) != PRAGUE


def test_how_hours_may_be_given() -> None:
    """A zone or its name, intervals in any order, holidays with their names."""
    nine, noon, five = time(9), time(12), time(17)
    named = {date(2026, 11, 17): "Struggle for Freedom and Democracy Day"}
    one = BusinessHours(ZoneInfo("Europe/Prague"), {0: [(noon, five), (nine, noon)]}, named)
    other = BusinessHours("Europe/Prague", {0: iter([(nine, noon), (noon, five)])}, on("2026-11-17"))
    assert one == other


def test_what_was_given_may_change_afterwards() -> None:
    weekly = {0: day("09:00–17:00")}
    calendar = hours("Europe/Prague", weekly)
    weekly[0].clear()
    assert calendar.is_open(told("2026-11-23 10:00", calendar))


def test_exceptions_far_apart_are_reached_at_once() -> None:
    far = hours("Europe/Prague", {}, on_2020_01_01=day("09:00–10:00"), on_9000_01_01=day("09:00–10:00"))
    due = far.add(datetime(2020, 1, 1, tzinfo=UTC), timedelta(hours=2))
    assert due.isoformat() == "9000-01-01T10:00:00+01:00"


def test_centuries_are_not_walked_through_minute_by_minute() -> None:
    """Ten years of open time at one hour a week are 87,600 weeks, less all but an hour of the last one."""
    begun = process_time()
    due = WEEKLY.add(datetime(2026, 11, 25, 9, tzinfo=UTC), timedelta(hours=87_600))
    assert process_time() - begun < 3
    assert due.date() == date(2026, 11, 25) + timedelta(weeks=87_599)
    assert due.time() == time(11)


def test_a_stretch_can_be_compared() -> None:
    start, end = (datetime(2026, 11, 23, hour, tzinfo=UTC) for hour in (9, 12))
    assert Stretch(start, end) == Stretch(start, end)
    assert Stretch(start, end).length == span("3:00")


def test_always_is_seven_whole_days() -> None:
    assert BusinessHours("Europe/Prague", ROUND_THE_CLOCK) == hours(
        "Europe/Prague", week(range(7), "00:00–24:00")
    )
