"""When something is due, worked out by hand. November 2026 begins on a Sunday; so does 22 November."""

from __future__ import annotations

from operator import itemgetter

import pytest

from tickets.domain.business_hours import BusinessHours
from tickets.tests.opening_times import (
    ALWAYS,
    BAR,
    CZECH,
    DAILY,
    NIGHTS,
    PRAGUE,
    PRAGUE_DAILY,
    SHIFTS,
    WARSAW,
    WARSAW_DAILY,
    WEEKLY,
    day,
    hours,
    on,
    span,
    told,
    week,
)

CHRISTMAS = hours("Europe/Prague", SHIFTS, holidays=CZECH, on_2026_12_24=day("09:00–12:00"))
CLOSED_SATURDAY = hours("Europe/Prague", week(range(1, 7), "18:00–02:00"), on_2026_11_28=[])
NEW_YEAR = hours("Europe/Prague", SHIFTS, holidays=CZECH, on_2026_12_31=day("20:00–04:00"))
LATE_THEN_EARLY = hours("Europe/Prague", {0: day("20:00–08:00"), 1: day("06:00–10:00")})
NO_BREAK = hours("Europe/Prague", week(range(5), "08:00–12:00", "12:00–16:00"))
MIDNIGHT = hours("Europe/Prague", {0: day("16:00–24:00"), 1: day("00:00–04:00")})
EARLY = hours("Europe/Prague", week(DAILY, "04:00–10:00"), on_2026_11_23=day("20:00–06:00"))
FROM_TEN_TO_TEN = hours("Europe/Prague", week(DAILY, "10:00–10:00"))
NO_THURSDAY = hours("Europe/Warsaw", SHIFTS, holidays=on("2026-12-24"), on_2026_12_24=[])
EASTERN = hours("Asia/Kolkata", week(range(1), "04:00–12:00"))
PLAIN = hours("Europe/Prague", SHIFTS)

# What it is, whose hours, from when, how long, and when it is due.
Row = tuple[str, BusinessHours, str, str, str]

