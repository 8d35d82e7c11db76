"""What one address costs: time as the browser sees it, and what the server and the database spend on it."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from statistics import quantiles
from typing import Any

from django.db import connection
from django.test import Client as InProcess

from bench.server import Server
from helpdesk.staff.models import User

ROUNDS = 60
WARM_UP = 8


@dataclass(frozen=True)
class Figures:
    """One row of the table; times in milliseconds."""

    page: str
    customers: int
    tickets: int
    clients: int
    p50_ms: float
    p95_ms: float
    rps: float
    queries: int
    db_ms: float
    cpu_ms: float
    bytes: int
    floor_ratio: float

    def row(self) -> dict[str, object]:
        return asdict(self)


@dataclass(frozen=True)
class Size:
    customers: int
    tickets: int


def measure(
    page: str, paths: Sequence[str], *, server: Server, user: User, size: Size, clients: int, floor_ms: float
) -> Figures:
    """Ask for the paths in turn, ``ROUNDS`` times for each client. ``floor_ms`` is 0 for the floor itself."""
    spent: list[float] = []
    length = 0

    def browse(number: int) -> None:
        nonlocal length
        browser = server.client(user)
        for turn in range(WARM_UP + ROUNDS):
            started = time.perf_counter()
            body = browser.get(paths[(turn + number) % len(paths)])
            if turn >= WARM_UP:
                spent.append((time.perf_counter() - started) * 1000)
            length = max(length, len(body))

    cpu, started = server.cpu_seconds(), time.perf_counter()
    with ThreadPoolExecutor(clients) as pool:
        list(pool.map(browse, range(clients)))
    asked = clients * (WARM_UP + ROUNDS)
    lasted, used = time.perf_counter() - started, server.cpu_seconds() - cpu
    queries, db_ms = in_database(paths, user)
    cuts = quantiles(spent, n=100)
    return Figures(
        page=page,
        customers=size.customers,
        tickets=size.tickets,
        clients=clients,
        p50_ms=round(cuts[49], 1),
        p95_ms=round(cuts[94], 1),
        rps=round(asked / lasted, 1),
        queries=queries,
        db_ms=db_ms,
        cpu_ms=round(used * 1000 / asked, 1),
        bytes=length,
        floor_ratio=round(cuts[49] / floor_ms, 2) if floor_ms else 1.0,
    )


def in_database(paths: Sequence[str], user: User) -> tuple[int, float]:
    """The most queries one of the paths makes, and the mean time they take, asked without a server."""
    browser = InProcess(HTTP_HOST="localhost")
    browser.force_login(user)
    counts: list[int] = []
    total = 0.0

    def timed(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal total
        counts[-1] += 1
        started = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            total += time.perf_counter() - started

    for path in paths:
        browser.get(path)
        counts.append(0)
        with connection.execute_wrapper(timed):
            browser.get(path)
    return max(counts), round(total * 1000 / len(paths), 1)
