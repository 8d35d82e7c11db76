"""Business hours in the nights in which clocks change, worked out by hand.

Prague and Warsaw put theirs back from 03:00 to 02:00 on Sunday 25 October 2026, and forward from 02:00 to
03:00 on Sunday 28 March 2027.
"""

from __future__ import annotations

from operator import itemgetter

import pytest

from tickets.domain.business_hours import ROUND_THE_CLOCK, BusinessHours
from tickets.tests.opening_times import ALWAYS, DAILY, NIGHTS, SHIFTS, day, hours, span, told, week

WARSAW_NIGHTS = hours("Europe/Warsaw", week(DAILY, "22:00–06:00"))
MORNINGS = hours("Europe/Prague", week(DAILY, "01:00–05:00"))
OFFICE = hours("Europe/Prague", SHIFTS)
SUNDAY, SATURDAY = range(6, 7), range(5, 6)
UNTIL_TWO = hours("Europe/Prague", week(DAILY, "18:00–02:00"))
UNTIL_HALF_PAST_TWO = hours("Europe/Prague", week(DAILY, "18:00–02:30"))
UNTIL_THREE = hours("Europe/Prague", week(DAILY, "20:00–03:00"))
FROM_HALF_PAST_TWO = hours("Europe/Prague", week(SUNDAY, "02:30–04:00"))
FROM_ONE = hours("Europe/Prague", week(SUNDAY, "01:00–02:30"))
JUMPED_OVER = hours("Europe/Prague", week(SUNDAY, "02:00–03:00"))
QUARTERS = hours("Europe/Prague", week(SUNDAY, "02:15–02:45"))
TWO_SHIFTS = hours("Europe/Prague", {5: day("22:00–02:00"), 6: day("02:00–06:00")})
LORD_HOWE = hours("Australia/Lord_Howe", week(DAILY, "22:00–06:00"))
LORD_HOWE_EARLY = hours("Australia/Lord_Howe", week(SUNDAY, "02:15–03:00"))
KOLKATA = hours("Asia/Kolkata", week(DAILY, "22:00–06:00"))
SANTIAGO = hours("America/Santiago", week(SATURDAY, "22:00–02:00"))
SANTIAGO_SUNDAY = hours("America/Santiago", week(SUNDAY, "00:00–24:00"))
SANTIAGO_SATURDAY = hours("America/Santiago", week(SATURDAY, "20:00–24:00"))
SANTIAGO_BAR = hours("America/Santiago", week(SATURDAY, "20:00–23:30"))
RECIFE = hours("America/Recife", week(SATURDAY, "00:00–24:00"))
NUUK = hours("America/Nuuk", week(range(4, 5), "23:30–23:30"))
CAIRO = hours("Africa/Cairo", week(range(4, 5), "00:00–06:00"))
AZORES_SATURDAY = hours("Atlantic/Azores", week(SATURDAY, "20:00–24:00"))
AZORES_SUNDAY = hours("Atlantic/Azores", week(SUNDAY, "00:00–24:00"))
APIA = hours("Pacific/Apia", week(DAILY, "09:00–17:00"))
APIA_ALWAYS = BusinessHours("Pacific/Apia", ROUND_THE_CLOCK)
CASABLANCA = hours("Africa/Casablanca", week(DAILY, "22:00–06:00"))

# What it is, whose hours, from when, how long, and when it is due.
Row = tuple[str, BusinessHours, str, str, str]

