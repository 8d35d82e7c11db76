"""Where a page of results begins, as its address says it: below which ticket, and which page from there."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from tickets.domain.search.candidates import Place

MARK = re.compile(r"(\d{1,17})\.(\d{1,18})\.(\d{1,3})")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


def make_mark(place: Place, page: int) -> str:
    moment, number = place
    return f"{(moment - EPOCH) // MICROSECOND}.{number}.{page}"


def read_mark(mark: str) -> tuple[Place, int] | None:
    """Where an earlier page ended; None for what is no mark."""
    found = MARK.fullmatch(mark) if mark.isascii() else None
    if found is None:
        return None
    return (EPOCH + int(found[1]) * MICROSECOND, int(found[2])), int(found[3])
