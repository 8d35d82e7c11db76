"""Days as lists show them; a page has the same few many times."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language


@dataclass(frozen=True)
class Day:
    """For ``<time>``: as machines write it, and as the reader does."""

    iso: str
    text: str


def day_of(moment: datetime) -> Day:
    """The day in the reader's zone."""
    return written(timezone.localdate(moment), get_language() or "")


@lru_cache(maxsize=5000)
def written(day: date, language: str) -> Day:  # noqa: ARG001  # what it returns is in this language
    return Day(day.isoformat(), date_format(day, "SHORT_DATE_FORMAT"))
