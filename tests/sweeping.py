"""Workers that sweep, two sweeps at once in each, to be killed: ``python -m tests.sweeping clocks``.

Every line read starts another one; its process number is the answer. They are forked from one process that
has loaded everything, so each is at work as soon as it is started. What time it is they read from the file
``DESK_CLOCK``, which stands empty while nobody asks for sweeps; what goes wrong they write to
``DESK_TROUBLE``.
"""

from __future__ import annotations

import os
import signal
import sys
import time
import traceback
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from threading import Thread

import django

Sweep = Callable[..., object]
AT_ONCE = 2
# Small, so that much is begun and little is done when a worker dies.
BATCH = 3
PAUSE = 0.01
# What minutes are in the house: until the next attempt, until a worker that is silent has died, and a sweep.
SHORTLY, LEASE, TURN = timedelta(seconds=0.1), timedelta(seconds=3), timedelta(seconds=0.2)


def clocks() -> list[Sweep]:
    """Let the clocks speak."""
    from tickets.domain import reminders

    reminders.BATCH = BATCH
    return [reminders.run_clocks]


def surveys() -> list[Sweep]:
    """Ask customers how we did, and remind them, until the mail server has every letter."""
    from helpdesk.mail import delivery
    from surveys.domain import invitation, reminder

    invitation.BATCH = reminder.BATCH = BATCH
    delivery.WAITS, delivery.LEASE = [SHORTLY] * 10, LEASE

    def deliver(*, now: datetime) -> None:
        delivery.deliver_waiting(budget=TURN)

    return [invitation.invite_all, reminder.remind_all, deliver]


SWEEPS = {"clocks": clocks, "surveys": surveys}


def sweep(sweeps: list[Sweep], parent: int) -> None:
    """For ever, or until whoever forked us is gone."""
    try:
        while os.getppid() == parent:
            if now := Path(os.environ["DESK_CLOCK"]).read_text():
                for one in sweeps:
                    one(now=datetime.fromisoformat(now))
            time.sleep(PAUSE)
    except Exception:
        with Path(os.environ["DESK_TROUBLE"]).open("a") as trouble:
            trouble.write(traceback.format_exc())


def work(sweeps: list[Sweep], parent: int) -> None:
    threads = [Thread(target=sweep, args=[sweeps, parent]) for _ in range(AT_ONCE)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()


def main() -> None:
    django.setup()
    sweeps = SWEEPS[sys.argv[1]]()
    # Nobody waits for those that are killed.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    own = os.getpid()
    for _line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            work(sweeps, own)
            os._exit(0)
        print(pid, flush=True)


if __name__ == "__main__":
    main()
