"""What one address costs: time as the browser sees it, and what the server and the database spend on it."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from statistics import median, quantiles
from typing import Any
from uuid import uuid4

from django.db import connection
from django.test import Client as InProcess

from bench.floor import PATH as FLOOR
from bench.pages import Page
from bench.server import Client, Server
from helpdesk.staff.models import User

WARM_UP = 8
ROUNDS = 60
# One browser asks for the floor between such blocks of requests: both are measured in the same seconds.
BLOCK = 10


@dataclass
class Spent:
    """What a number of requests took: of the browser in ms each, of the server's processors in seconds."""

    waited: list[float] = field(default_factory=list)
    floor: list[float] = field(default_factory=list)
    cpu: float = 0.0
    lasted: float = 0.0
    longest: int = 0


def measure(page: Page, *, server: Server, user: User, clients: int) -> dict[str, object]:
    """The figures of one row of the table, times in milliseconds."""
    spent = (
        of_one(page, server=server, user=user)
        if clients == 1
        else of_many(page, clients, server=server, user=user)
    )
    queries, db_ms = in_database(page, user)
    cuts = quantiles(spent.waited, n=100)
    return {
        "p50_ms": round(cuts[49], 1),
        "p95_ms": round(cuts[94], 1),
        "rps": round(len(spent.waited) / spent.lasted, 1),
        "queries": queries,
        "db_ms": db_ms,
        "cpu_ms": round(spent.cpu * 1000 / len(spent.waited), 1),
        "bytes": spent.longest,
        "memory_mb": round(server.memory() / 2**20),
        "floor_ms": round(median(spent.floor), 1),
        "floor_ratio": round(cuts[49] / median(spent.floor), 2),
    }


def of_one(page: Page, *, server: Server, user: User) -> Spent:
    browser, spent = server.client(user), Spent()
    for turn in range(WARM_UP):
        ask(browser, page, turn)
        browser.get(FLOOR)
    for block in range(ROUNDS // BLOCK):
        cpu = server.cpu_seconds()
        for turn in range(BLOCK):
            spent.longest = max(spent.longest, timed(spent.waited, browser, page, block * BLOCK + turn))
        spent.cpu += server.cpu_seconds() - cpu
        for turn in range(BLOCK):
            timed(spent.floor, browser, THE_FLOOR, turn)
    spent.lasted = sum(spent.waited) / 1000
    return spent


def of_many(page: Page, clients: int, *, server: Server, user: User) -> Spent:
    browsers, spent = [server.client(user) for _ in range(clients)], Spent()
    together(browsers, lambda number: repeat(browsers[number], THE_FLOOR, ROUNDS // 3, number, spent.floor))
    together(browsers, lambda number: repeat(browsers[number], page, WARM_UP, number, []))
    cpu, started = server.cpu_seconds(), time.perf_counter()
    lengths = together(
        browsers, lambda number: repeat(browsers[number], page, ROUNDS // 2, number, spent.waited)
    )
    spent.lasted, spent.cpu = time.perf_counter() - started, server.cpu_seconds() - cpu
    spent.longest = max(lengths)
    return spent


def together(browsers: list[Client], task: Callable[[int], int]) -> list[int]:
    with ThreadPoolExecutor(len(browsers)) as pool:
        return list(pool.map(task, range(len(browsers))))


def repeat(browser: Client, page: Page, times: int, number: int, into: list[float]) -> int:
    return max(timed(into, browser, page, number + turn) for turn in range(times))


def timed(into: list[float], browser: Client, page: Page, turn: int) -> int:
    started = time.perf_counter()
    length = ask(browser, page, turn)
    into.append((time.perf_counter() - started) * 1000)
    return length


def ask(browser: Client, page: Page, turn: int) -> int:
    """How long the answer is. A form is another one each time."""
    path = page.paths[turn % len(page.paths)]
    answer = browser.post(path, fresh(page.form)) if page.form else browser.get(path)
    return len(answer)


def fresh(form: dict[str, str]) -> dict[str, str]:
    return form | {"form_key": str(uuid4())}


THE_FLOOR = Page("floor", [FLOOR])


def in_database(page: Page, user: User) -> tuple[int, float]:
    """The most queries one of the paths makes, and the mean time they take, asked without a server."""
    browser = InProcess(HTTP_HOST="localhost")
    browser.force_login(user)
    counts: list[int] = []
    total = 0.0

    def noted(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal total
        counts[-1] += 1
        started = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            total += time.perf_counter() - started

    for path in page.paths:
        ask_inside(browser, page, path)
        counts.append(0)
        with connection.execute_wrapper(noted):
            ask_inside(browser, page, path)
    return max(counts), round(total * 1000 / len(page.paths), 1)


def ask_inside(browser: InProcess, page: Page, path: str) -> None:
    answer = browser.post(path, fresh(page.form)) if page.form else browser.get(path)
    if answer.status_code not in (200, 302):
        raise RuntimeError(f"{path} answered {answer.status_code}")
