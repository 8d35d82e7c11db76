"""The week as bars: for each day the parts of it that are open, in hours from midnight."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from django import forms

from tickets.domain.business_hours import Interval
from tickets.forms.calendar import DAYS, CalendarForm

HOURS = 24


@dataclass(frozen=True)
class Bar:
    """Written as SVG reads numbers, whatever the reader's language."""

    start: str
    length: str


def bars(form: CalendarForm) -> list[list[Bar]]:
    """Of what stands in the form; a night goes on on the next day, and a day that is wrong has none."""
    drawn: list[list[Bar]] = [[] for _ in range(DAYS)]
    for weekday, field in enumerate(form.day_fields):
        for opens, closes in read(field):
            start, end = hour_of(opens), hour_of(closes)
            if end > start:
                drawn[weekday].append(bar(start, end))
                continue
            drawn[weekday].append(bar(start, HOURS))
            if end:
                drawn[(weekday + 1) % DAYS].append(bar(0, end))
    return drawn


def hour_of(at: time) -> float:
    return at.hour + at.minute / 60


def bar(start: float, end: float) -> Bar:
    return Bar(f"{start:g}", f"{end - start:g}")


def read(field: forms.BoundField) -> list[Interval]:
    try:
        intervals: list[Interval] = field.field.clean(field.value() or "")
    except forms.ValidationError:
        return []
    return intervals
