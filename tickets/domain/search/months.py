"""The months and years that stand among the facts of a ticket, in UTC."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from tickets.domain.search.wanted import either, lexeme

# Before the first ticket of any house.
EVER = datetime(1990, 1, 1, tzinfo=UTC)
# What ends later than so long ago ends now, as far as the index is concerned.
RECENT = timedelta(days=90)


def months(since: datetime, until: datetime, *, now: datetime) -> list[str]:
    """The span as one query, widened to whole months; none when it is all there is."""
    if since <= EVER and now - until < RECENT:
        return []
    first, last = since.astimezone(UTC), until.astimezone(UTC)
    if first.year == last.year:
        return [either(month(first.year, n) for n in range(first.month, last.month + 1))]
    return [
        either(
            [
                *(month(first.year, n) for n in range(first.month, 13)),
                *(lexeme(f"=year:{year}") for year in range(first.year + 1, last.year)),
                *(month(last.year, n) for n in range(1, last.month + 1)),
            ]
        )
    ]


def month(year: int, number: int) -> str:
    return lexeme(f"=month:{year}-{number:02}")


def earlier(moment: datetime, span: timedelta) -> datetime:
    """So much before a moment, but never before ``EVER``."""
    return moment - span if span < moment - EVER else EVER