DUE: list[Row] = [
    # Split shifts: 08:00–12:00 and 13:00–17:00, Monday to Friday.
    ("within one shift", PRAGUE, "2026-11-23 09:00", "2:00", "2026-11-23T11:00+01:00"),
    ("over the break: 1 h, then 1 h from 13:00", PRAGUE,
     "2026-11-23 11:00", "2:00", "2026-11-23T14:00+01:00"),
    ("used up at the break", PRAGUE, "2026-11-23 11:00", "1:00", "2026-11-23T12:00+01:00"),
    ("used up at closing", PRAGUE, "2026-11-23 15:00", "2:00", "2026-11-23T17:00+01:00"),
    ("a minute longer than until closing", PRAGUE, "2026-11-23 15:00", "2:01", "2026-11-24T08:01+01:00"),
    ("from before opening", PRAGUE, "2026-11-23 06:30", "1:00", "2026-11-23T09:00+01:00"),
    ("from opening to closing", PRAGUE, "2026-11-23 08:00", "8:00", "2026-11-23T17:00+01:00"),
    ("from within the break", PRAGUE, "2026-11-23 12:30", "0:30", "2026-11-23T13:30+01:00"),
    ("from the beginning of the break", PRAGUE, "2026-11-23 12:00", "0:30", "2026-11-23T13:30+01:00"),
    ("from closing", PRAGUE, "2026-11-23 17:00", "1:00", "2026-11-24T09:00+01:00"),
    ("over a weekend", PRAGUE, "2026-11-27 16:00", "2:00", "2026-11-30T09:00+01:00"),
    ("from a Sunday", PRAGUE, "2026-11-22 10:00", "8:00", "2026-11-23T17:00+01:00"),
    ("a week from Monday morning", PRAGUE, "2026-11-23 08:00", "40:00", "2026-11-27T17:00+01:00"),
    # 2 + 4 on Wednesday, 8 on Thursday, Friday, Monday and Tuesday, 2 on Wednesday.
    ("a week from Wednesday at ten", PRAGUE, "2026-11-25 10:00", "40:00", "2026-12-02T10:00+01:00"),
    ("no time at all, while open", PRAGUE, "2026-11-23 09:00", "0:00", "2026-11-23T09:00+01:00"),
    ("no time at all, while closed", PRAGUE, "2026-11-22 10:00", "0:00", "2026-11-22T10:00+01:00"),
    ("no time at all, at closing", PRAGUE, "2026-11-23 17:00", "0:00", "2026-11-23T17:00+01:00"),
    ("shifts that touch", NO_BREAK, "2026-11-23 11:00", "2:00", "2026-11-23T13:00+01:00"),
    # Holidays of one country and not of the other.
    ("17 November is kept in Prague", PRAGUE, "2026-11-16 16:00", "2:00", "2026-11-18T09:00+01:00"),
    ("and not in Warsaw", WARSAW, "2026-11-16 16:00", "2:00", "2026-11-17T09:00+01:00"),
    ("11 November is kept in Warsaw", WARSAW, "2026-11-10 16:00", "2:00", "2026-11-12T09:00+01:00"),
    ("but not in Prague", PRAGUE, "2026-11-10 16:00", "2:00", "2026-11-11T09:00+01:00"),
    ("28 September is kept in Prague", PRAGUE, "2026-09-25 16:00", "2:00", "2026-09-29T09:00+02:00"),
    ("a Monday in Warsaw", WARSAW, "2026-09-25 16:00", "2:00", "2026-09-28T09:00+02:00"),
    ("3 May is kept in Warsaw", WARSAW_DAILY, "2026-05-02 19:00", "2:00", "2026-05-04T11:00+02:00"),
    ("a Sunday in Prague", PRAGUE_DAILY, "2026-05-02 19:00", "2:00", "2026-05-03T11:00+02:00"),
    # 24 to 26 December are Thursday to Saturday.
    ("Christmas in Prague", PRAGUE, "2026-12-23 16:00", "2:00", "2026-12-28T09:00+01:00"),
    ("Christmas in Warsaw", WARSAW, "2026-12-23 16:00", "2:00", "2026-12-28T09:00+01:00"),
    ("6 January is kept in Warsaw", WARSAW, "2027-01-05 16:00", "2:00", "2027-01-07T09:00+01:00"),
    ("from a holiday", PRAGUE, "2026-11-17 10:00", "1:00", "2026-11-18T09:00+01:00"),
    # Exceptions: 24 December from 09:00 to 12:00 after all.
    ("an exception beats a holiday", CHRISTMAS, "2026-12-23 16:00", "2:00", "2026-12-24T10:00+01:00"),
    ("at the exception's closing: 1 h + 3 h", CHRISTMAS,
     "2026-12-23 16:00", "4:00", "2026-12-24T12:00+01:00"),
    ("after the exception", CHRISTMAS, "2026-12-23 16:00", "5:00", "2026-12-28T09:00+01:00"),
    ("closed as a holiday and as an exception", NO_THURSDAY,
     "2026-12-23 16:00", "2:00", "2026-12-25T09:00+01:00"),
    ("an exception beats the week", NEW_YEAR, "2026-12-30 16:00", "2:00", "2026-12-31T21:00+01:00"),
    ("the night of an exception runs into a holiday", NEW_YEAR,
     "2026-12-31 23:00", "4:00", "2027-01-01T03:00+01:00"),
    # 8 h from 20:00 to 04:00, closed on Friday, then Monday morning.
    ("and ends there", NEW_YEAR, "2026-12-31 12:00", "9:00", "2027-01-04T09:00+01:00"),
    # Over midnight: 18:00–02:00 but on Mondays.
    ("over midnight", BAR, "2026-11-27 23:00", "2:00", "2026-11-28T01:00+01:00"),
    ("used up when the night ends", BAR, "2026-11-27 23:00", "3:00", "2026-11-28T02:00+01:00"),
    ("into the next night", BAR, "2026-11-27 23:00", "4:00", "2026-11-28T19:00+01:00"),
    ("from after midnight: 1 h, then 1 h from 18:00", BAR,
     "2026-11-28 01:00", "2:00", "2026-11-28T19:00+01:00"),
    ("Sunday's night runs into Monday", BAR, "2026-11-29 23:00", "3:00", "2026-11-30T02:00+01:00"),
    ("Monday has none of its own", BAR, "2026-11-30 03:00", "1:00", "2026-12-01T19:00+01:00"),
    # 3 h until Monday 02:00; closed on Monday, and on Tuesday the 17th; 1 h from Wednesday 18:00.
    ("a holiday takes away its night", BAR, "2026-11-15 23:00", "4:00", "2026-11-18T19:00+01:00"),
    ("a closed date keeps the night before", CLOSED_SATURDAY,
     "2026-11-27 23:00", "3:00", "2026-11-28T02:00+01:00"),
    ("from within that night", CLOSED_SATURDAY, "2026-11-28 01:00", "1:00", "2026-11-28T02:00+01:00"),
    ("a closed date loses its own night", CLOSED_SATURDAY,
     "2026-11-27 23:00", "4:00", "2026-11-29T19:00+01:00"),
    # 12 h from Monday 20:00 to 08:00; Tuesday's 06:00 to 08:00 is among them; 2 h more until 10:00.
    ("a night and the morning after count once", LATE_THEN_EARLY,
     "2026-11-23 20:00", "14:00", "2026-11-24T10:00+01:00"),
    # Four hours a Monday before midnight and four after it, without a minute between.
    ("until midnight and on from it", MIDNIGHT, "2026-11-23 23:00", "2:00", "2026-11-24T01:00+01:00"),
    ("used up at midnight", MIDNIGHT, "2026-11-23 20:00", "4:00", "2026-11-24T00:00+01:00"),
    # Months and years end.
    ("July", PRAGUE, "2026-07-31 16:00", "2:00", "2026-08-03T09:00+02:00"),
    ("February", PRAGUE, "2027-02-26 16:00", "2:00", "2027-03-01T09:00+01:00"),
    ("February in a leap year", PRAGUE, "2028-02-28 16:00", "2:00", "2028-02-29T09:00+01:00"),
    ("from a leap day", PRAGUE, "2028-02-29 16:00", "2:00", "2028-03-01T09:00+01:00"),
    ("the year; 1 January is a Friday", PRAGUE, "2026-12-31 16:00", "2:00", "2027-01-04T09:00+01:00"),
    ("a night into the new year", NIGHTS, "2026-12-31 23:00", "7:00", "2027-01-01T06:00+01:00"),
    # Round the clock.
    ("over midnight, always open", ALWAYS, "2026-11-22 23:30", "1:00", "2026-11-23T00:30+01:00"),
    ("over a leap day, always open", ALWAYS, "2028-02-28 12:00", "48:00", "2028-03-01T12:00+01:00"),
    ("always open from ten to ten", FROM_TEN_TO_TEN, "2026-11-23 09:00", "24:00", "2026-11-24T09:00+01:00"),
    # 26 dates of 6 h, 10 h from Monday 23 November to Tuesday 06:00, and 4 h on that Tuesday.
    ("a month with one night in it", EARLY, "2026-11-16 00:00", "170:00", "2026-12-13T10:00+01:00"),
    # Ten years are 3,653 days with the leap days of 2028, 2032 and 2036: 87,672 hours.
    ("ten years, always open", ALWAYS, "2026-11-23 12:00", "87672:00", "2036-11-23T12:00+01:00"),
    # The 522nd hour is 521 weeks, or 3,647 days, after the first one: six days short of ten years.
    ("ten years of an hour a week", WEEKLY, "2026-11-25 10:00", "522:00", "2036-11-19T11:00+01:00"),
    # 520 weeks of 14 hours, or of 40, end 3,633 days after the first Monday: on its Tuesday, on its Friday.
    ("ten years of a night and a morning", LATE_THEN_EARLY,
     "2026-11-23 20:00", "7280:00", "2036-11-04T10:00+01:00"),
    ("ten years of split shifts", PLAIN, "2026-11-23 08:00", "20800:00", "2036-11-07T17:00+01:00"),
    # Whoever asks, and from where.
    ("asked in UTC", PRAGUE, "2026-11-23 08:00+00:00", "1:00", "2026-11-23T10:00+01:00"),
    ("asked from New York", PRAGUE, "2026-11-23 03:00-05:00", "1:00", "2026-11-23T10:00+01:00"),
    ("half an hour from everybody else", EASTERN, "2026-11-22 22:00+00:00", "1:00", "2026-11-23T05:00+05:30"),
    ("Sunday in London, Monday in Kolkata", EASTERN,
     "2026-11-22 23:30+00:00", "1:00", "2026-11-23T06:00+05:30"),
]  # fmt: skip


