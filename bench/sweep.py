"""What it costs to find a hundred moments among all clocks, and to say them: the others are silent."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from statistics import median
from typing import Any
from unittest.mock import patch

from django.db import connection
from django.utils import timezone

from tickets.domain.reminders import run_clocks

MOMENTS = 100
ROUNDS = 7

# Each time others, as long as there are any: a promise that people have not been told of yet is due.
DUE = """
UPDATE tickets_clock
SET due_at = %(now)s, counting_since = %(now)s - within, used = '0', told_until = within * 0.75,
    breached_at = NULL, next_moment_at = %(now)s, round_the_clock = false, recounted = recounted + 1
WHERE id IN (
    SELECT id FROM tickets_clock WHERE met_at IS NULL AND paused_at IS NULL
    ORDER BY recounted, id LIMIT %(moments)s
)
"""


@dataclass
class Spent:
    """What the database was asked in one sweep, and how long it took."""

    statements: int = 0
    transactions: int = 0
    seconds: float = 0.0


def measure_sweep(*, moments: int = MOMENTS) -> dict[str, object]:
    """The figures of a row of the table, times in milliseconds: the median of some rounds, and the worst."""
    run_clocks(now=timezone.now())
    waited, spent = list[float](), list[Spent]()
    for _round in range(ROUNDS):
        now = timezone.now()
        let_some_be_due(now, moments=moments)
        with counted() as its:
            started = time.perf_counter()
            said = run_clocks(now=now)
            waited.append((time.perf_counter() - started) * 1000)
        if said != moments:
            raise RuntimeError(f"{said} clocks spoke, not {moments}")
        spent.append(its)
    # The first has policies and opening hours to read that the others know.
    return {
        "moments": moments,
        "p50_ms": round(median(waited), 1),
        "p95_ms": round(max(waited), 1),
        "queries": max(its.statements for its in spent),
        "transactions": max(its.transactions for its in spent),
        "db_ms": round(median(its.seconds for its in spent) * 1000, 1),
        "most_db_ms": round(max(its.seconds for its in spent) * 1000, 1),
    }


def let_some_be_due(now: datetime, *, moments: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(DUE, {"now": now, "moments": moments})


@contextmanager
def counted() -> Iterator[Spent]:
    """Every statement and every commit, while it is open."""
    spent, really_commit = Spent(), connection._commit  # type: ignore[attr-defined]  # Django's own

    def noted(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        spent.statements += 1
        with added_to(spent):
            return execute(sql, params, many, context)

    def commit() -> None:
        spent.transactions += 1
        with added_to(spent):
            really_commit()

    with connection.execute_wrapper(noted), patch.object(connection, "_commit", commit):
        yield spent


@contextmanager
def added_to(spent: Spent) -> Iterator[None]:
    started = time.perf_counter()
    try:
        yield
    finally:
        spent.seconds += time.perf_counter() - started
