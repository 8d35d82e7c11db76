"""Celery workers and beat as the product starts them, to be watched and killed."""

from __future__ import annotations

import os
import random
import signal
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import psutil

from helpdesk.embedded.folder import DataFolder
from helpdesk.embedded.programs import command

CHECKOUT = Path(__file__).resolve().parents[1]
LOGS = Path(__file__).with_name("results")


class Workers:
    """So many at work, and beat; what they say stands in ``bench/results``. ``peaks`` are bytes (PSS)."""

    def __init__(self, number: int, *, folder: Path, environ: Mapping[str, str]) -> None:
        self.deaths, self.peak_of_one, self.peak_of_all = 0, 0, 0
        self._environ, self._folder = dict(environ), DataFolder(folder)
        self._beat = self._started("beat", "beat")
        self._workers = [self._started("worker", f"worker-{place}") for place in range(number)]

    def _started(self, program: str, name: str) -> subprocess.Popen[bytes]:
        line = command(program, self._folder, self._environ)
        if program == "worker":
            line += ["--hostname", f"{name}@%h"]
        with (LOGS / f"{name}.log").open("wb") as log:
            return subprocess.Popen(line, cwd=CHECKOUT, env=self._environ, stdout=log, stderr=log)

    def are_all_at_work(self) -> bool:
        """Whether each has said that it is ready since it was started last."""
        logs = [LOGS / f"worker-{place}.log" for place in range(len(self._workers))]
        return all(b" ready." in log.read_bytes()[:10_000] for log in logs)

    def kill_one(self, draw: random.Random) -> None:
        """SIGKILL, and another one in its place."""
        place = draw.randrange(len(self._workers))
        self._workers[place].kill()
        self._workers[place].wait()
        self.deaths += 1
        self._workers[place] = self._started("worker", f"worker-{place}")

    def look(self) -> None:
        """Note how large they are now; one that is gone without being killed is a fault."""
        sizes = [size_of(one) for one in (*self._workers, self._beat)]
        self.peak_of_one = max(self.peak_of_one, *sizes[:-1])
        self.peak_of_all = max(self.peak_of_all, sum(sizes))

    def stop(self) -> None:
        running = [*self._workers, self._beat]
        for one in running:
            one.send_signal(signal.SIGTERM)
        for one in running:
            with suppress(subprocess.TimeoutExpired):
                one.wait(timeout=20)
            one.kill()
            one.wait()


def size_of(process: subprocess.Popen[bytes]) -> int:
    if process.poll() is not None:
        raise RuntimeError(f"A process has ended by itself; a log in {LOGS} says why.")
    return int(psutil.Process(process.pid).memory_full_info().pss)


@contextmanager
def at_work(number: int, *, folder: Path, **environ: str) -> Iterator[Workers]:
    LOGS.mkdir(exist_ok=True)
    with ExitStack() as stack:
        workers = Workers(number, folder=folder, environ={**os.environ, **environ})
        stack.callback(workers.stop)
        yield workers
