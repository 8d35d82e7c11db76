"""What cannot be counted, and the sentence that says why."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from tickets.domain.business_hours import ROUND_THE_CLOCK, BusinessHours
from tickets.tests.opening_times import PRAGUE, day, hours

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
NAIVE = datetime(2026, 11, 23, 12)  # noqa: DTZ001  # that is what is refused
HOUR = timedelta(hours=1)
PAST = hours("Europe/Prague", {}, on_2020_01_01=day("09:00–17:00"))


@pytest.mark.parametrize(
    "ask",
    [
        lambda: PRAGUE.is_open(NAIVE),
        lambda: PRAGUE.next_opening(NAIVE),
        lambda: PRAGUE.add(NAIVE, HOUR),
        lambda: PRAGUE.explain(NAIVE, HOUR),
        lambda: PRAGUE.elapsed(NAIVE, NOON),
        lambda: PRAGUE.elapsed(NOON, NAIVE),
    ],
)
def test_a_moment_without_a_zone(ask: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match=r"^2026-11-23T12:00:00 has no time zone\.$"):
        ask()


@pytest.mark.parametrize("count", [PRAGUE.add, PRAGUE.explain])
def test_less_than_nothing(count: Callable[[datetime, timedelta], object]) -> None:
    with pytest.raises(ValueError, match=r"^A duration cannot be below zero\.$"):
        count(NOON, -timedelta.resolution)


def test_an_end_before_the_start() -> None:
    with pytest.raises(ValueError, match=r"^The end is before the start\.$"):
        PRAGUE.elapsed(NOON, NOON - timedelta.resolution)


@pytest.mark.parametrize("year", [1, 9999])
def test_a_moment_at_the_end_of_time(year: int) -> None:
    with pytest.raises(ValueError, match="is too far away to count from"):
        PRAGUE.add(NOON.replace(year=year), HOUR)


@pytest.mark.parametrize("count", [PAST.add, PAST.explain])
def test_nothing_open_any_more(count: Callable[[datetime, timedelta], object]) -> None:
    with pytest.raises(ValueError, match="not open") as refused:
        count(NOON, HOUR)
    assert str(refused.value) == (
        "After 2026-11-23T13:00:00+01:00 these hours are not open for 1:00:00; their last date is 2020-01-01."
    )


def test_nothing_opens_any_more() -> None:
    with pytest.raises(ValueError, match="these hours are never open; their last date is 2020-01-01"):
        PAST.next_opening(NOON)
    assert not PAST.is_open(NOON)
    assert PAST.elapsed(NOON, NOON + timedelta(days=4_000)) == timedelta(0)


def test_not_open_for_long_enough() -> None:
    """Eight hours on the one date there is, and no more."""
    eve = datetime(2019, 12, 31, tzinfo=UTC)
    assert PAST.add(eve, 8 * HOUR).isoformat() == "2020-01-01T17:00:00+01:00"
    for count in (PAST.add, PAST.explain):
        with pytest.raises(ValueError, match="not open for 8:00:01"):
            count(eve, 8 * HOUR + timedelta(seconds=1))


@pytest.mark.parametrize("count", [PRAGUE.add, PRAGUE.explain])
def test_longer_than_there_are_years(count: Callable[[datetime, timedelta], object]) -> None:
    with pytest.raises(ValueError, match="their last date is 9998-12-01"):
        count(NOON, timedelta.max)


def test_as_long_as_there_are_years() -> None:
    """There would be time, in a calendar with a few days more."""
    always = BusinessHours("UTC", ROUND_THE_CLOCK)
    with pytest.raises(ValueError, match="their last date is 9998-12-01"):
        always.add(NOON, datetime(9998, 12, 31, tzinfo=UTC) - NOON)


def test_the_only_opening_jumped_over() -> None:
    jumped = hours("Europe/Prague", {}, on_2027_03_28=day("02:00–03:00"))
    with pytest.raises(ValueError, match="never open"):
        jumped.next_opening(NOON)
