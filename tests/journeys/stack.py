"""The real stack, as `make run` starts it, on the database of the test run."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit, urlunsplit

import psutil
import psycopg2
from django.db import connection

from helpdesk.embedded.environment import without_desk
from tickets.models import Ticket

T = TypeVar("T")
BUSY = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND xact_start IS NOT NULL"
CHECKOUT = Path(__file__).resolve().parents[2]
PATIENCE = 90.0


def until(found: Callable[[], T], *, within: float = PATIENCE, what: str = "") -> T:
    """The first true answer of ``found``, asked again and again. Fails after ``within`` seconds."""
    end = time.monotonic() + within
    while not (answer := found()):
        assert time.monotonic() < end, f"{what or found} did not come true within {within} s"
        time.sleep(0.2)
    return answer


class Stack:
    """Web, worker, beat, Valkey and the mail catcher under their supervisor."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self._output = data.with_suffix(".txt")

    def start(self) -> None:
        environ = without_desk() | {"COURTESY_DATA": str(self.data), "DATABASE_URL": url_of_test_database()}
        with self._output.open("w") as output:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "helpdesk.embedded", "run", "--no-demo"],
                cwd=CHECKOUT,
                env=environ,
                stdout=output,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )
        until(lambda: (self.data / "run.json").exists() or self._process.poll() is not None, what="the start")
        assert self._process.poll() is None, self.said

    def stop(self) -> None:
        """Ask for the end as a service manager does; nothing may be left running.

        Not by SIGINT: what a script runs in the background is born deaf to it.
        """
        family = [psutil.Process(self._process.pid)]
        family += family[0].children(recursive=True)
        self._process.send_signal(signal.SIGTERM)
        try:
            code = self._process.wait(timeout=15)
        finally:
            _, left = psutil.wait_procs(family, timeout=2)
            for process in left:
                process.kill()
        assert (code, left) == (0, []), self.said

    @property
    def said(self) -> str:
        """What it printed."""
        return self._output.read_text()

    @property
    def published(self) -> dict[str, Any]:
        return dict(json.loads((self.data / "run.json").read_text()))

    @property
    def web(self) -> str:
        return str(self.published["web"])

    def pid(self, name: str) -> int:
        return int(self.published["pids"][name])

    def hold_still(self) -> None:
        """Start no more periodic tasks, and wait until nobody is in the middle of a transaction."""
        psutil.Process(self.pid("beat")).suspend()
        # A connection of its own: Django's belongs to whoever opened it.
        with closing(psycopg2.connect(url_of_test_database())) as own, own.cursor() as cursor:
            own.autocommit = True
            until(lambda: is_quiet(cursor), within=30, what="the end of what the workers do")

    def go_on(self) -> None:
        psutil.Process(self.pid("beat")).resume()

    def letters(self, *, to: str) -> list[dict[str, Any]]:
        """What the mail catcher has for an address, newest first."""
        with urllib.request.urlopen(f"{self.published['letters']}/letters.json") as answer:
            return [letter for letter in json.load(answer) if to in letter["to"]]

    def replies(self, ticket: Ticket, *, to: str) -> list[dict[str, Any]]:
        """Those about the ticket: a letter of the journey before may still be on its way."""
        return [letter for letter in self.letters(to=to) if f"[{ticket.number}]" in letter["subject"]]

    def kill(self, *names: str) -> None:
        """``kill -9``, and wait until the supervisor has started each of them again."""
        before = {name: self.pid(name) for name in names}
        for pid in before.values():
            os.kill(pid, signal.SIGKILL)
        for name, pid in before.items():
            until(lambda name=name, pid=pid: self.pid(name) != pid, what=f"{name} again")  # type: ignore[misc]  # bound now


def is_quiet(cursor: Any) -> bool:
    """Whether no transaction runs but the one that asks."""
    cursor.execute(f"{BUSY} AND pid <> pg_backend_pid()")
    return bool(cursor.fetchone() == (0,))


def url_of_test_database() -> str:
    given = urlsplit(os.environ["DATABASE_URL"])
    return urlunsplit(given._replace(path=f"/{connection.settings_dict['NAME']}"))
