"""Figures of groups: each of them and all together, in one statement."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from tickets.domain.queue.days import EARLIEST, LATEST

# How an address says that something has no such thing: no policy of the house's, no assignee.
NONE = "none"


def rows(summary: str, inner: QuerySet[Any, Any]) -> list[tuple[Any, ...]]:
    """With the key of the group instead of the first two columns; "" for all of them."""
    try:
        sql, params = inner.order_by().query.sql_with_params()
    except EmptyResultSet:
        return []
    with connection.cursor() as cursor:
        cursor.execute(summary.format(sql), params)
        return [("" if is_all else key_of(place), *told) for is_all, place, *told in cursor.fetchall()]


def key_of(place: int | str | date | None) -> str:
    if place is None:
        return NONE
    return str(place.date()) if isinstance(place, datetime) else str(place)


def week_in(key: str) -> tuple[datetime, datetime]:
    """The week that begins on that Monday, and when it is over. Raises ``ValueError`` for what is no week."""
    monday = date.fromisoformat(key)
    if not EARLIEST <= monday.year < LATEST:
        raise ValueError(key)
    return midnight(monday), midnight(monday + timedelta(days=7))


def midnight(day: date) -> datetime:
    """When the day begins, in the zone that is active."""
    return timezone.make_aware(datetime.combine(day, time.min))
