"""The clock on the wall of a zone, and the moments at which it shows a time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import cast
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

SECOND, ONE_DAY = timedelta(seconds=1), timedelta(days=1)
# No zone has ever put its clock forward and back within three days; within a week some have (Recife in 2000),
# and will (Gaza in 2040).
BETWEEN_LOOKS = timedelta(days=3)


def zone_called(name: str | ZoneInfo) -> ZoneInfo | None:
    """The zone of that name, a zone itself as it is; none if there is none."""
    if isinstance(name, ZoneInfo):
        return name
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, TypeError, OSError):  # a folder's name, a path, no name at all
        return None


def moment(zone: ZoneInfo, on: date, minute: int) -> datetime:
    """The first moment, in UTC, at which the clock shows that minute of the date or is past it."""
    wall = datetime(on.year, on.month, on.day) + timedelta(minutes=minute)  # noqa: DTZ001  # a wall has none
    first, second = offset(zone, wall), offset(zone, wall.replace(fold=1))
    if second <= first:
        # Shown once, or twice and then first with the greater offset, that of summer.
        return (wall - first).replace(tzinfo=UTC)
    return jump(zone, after=(wall - second).replace(tzinfo=UTC), until=(wall - first).replace(tzinfo=UTC))


def offset(zone: ZoneInfo, wall: datetime) -> timedelta:
    """How far the clock is ahead of UTC when it shows that; a zone with a name always says."""
    return cast("timedelta", zone.utcoffset(wall))


def jump(zone: ZoneInfo, *, after: datetime, until: datetime) -> datetime:
    """The moment at which the clock goes forward, of which there is one in between, on a full second."""
    before = after.astimezone(zone).utcoffset()
    while until - after > SECOND:
        middle = after + (until - after) // SECOND // 2 * SECOND
        if middle.astimezone(zone).utcoffset() == before:
            after = middle
        else:
            until = middle
    return until


def next_change(zone: ZoneInfo, *, since: date, until: date) -> date | None:
    """The first date, of these, between whose noon and the noon before it the clock changes."""
    for year in range(since.year, until.year + 1):
        for day in changes(zone, year):
            if since <= day <= until:
                return day
    return None


@lru_cache(maxsize=4096)
def changes(zone: ZoneInfo, year: int) -> tuple[date, ...]:
    """All such dates of a year, in order."""
    found: list[date] = []
    noon, last = datetime(year - 1, 12, 31, 12), datetime(year, 12, 31, 12)  # noqa: DTZ001  # of the wall
    while noon < last:
        later = min(noon + BETWEEN_LOOKS, last)
        if offset(zone, noon) != offset(zone, later):
            days = (noon + days * ONE_DAY for days in range(1, (later - noon).days + 1))
            found += [day.date() for day in days if offset(zone, day) != offset(zone, day - ONE_DAY)]
        noon = later
    return tuple(found)
