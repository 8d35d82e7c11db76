"""Calendars and moments as people write them, for the tables of business hours."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from tickets.domain.business_hours import ROUND_THE_CLOCK, BusinessHours, Interval, parse_interval

WORKDAYS, DAILY = range(5), range(7)
TUESDAY_TO_SUNDAY = range(1, 7)


def day(*texts: str) -> list[Interval]:
    return [parse_interval(text) for text in texts]


def week(weekdays: range, *texts: str) -> dict[int, list[Interval]]:
    return dict.fromkeys(weekdays, day(*texts))


def on(*dates: str) -> list[date]:
    return [date.fromisoformat(one) for one in dates]


def hours(
    zone: str,
    weekly: Mapping[int, list[Interval]],
    *,
    holidays: list[date] | None = None,
    **exceptions: list[Interval],
) -> BusinessHours:
    """An exception on 24 December 2026 is ``on_2026_12_24=day(…)``."""
    single = {
        date(*map(int, name.removeprefix("on_").split("_"))): given for name, given in exceptions.items()
    }
    return BusinessHours(zone, weekly, holidays or [], single)


def told(text: str, calendar: BusinessHours) -> datetime:
    """By the clock on the calendar's wall, unless the text brings an offset of its own."""
    at = datetime.fromisoformat(text)
    return at if at.tzinfo else at.replace(tzinfo=calendar.timezone)


def span(text: str) -> timedelta:
    """``2:30`` is two hours and a half; ``0:01:30`` has seconds."""
    hour, minute, second = (int(part) for part in f"{text}:0".split(":")[:3])
    return timedelta(hours=hour, minutes=minute, seconds=second)


CZECH = on("2026-09-28", "2026-10-28", "2026-11-17", "2026-12-24", "2026-12-25", "2026-12-26", "2027-01-01")
POLISH = on("2026-05-01", "2026-05-03", "2026-11-01", "2026-11-11") + on(
    "2026-12-24", "2026-12-25", "2026-12-26", "2027-01-01", "2027-01-06"
)
SHIFTS = week(WORKDAYS, "08:00–12:00", "13:00–17:00")
PRAGUE = hours("Europe/Prague", SHIFTS, holidays=CZECH)
WARSAW = hours("Europe/Warsaw", SHIFTS, holidays=POLISH)
PRAGUE_DAILY = hours("Europe/Prague", week(DAILY, "10:00–20:00"), holidays=CZECH)
WARSAW_DAILY = hours("Europe/Warsaw", week(DAILY, "10:00–20:00"), holidays=POLISH)
BAR = hours("Europe/Prague", week(TUESDAY_TO_SUNDAY, "18:00–02:00"), holidays=CZECH)
NIGHTS = hours("Europe/Prague", week(DAILY, "22:00–06:00"))
ALWAYS = BusinessHours("Europe/Prague", ROUND_THE_CLOCK)
WEEKLY = hours("Europe/Prague", week(range(2, 3), "10:00–11:00"))