DUE: list[Row] = [
    # 22:00–06:00 is nine hours in autumn and seven in spring.
    ("autumn, the whole night", NIGHTS, "2026-10-24 22:00", "9:00", "2026-10-25T06:00+01:00"),
    ("autumn, eight hours of it", NIGHTS, "2026-10-24 22:00", "8:00", "2026-10-25T05:00+01:00"),
    ("autumn, an hour more", NIGHTS, "2026-10-24 22:00", "10:00", "2026-10-25T23:00+01:00"),
    ("autumn in Warsaw", WARSAW_NIGHTS, "2026-10-24 22:00", "9:00", "2026-10-25T06:00+01:00"),
    ("spring, the whole night", NIGHTS, "2027-03-27 22:00", "7:00", "2027-03-28T06:00+02:00"),
    ("spring, an hour more", NIGHTS, "2027-03-27 22:00", "8:00", "2027-03-28T23:00+02:00"),
    ("spring in Warsaw", WARSAW_NIGHTS, "2027-03-27 22:00", "7:00", "2027-03-28T06:00+02:00"),
    ("the night before is an ordinary one", NIGHTS, "2026-10-23 22:00", "8:00", "2026-10-24T06:00+02:00"),
    ("so is the night after", NIGHTS, "2026-10-25 22:00", "8:00", "2026-10-26T06:00+01:00"),
    # A day has 25 hours in autumn and 23 in spring.
    ("autumn, always open", ALWAYS, "2026-10-24 12:00", "24:00", "2026-10-25T11:00+01:00"),
    ("spring, always open", ALWAYS, "2027-03-27 12:00", "24:00", "2027-03-28T13:00+02:00"),
    ("from 02:30 to 02:30", ALWAYS, "2026-10-25 02:30+02:00", "1:00", "2026-10-25T02:30+01:00"),
    ("from the second 02:30 on", ALWAYS, "2026-10-25 02:30+01:00", "1:00", "2026-10-25T03:30+01:00"),
    ("a moment before the jump", ALWAYS, "2027-03-28 01:59", "0:01", "2027-03-28T03:00+02:00"),
    # Offices sleep through it.
    ("autumn, split shifts", OFFICE, "2026-10-23 16:00", "2:00", "2026-10-26T09:00+01:00"),
    ("spring, split shifts", OFFICE, "2027-03-26 16:00", "2:00", "2027-03-29T09:00+02:00"),
    # What the clock does not show opens or closes when it jumps, at 02:00 that is 03:00.
    ("opens at 02:30 there is not", FROM_HALF_PAST_TWO, "2027-03-28 00:00", "1:00", "2027-03-28T04:00+02:00"),
    ("closes at 02:30 there is not", FROM_ONE, "2027-03-28 01:00", "1:00", "2027-03-28T03:00+02:00"),
    # Half an hour is not open that night at all; it is a week later.
    ("all of it jumped over", JUMPED_OVER, "2027-03-27 12:00", "0:30", "2027-04-04T02:30+02:00"),
    ("some minutes jumped over", QUARTERS, "2027-03-27 12:00", "0:30", "2027-04-04T02:45+02:00"),
    # What it shows twice is the first one: 30 minutes from 02:30 are over at 03:00, which is 02:00.
    ("opens at the first 02:30", FROM_HALF_PAST_TWO, "2026-10-25 00:00", "0:30", "2026-10-25T02:00+01:00"),
    ("two hours and a half", FROM_HALF_PAST_TWO, "2026-10-25 00:00", "2:30", "2026-10-25T04:00+01:00"),
    ("closes at the first 02:30", UNTIL_HALF_PAST_TWO, "2026-10-24 18:00", "8:30", "2026-10-25T02:30+02:00"),
    ("closes at the first 02:00", UNTIL_TWO, "2026-10-24 23:00", "3:00", "2026-10-25T02:00+02:00"),
    ("and opens at 18:00", UNTIL_TWO, "2026-10-24 23:00", "4:00", "2026-10-25T19:00+01:00"),
    ("from the second 02:00", UNTIL_TWO, "2026-10-25 02:00+01:00", "1:00", "2026-10-25T19:00+01:00"),
    # 03:00 is shown once: 20:00–03:00 is eight hours.
    ("closes at 03:00", UNTIL_THREE, "2026-10-24 20:00", "8:00", "2026-10-25T03:00+01:00"),
    ("half an hour shown twice", QUARTERS, "2026-10-25 00:00", "0:30", "2026-10-25T02:45+02:00"),
    # Four hours and five: the hour shown twice is in one of them only.
    ("two shifts meet at 02:00", TWO_SHIFTS, "2026-10-24 22:00", "9:00", "2026-10-25T06:00+01:00"),
    # Lord Howe by half an hour, at 02:00: eight hours and a half in autumn, seven and a half in spring.
    ("half an hour longer", LORD_HOWE, "2027-04-03 22:00", "8:30", "2027-04-04T06:00+10:30"),
    ("half an hour shorter", LORD_HOWE, "2026-10-03 22:00", "7:30", "2026-10-04T06:00+11:00"),
    ("opens at 02:15, which is 02:30", LORD_HOWE_EARLY, "2026-10-04 00:00", "0:30", "2026-10-04T03:00+11:00"),
    ("no change in Kolkata", KOLKATA, "2026-10-24 22:00", "8:00", "2026-10-25T06:00+05:30"),
    # Santiago at midnight: on 6 September 2026 there is no 00:30, on 3 April 2027 there are two 23:30.
    ("until 02:00 is three hours", SANTIAGO, "2026-09-05 22:00", "3:00", "2026-09-06T02:00-03:00"),
    ("a Sunday of 23 hours", SANTIAGO_SUNDAY, "2026-09-05 12:00", "23:00", "2026-09-07T00:00-03:00"),
    ("until midnight is five hours", SANTIAGO_SATURDAY, "2027-04-03 20:00", "5:00", "2027-04-04T00:00-04:00"),
    ("closes at the first 23:30", SANTIAGO_BAR, "2027-04-03 20:00", "3:30", "2027-04-03T23:30-03:00"),
    # Nuuk on a Saturday at 23:00, 27 March 2027: three days from Friday 23:30 on, then one less half an hour.
    ("days that end in the jump", NUUK, "2027-03-04 12:00", "95:30", "2027-03-28T00:00-01:00"),
    # Cairo, Friday 24 April 2026: the day begins at 01:00, six hours are five.
    ("midnight there is not", CAIRO, "2026-04-23 12:00", "5:00", "2026-04-24T06:00+03:00"),
    # The Azores, 25 October 2026, from 01:00 to 00:00: Saturday ends at the first of two midnights.
    ("until the first midnight", AZORES_SATURDAY, "2026-10-24 20:00", "4:00", "2026-10-25T00:00+00:00"),
    ("a Sunday of 25 hours", AZORES_SUNDAY, "2026-10-24 12:00", "25:00", "2026-10-26T00:00-01:00"),
    # Samoa left out Friday 30 December 2011.
    ("a day left out", APIA, "2011-12-29 16:00", "2:00", "2011-12-31T10:00+14:00"),
    ("a day left out, always open", APIA_ALWAYS, "2011-12-29 23:00", "2:00", "2011-12-31T01:00+14:00"),
    # Morocco lives in summer time but for Ramadan: back on 7 February 2027 at 03:00, forward on 14 March.
    ("back for Ramadan", CASABLANCA, "2027-02-06 22:00", "9:00", "2027-02-07T06:00+00:00"),
    ("forward after Ramadan", CASABLANCA, "2027-03-13 22:00", "7:00", "2027-03-14T06:00+01:00"),
    # Recife went forward on 8 October 2000 and back on the 15th at midnight: the third Saturday has 25 hours.
    ("a summer of a week", RECIFE, "2000-09-28 12:00", "97:00", "2000-10-22T00:00-03:00"),
    # 3,653 nights of eight hours; ten are an hour longer and ten an hour shorter.
    ("ten years of nights", NIGHTS, "2026-11-23 22:00", "29224:00", "2036-11-23T06:00+01:00"),
    # 3,508 mornings until July, of four hours, ten of three and nine of five.
    ("ten years of mornings", MORNINGS, "2026-11-23 00:00", "14031:00", "2036-06-30T05:00+02:00"),
    # As many nights; ten are an hour shorter and nine an hour longer.
    ("ten years of nights, in summer", NIGHTS, "2026-11-23 22:00", "28063:00", "2036-07-01T06:00+02:00"),
]