@pytest.mark.parametrize("row", DUE, ids=itemgetter(0))
def test_due(row: Row) -> None:
    _name, calendar, start, duration, due = row
    begins, length = told(start, calendar), span(duration)
    found = calendar.add(begins, length)
    assert found.isoformat(timespec="minutes") == due
    assert calendar.elapsed(begins, found) == length
    assert sum((one.length for one in calendar.explain(begins, length)), span("0:00")) == length


def test_seconds_are_kept() -> None:
    due = PRAGUE.add(told("2026-11-23 11:59:30", PRAGUE), span("0:01"))
    assert due.isoformat() == "2026-11-23T13:00:30+01:00"


PASSED: list[Row] = [
    ("a day with its break", PRAGUE, "2026-11-23 00:00", "2026-11-24 00:00", "8:00"),
    ("within the break", PRAGUE, "2026-11-23 12:10", "2026-11-23 12:50", "0:00"),
    ("from the break into the afternoon", PRAGUE, "2026-11-23 12:30", "2026-11-23 14:15", "1:15"),
    ("a weekend", PRAGUE, "2026-11-27 17:00", "2026-11-30 08:00", "0:00"),
    ("a moment", PRAGUE, "2026-11-23 10:00", "2026-11-23 10:00", "0:00"),
    # Monday 8, Tuesday 0, Wednesday 8.
    ("over a holiday", PRAGUE, "2026-11-16 00:00", "2026-11-19 00:00", "16:00"),
    ("the rest of a night and an hour of the next", BAR, "2026-11-28 00:30", "2026-11-28 19:00", "2:30"),
    # The night counts from 20:00 to 08:00, the morning from there to 10:00.
    ("a night and the morning after", LATE_THEN_EARLY, "2026-11-23 00:00", "2026-11-25 00:00", "14:00"),
    ("a month with one night in it", EARLY, "2026-11-16 00:00", "2026-12-14 00:00", "170:00"),
    ("ten years, always open", ALWAYS, "2026-11-23 12:00", "2036-11-23 12:00", "87672:00"),
    ("ten years of an hour a week", WEEKLY, "2026-11-25 10:00", "2036-11-19 11:00", "522:00"),
    # 1 June is a Monday; 214 days are 30 weeks and 4 weekdays: 154, less 11 November, 24 and 25 December.
    ("the rest of a year in Warsaw", WARSAW, "2026-06-01 00:00", "2027-01-01 00:00", "1208:00"),
]  # fmt: skip


@pytest.mark.parametrize("row", PASSED, ids=itemgetter(0))
def test_passed(row: Row) -> None:
    _name, calendar, start, end, passed = row
    assert calendar.elapsed(told(start, calendar), told(end, calendar)) == span(passed)
