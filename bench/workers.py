"""Celery workers and beat as the product runs them, to be watched and killed."""

from __future__ import annotations

import os
import random
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import psutil

from bench.forking import Nursery
from helpdesk.embedded.folder import DataFolder
from helpdesk.embedded.programs import command

CHECKOUT = Path(__file__).resolve().parents[1]
LOGS = Path(__file__).with_name("results")


class Workers:
    """So many at work, and beat; what they say stands in ``bench/results``.

    ``peaks`` are bytes of memory as ``top`` shows them (RSS): what a forked one shares with the process it
    comes from counts in full, as one started by itself would have it alone.
    """

    def __init__(self, number: int, *, folder: Path, environ: Mapping[str, str]) -> None:
        self.deaths, self.peak_of_one, self.peak_of_all = 0, 0, 0
        self._environ, self._folder = dict(environ), DataFolder(folder)
        self._nursery = Nursery(cwd=CHECKOUT, environ=self._environ)
        self._beat = self._beat_started()
        self._workers = [self._started(place) for place in range(number)]

    def _beat_started(self) -> psutil.Popen:
        line = command("beat", self._folder, self._environ)
        with log_of("beat").open("wb") as log:
            return psutil.Popen(line, cwd=CHECKOUT, env=self._environ, stdout=log, stderr=subprocess.STDOUT)

    def _started(self, place: int) -> psutil.Process:
        name = f"worker-{place}"
        line = [*command("worker", self._folder, self._environ), "--hostname", f"{name}@%h"]
        return psutil.Process(self._nursery.start(line, log=log_of(name)))

    def are_all_at_work(self) -> bool:
        """Whether each has said that it is ready since it was started last."""
        logs = [log_of(f"worker-{place}") for place in range(len(self._workers))]
        return all(has_said_ready(log) for log in logs)

    def kill_one(self, draw: random.Random) -> None:
        """SIGKILL, and another one in its place."""
        place = draw.randrange(len(self._workers))
        self._workers[place].kill()
        self._workers[place].wait(timeout=20)
        self.deaths += 1
        self._workers[place] = self._started(place)

    def look(self) -> None:
        """Note how large they are now; one that is gone without being killed is a fault."""
        sizes = [size_of(one) for one in (*self._workers, self._beat)]
        self.peak_of_one = max(self.peak_of_one, *sizes[:-1])
        self.peak_of_all = max(self.peak_of_all, sum(sizes))

    def stop(self) -> None:
        running = [*self._workers, self._beat]
        for one in running:
            with suppress(psutil.NoSuchProcess):
                one.terminate()
        for one in running:
            end(one)
        self._nursery.close()


def log_of(name: str) -> Path:
    return LOGS / f"{name}.log"


def has_said_ready(log: Path) -> bool:
    with log.open("rb") as said:
        return b" ready." in said.read(10_000)


def size_of(process: psutil.Process | psutil.Popen) -> int:
    try:
        if process.status() != psutil.STATUS_ZOMBIE:
            return int(process.memory_info().rss)
    except psutil.NoSuchProcess:
        pass
    raise RuntimeError(f"A process has ended by itself; a log in {LOGS} says why.")


def end(process: psutil.Process | psutil.Popen) -> None:
    """Wait for it to end, not for ever."""
    with suppress(psutil.TimeoutExpired):
        process.wait(timeout=20)
    with suppress(psutil.NoSuchProcess):
        process.kill()
    process.wait(timeout=20)


@contextmanager
def at_work(number: int, *, folder: Path, **environ: str) -> Iterator[Workers]:
    LOGS.mkdir(exist_ok=True)
    with ExitStack() as stack:
        workers = Workers(number, folder=folder, environ={**os.environ, **environ})
        stack.callback(workers.stop)
        yield workers