@pytest.mark.parametrize("row", DUE, ids=itemgetter(0))
def test_due(row: Row) -> None:
    _name, calendar, start, duration, due = row
    begins, length = told(start, calendar), span(duration)
    found = calendar.add(begins, length)
    assert found.isoformat(timespec="minutes") == due
    assert calendar.elapsed(begins, found) == length
    assert sum((one.length for one in calendar.explain(begins, length)), span("0:00")) == length


@pytest.mark.parametrize(
    ("at", "is_open"),
    [
        ("2026-10-25 01:59+02:00", True),
        ("2026-10-25 02:29+02:00", True),
        ("2026-10-25 02:30+02:00", False),
        # The clock shows 02:15 again, and has gone home.
        ("2026-10-25 02:15+01:00", False),
        ("2026-10-25 03:00+01:00", False),
    ],
)
def test_what_has_closed_does_not_open_again(at: str, is_open: bool) -> None:
    assert UNTIL_HALF_PAST_TWO.is_open(told(at, UNTIL_HALF_PAST_TWO)) is is_open


def test_a_date_that_begins_before_the_last_one_is_over() -> None:
    """St John's put its clock back at 00:01: an hour of Saturday again, after the first minute of Sunday."""
    sunday = hours("America/St_Johns", week(SUNDAY, "00:00–06:00"))
    noon, late = (told(at, sunday) for at in ("2010-11-06 12:00", "2010-11-06 23:30-03:30"))
    assert not sunday.is_open(told("2010-11-06 23:59-02:30", sunday))
    assert sunday.is_open(told("2010-11-07 00:00-02:30", sunday))
    assert sunday.is_open(late)
    assert sunday.elapsed(noon, late) == span("0:30")
    assert sunday.add(noon, span("7:00")).isoformat() == "2010-11-07T06:00:00-03:30"


def test_a_night_that_goes_on_while_it_is_the_next_date_in_utc() -> None:
    saturday_night = told("2027-03-06 22:30", NUUK)
    assert NUUK.is_open(saturday_night)
    assert NUUK.elapsed(saturday_night, told("2027-03-08 12:00", NUUK)) == span("1:00")


def test_the_next_opening_is_the_jump() -> None:
    found = FROM_HALF_PAST_TWO.next_opening(told("2027-03-28 00:00", FROM_HALF_PAST_TWO))
    assert found.isoformat() == "2027-03-28T03:00:00+02:00"


def test_a_stretch_is_as_long_as_it_was() -> None:
    """The wall shows eight hours between its ends."""
    (night,) = NIGHTS.explain(told("2026-10-24 20:00", NIGHTS), span("9:00"))
    assert (night.start.isoformat(), night.end.isoformat()) == (
        "2026-10-24T22:00:00+02:00",
        "2026-10-25T06:00:00+01:00",
    )
    assert night.length == span("9:00")
    assert night.end - night.start == span("8:00")


def test_shifts_that_meet_in_the_hour_shown_twice_are_one_stretch() -> None:
    (night,) = TWO_SHIFTS.explain(told("2026-10-24 20:00", TWO_SHIFTS), span("9:00"))
    assert night.length == span("9:00")
