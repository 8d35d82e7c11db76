"""``make bench``: builds a small house and a large one and measures their pages against the floor."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from typing import IO, cast
from urllib.parse import urlsplit, urlunsplit

import psycopg2

from bench.live import measure_live
from bench.table import HEADINGS, RESULTS, SWEEP, Row, line_of, misses

SIZES = (10_000, 1_000_000)
# What ``--only`` names to measure the wave of survey letters alone.
LETTERS = "letters"
# Which database of Valkey its tasks go through: all that wait there are thrown away.
BROKER = 15


class Station:
    """The process that keeps one house."""

    def __init__(self, *, customers: int, tickets: int, url: str) -> None:
        command = ["-m", "bench.station", "--customers", str(customers), "--tickets", str(tickets)]
        self.tickets = tickets
        self._process = subprocess.Popen(
            [sys.executable, *command],
            env={**os.environ, "DATABASE_URL": url},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._asks, self._answers = (
            cast("IO[str]", self._process.stdin),
            cast("IO[str]", self._process.stdout),
        )
        self.ready = self._answer()

    def measure(self, page: str, *, clients: int) -> Row:
        print(json.dumps({"page": page, "clients": clients}), file=self._asks, flush=True)
        return self._answer()

    def _answer(self) -> Row:
        for line in self._answers:
            if line.startswith("{"):
                return dict(json.loads(line))
        raise SystemExit(f"The house with {self.tickets:,} tickets did not answer; see above.")

    def close(self) -> None:
        self._asks.close()
        self._process.wait(timeout=60)


@contextmanager
def database(name: str) -> Iterator[str]:
    """One of our own on the server of DATABASE_URL, whose database is left alone; dropped at the end."""
    url = urlsplit(os.environ["DATABASE_URL"])
    connection = psycopg2.connect(os.environ["DATABASE_URL"])
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        cursor.execute(f"CREATE DATABASE {name}")
        try:
            yield urlunsplit(url._replace(path=f"/{name}"))
        finally:
            cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
            connection.close()


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--customers", type=int, default=300_000)
    parser.add_argument(
        "--tickets", type=int, nargs="+", default=SIZES, help="one house for each, small ones first"
    )
    parser.add_argument("--only", default="", help="measure the pages whose name has this in it")
    parser.add_argument("--clients", type=int, nargs="+", default=[1, 8])
    parser.add_argument(
        "--letters", type=int, default=20_000, help="survey letters; --only letters for them alone"
    )
    return parser.parse_args()


def main() -> None:
    asked, started = arguments(), time.monotonic()
    if asked.only == LETTERS:
        print(json.dumps(measure_letters(asked.letters)))
        return
    manage("collectstatic", "--no-input")
    with ExitStack() as stack:
        stations = [open_station(stack, customers=asked.customers, tickets=size) for size in asked.tickets]
        rows = list(asked_in_turns(stations, only=asked.only, clients=asked.clients))
        if asked.only in SWEEP:
            # After everything else: people are told of what is due, and pages would show it.
            rows += measured(SWEEP, stations, clients=1)
    if not asked.only:
        for row in (asdict(measure_live()), measure_letters(asked.letters)):
            rows.append(row)
            print(json.dumps(row), flush=True)
    print(f"It took {time.monotonic() - started:.0f} s in all. What misses a goal:")
    print("\n".join(misses([row for row in rows if "tickets" in row])) or "nothing")
    if not asked.only:
        RESULTS.write_text(json.dumps(rows, indent=1) + "\n")


def measure_letters(letters: int) -> Row:
    """In databases of its own, of PostgreSQL and of Valkey. Ends the bench when not all of them left."""
    with database("bench_letters") as url:
        command = [sys.executable, "-m", "bench.letters", "--letters", str(letters)]
        broker = urlsplit(os.environ["REDIS_URL"])._replace(path=f"/{BROKER}")
        environ = {**os.environ, "DATABASE_URL": url, "REDIS_URL": urlunsplit(broker)}
        done = subprocess.run(command, env=environ, stdout=subprocess.PIPE, text=True, check=True)
    return dict(json.loads(done.stdout))


def manage(*command: str) -> None:
    environ = {**os.environ, "DJANGO_SETTINGS_MODULE": "bench.settings"}
    subprocess.run([sys.executable, "manage.py", *command, "--verbosity", "0"], env=environ, check=True)


def open_station(stack: ExitStack, *, customers: int, tickets: int) -> Station:
    url = stack.enter_context(database(f"bench_{tickets}"))
    station = Station(customers=customers, tickets=tickets, url=url)
    stack.callback(station.close)
    print(f"{tickets:,} tickets and {customers:,} customers in {station.ready['built_s']} s", flush=True)
    return station


def asked_in_turns(stations: list[Station], *, only: str, clients: list[int]) -> Iterator[Row]:
    """Every page in every house, one right after the other, so that both suffer from the same neighbours."""
    print(HEADINGS)
    for number in clients:
        for page in stations[0].ready["pages"]:
            if only in page:
                yield from measured(page, stations, clients=number)


def measured(page: str, stations: list[Station], *, clients: int) -> Iterator[Row]:
    small: float | None = None
    for station in stations:
        row = station.measure(page, clients=clients)
        if "fault" not in row:
            row["ratio_to_small"] = round(row["p50_ms"] / small, 2) if small else None
            small = small or row["p50_ms"]
        print(line_of(row), flush=True)
        yield {"built_s": station.ready["built_s"]} | row


if __name__ == "__main__":
    main()
