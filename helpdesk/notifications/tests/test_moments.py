from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.notifications.domain.moments import after_quiet, next_digest
from helpdesk.notifications.enums import DigestRhythm

PRAGUE = ZoneInfo("Europe/Prague")
ZONES = st.sampled_from([PRAGUE, UTC, ZoneInfo("Asia/Kathmandu"), ZoneInfo("America/St_Johns")])
MOMENTS = st.timedeltas(timedelta(), timedelta(days=1461)).map(
    lambda later: datetime(2024, 1, 1, tzinfo=UTC) + later
)
CLOCKS = st.times().map(lambda one: one.replace(microsecond=0))


def prague(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=PRAGUE)


@pytest.mark.parametrize(
    ("moment", "leaves"),
    [
        (prague(2026, 3, 2, 21, 59), prague(2026, 3, 2, 21, 59)),
        (prague(2026, 3, 2, 22, 0), prague(2026, 3, 3, 6, 0)),
        (prague(2026, 3, 3, 5, 59), prague(2026, 3, 3, 6, 0)),
        (prague(2026, 3, 3, 6, 0), prague(2026, 3, 3, 6, 0)),
    ],
)
def test_a_night_goes_over_midnight(moment: datetime, leaves: datetime) -> None:
    assert after_quiet(moment, start=time(22), end=time(6), zone=PRAGUE) == leaves


def test_a_siesta_does_not() -> None:
    def leaves(hour: int) -> datetime:
        return after_quiet(prague(2026, 3, 2, hour), start=time(12), end=time(14), zone=PRAGUE)

    assert [leaves(hour).astimezone(PRAGUE).hour for hour in (11, 12, 13, 14)] == [11, 14, 14, 14]


def test_without_quiet_hours_everything_leaves_at_once() -> None:
    moment = prague(2026, 3, 2, 3, 0)
    assert after_quiet(moment, start=None, end=None, zone=PRAGUE) == moment


@given(MOMENTS, CLOCKS, CLOCKS, ZONES)
def test_nothing_leaves_in_quiet_hours_or_waits_longer_than_a_day(
    moment: datetime, start: time, end: time, zone: ZoneInfo
) -> None:
    if start == end:
        return
    leaves = after_quiet(moment, start=start, end=end, zone=zone)
    assert moment <= leaves <= moment + timedelta(hours=26)
    assert after_quiet(leaves, start=start, end=end, zone=zone) == leaves


@pytest.mark.parametrize(
    ("moment", "comes"),
    [
        (prague(2026, 3, 2, 7, 59), prague(2026, 3, 2, 8, 0)),
        (prague(2026, 3, 2, 8, 0), prague(2026, 3, 3, 8, 0)),
        # The night in which the clocks go forward.
        (prague(2026, 3, 28, 9, 0), prague(2026, 3, 29, 8, 0)),
    ],
)
def test_the_digest_of_the_morning(moment: datetime, comes: datetime) -> None:
    assert next_digest(moment, rhythm=DigestRhythm.DAILY, hour=8, zone=PRAGUE) == comes


@given(MOMENTS, st.sampled_from(DigestRhythm), st.integers(0, 23), ZONES)
def test_a_digest_always_comes_and_comes_soon(
    moment: datetime, rhythm: DigestRhythm, hour: int, zone: ZoneInfo
) -> None:
    comes = next_digest(moment, rhythm=rhythm, hour=hour, zone=zone)
    longest = timedelta(hours=1) if rhythm == DigestRhythm.HOURLY else timedelta(hours=26)
    assert moment < comes <= moment + longest
    if rhythm == DigestRhythm.HOURLY:
        assert comes.astimezone(zone).minute == 0
