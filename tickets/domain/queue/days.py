"""Days as the address of a list says them: a date, or one that moves along with today."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from django.utils import timezone

RELATIVE = re.compile(r"([+-])([0-9]{1,4})d")
# Beyond these no ticket is, and arithmetic with days fails.
EARLIEST, LATEST = 2000, 2100


def cleaned_day(text: str) -> str:
    """The text if it names a day: "2026-05-01", "today", "-7d", "+3d"; else nothing."""
    return text if day_of(text, today=date(EARLIEST + 50, 1, 1)) else ""


def day_of(text: str, *, today: date) -> date | None:
    if text == "today":
        return today
    if found := RELATIVE.fullmatch(text):
        days = timedelta(days=int(found[2]))
        return today + days if found[1] == "+" else today - days
    try:
        day = date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None
    return day if day and EARLIEST <= day.year < LATEST else None


def beginning(text: str, *, now: datetime, later: int = 0) -> datetime:
    """When the day begins in the reader's zone, or one so many days ``later``. Expects a cleaned day."""
    day = day_of(text, today=timezone.localdate(now))
    if day is None:
        raise ValueError(text)
    return timezone.make_aware(datetime.combine(day + timedelta(days=later), time.min))
