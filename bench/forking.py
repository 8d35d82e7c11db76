"""Celery workers forked from one process that has loaded everything: ``python -m bench.forking``.

Every line read starts another one; its process number is the answer. It is the worker the product starts,
with the same arguments, but for the seconds of processor time that its imports take.
"""

from __future__ import annotations

import importlib
import json
import os
import signal
import sys
import threading
from pathlib import Path
from subprocess import PIPE, Popen
from typing import IO, cast

from helpdesk.embedded.tether import tie_to_parent

# What a worker imports on its way, some of it as late as with its first task.
ON_THE_WAY = (
    "celery.bin.celery",
    "celery.bin.worker",
    "celery.apps.worker",
    "celery.concurrency.thread",
    "celery.worker.consumer",
    "celery.worker.strategy",
    "kombu.transport.redis",
)


class Nursery:
    """The process they are forked from."""

    def __init__(self, *, cwd: Path, environ: dict[str, str]) -> None:
        line = [sys.executable, "-m", "bench.forking"]
        self._process = Popen(line, cwd=cwd, env=environ, stdin=PIPE, stdout=PIPE, text=True)
        self._asks = cast("IO[str]", self._process.stdin)
        self._answers = cast("IO[str]", self._process.stdout)

    def start(self, line: list[str], *, log: Path) -> int:
        """Has a worker started with this command line, and gives its number; ``log`` is begun anew."""
        print(json.dumps({"line": line, "log": str(log)}), file=self._asks, flush=True)
        answer = self._answers.readline()
        if not answer:
            raise RuntimeError("No worker can be forked; what is above says why.")
        return int(answer)

    def close(self) -> None:
        """Workers that still run are told to end."""
        self._asks.close()
        self._process.wait(timeout=20)
        self._answers.close()


def load() -> None:
    """Everything a worker does before it knows its own name. Leaves no thread and no connection open."""
    from django.db import connections

    from helpdesk.celery import app

    for module in ON_THE_WAY:
        importlib.import_module(module)
    # The modules of all tasks, and Django's checks.
    app.loader.init_worker()
    app.finalize()
    connections.close_all()
    if threading.active_count() > 1:
        raise RuntimeError(f"A fork would lose threads: {threading.enumerate()}")


def become(line: list[str], *, log: int) -> None:
    """Run a command line ``python -m celery …`` in this process. Returns only by raising."""
    from celery import __main__ as celery

    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    tie_to_parent(signal.SIGTERM)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(log, 1)
    os.dup2(log, 2)
    sys.argv = [str(celery.__file__), *line[line.index("celery") + 1 :]]
    celery.main()


def main() -> None:
    load()
    # Nobody waits for those that are killed.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for asked in sys.stdin:
        wanted = json.loads(asked)
        log = os.open(wanted["log"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
        pid = os.fork()
        if pid == 0:
            become(wanted["line"], log=log)
        os.close(log)
        print(pid, flush=True)


if __name__ == "__main__":
    main()
