"""Lengths of time as people type them."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tickets.domain.lengths import Length, NotALength, Wrong, parse_length, written

MINUTES = st.integers(min_value=0, max_value=366 * 24 * 60).map(lambda n: timedelta(minutes=n))


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("30 min", 30),
        ("30MIN", 30),
        ("4 h", 240),
        ("1:30", 90),
        ("0:05", 5),
        ("1 h 30 min", 90),
        ("1h30m", 90),
        ("1.5 hours", 90),
        ("1,5 hod.", 90),
        ("2 hodiny", 120),
        ("45 minut", 45),
        ("2 godz. 15 min", 135),
        ("1 godzinę", 60),
        ("3 g", 180),
        ("  30   min  ", 30),
        ("0", 0),
        ("0 min", 0),
    ],
)
def test_hours_and_minutes_in_every_language(typed: str, minutes: int) -> None:
    assert parse_length(typed) == Length(timedelta(minutes=minutes))


@pytest.mark.parametrize(
    ("typed", "days"),
    [("2 d", 2), ("1 day", 1), ("3 dny", 3), ("1 den", 1), ("1 dzień", 1), ("2 doby", 2), ("366 dní", 366)],
)
def test_days_are_told_apart(typed: str, days: int) -> None:
    assert parse_length(typed) == Length(timedelta(days=days), in_days=True)


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ("90", Wrong.NO_UNIT),
        ("1 h 30", Wrong.NO_UNIT),
        ("", Wrong.NO_LENGTH),
        ("soon", Wrong.NO_LENGTH),
        ("3 months", Wrong.NO_LENGTH),
        ("3 měsíce", Wrong.NO_LENGTH),
        ("-3 h", Wrong.NO_LENGTH),
        ("1:75", Wrong.NO_LENGTH),
        ("٣ h", Wrong.NO_LENGTH),
        ("1.01 h", Wrong.SECONDS),
        ("367 d", Wrong.TOO_LONG),
        ("366 d 1 min", Wrong.TOO_LONG),
        ("9" * 39 + "h", Wrong.TOO_LONG),
        ("1" * 100_000 + "!", Wrong.NO_LENGTH),
    ],
)
def test_what_is_no_length_says_why(typed: str, wrong: Wrong) -> None:
    with pytest.raises(NotALength) as refused:
        parse_length(typed)
    assert refused.value.wrong == wrong


@pytest.mark.parametrize(
    ("minutes", "hours_only", "with_days"),
    [
        (0, "0 min", "0 min"),
        (30, "30 min", "30 min"),
        (90, "1 h 30 min", "1 h 30 min"),
        (240, "4 h", "4 h"),
        (2880, "48 h", "2 d"),
        (3000, "50 h", "50 h"),
    ],
)
def test_it_is_written_as_it_could_be_typed(minutes: int, hours_only: str, with_days: str) -> None:
    time = timedelta(minutes=minutes)
    assert (written(time, in_days=False), written(time, in_days=True)) == (hours_only, with_days)


@given(MINUTES, st.booleans())
def test_what_is_written_is_read_as_the_same(time: timedelta, in_days: bool) -> None:
    assert parse_length(written(time, in_days=in_days)).time == time
