"""A wave of survey letters, written and sent by workers of which one is killed every few seconds.

``python -m bench.letters --letters 2000`` measures that alone, in the databases the environment names: that
of PostgreSQL has to be empty, and tasks that wait in Valkey are thrown away.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

import django

from bench.arrivals import outcome
from bench.mail_server import Ledger, Mishap, UnreliableServer, unreliable_server
from bench.workers import Workers, at_work

WAVE = "a wave of survey letters"
WORKERS, SECONDS_BETWEEN_DEATHS = 3, 5.0
# Nobody waits longer for the end: a wave that stands still is a fault, not a figure.
PATIENCE, SLOWEST_PER_S = 600.0, 15
WATCH_EVERY = 0.5
SOMEBODY_WAITS_EVERY = 2.0


@dataclass
class Watch:
    """What the bench does while the workers work."""

    workers: Workers
    draw: random.Random
    started: float = field(default_factory=time.monotonic)
    # Letters somebody waits for: Message-ID, and when it was written.
    waited_for: dict[str, float] = field(default_factory=dict)

    def until_all_are_gone(self, *, letters: int) -> None:
        deadline = self.started + PATIENCE + letters / SLOWEST_PER_S
        dies = waits = tells = self.started + SECONDS_BETWEEN_DEATHS
        while unsettled():
            now = time.monotonic()
            if now > deadline:
                raise RuntimeError(f"Not all were gone after {now - self.started:.0f} s; see bench/results.")
            if now > dies and self.workers.are_all_at_work():
                self.workers.kill_one(self.draw)
                dies = now + SECONDS_BETWEEN_DEATHS
            if now > waits:
                self.write_to_somebody_who_waits()
                waits = now + SOMEBODY_WAITS_EVERY
            if now > tells:
                say(f"{now - self.started:.0f} s: {how_far()}")
                tells = now + 30
            self.workers.look()
            time.sleep(WATCH_EVERY)

    def write_to_somebody_who_waits(self) -> None:
        from helpdesk.mail.outbox import enqueue

        number = len(self.waited_for)
        letter = enqueue(
            f"waits{number}@post.example", subject="Your room", text="Is ready.", cause=f"bench:{number}"
        )
        self.waited_for[letter.message_id] = time.monotonic()


def unsettled() -> bool:
    """Whether anybody is still to be asked, or a letter still to leave."""
    from helpdesk.mail.enums import LetterStatus
    from helpdesk.mail.models import Letter
    from surveys.models import Asking

    kept = Letter.objects.filter(status=LetterStatus.SENDING, handed_over_at=None)
    queued = Letter.objects.filter(status=LetterStatus.QUEUED)
    return Asking.objects.exists() or queued.exists() or kept.exists()


def how_far() -> str:
    from django.db.models import Count

    from helpdesk.mail.models import Letter
    from surveys.models import Asking

    of = Letter.objects.order_by().values_list("status").annotate(many=Count("*"))
    return f"{Asking.objects.count():,} to be asked, letters {dict(of)}"


def measure(letters: int, *, folder: Path) -> dict[str, Any]:
    """Ask so many customers, and count what arrived."""
    with unreliable_server() as server:
        environ = {"EMAIL_URL": f"smtp://127.0.0.1:{server.port}", "SURVEY_LETTERS_PER_MINUTE": "100000000"}
        with at_work(WORKERS, folder=folder, **environ) as workers:
            watch = Watch(workers, random.Random(6))  # noqa: S311  # nobody's secret
            watch.until_all_are_gone(letters=letters)
        return {
            "page": WAVE,
            "letters": letters,
            **speed(server.ledger, watch),
            **memory(workers),
            **mishaps(server, workers),
            **outcome(server.ledger),
        }


def speed(ledger: Ledger, watch: Watch) -> dict[str, Any]:
    """Until ninety-nine in a hundred were there; the last ones waited for their next attempt."""
    moments = sorted(one.at - watch.started for one in ledger.taken if one.message_id not in watch.waited_for)
    most = moments[: round(len(moments) * 0.99)]
    return {
        "seconds": round(moments[-1]),
        "letters_per_s": round(len(most) / most[-1], 1),
        **waiting(ledger, watch.waited_for),
    }


def waiting(ledger: Ledger, written: dict[str, float]) -> dict[str, Any]:
    """How long a letter took that somebody waits for, of those nothing happened to."""
    from helpdesk.mail.models import Letter

    calm = set(Letter.objects.filter(message_id__in=written, attempts=1).values_list("message_id", flat=True))
    took = sorted(one.at - written[one.message_id] for one in ledger.taken if one.message_id in calm)
    return {
        "waited_for": len(took),
        "waited_p50_s": round(median(took), 2),
        "waited_p95_s": round(took[round(len(took) * 0.95) - 1], 2),
        "waited_most_s": round(took[-1], 2),
    }


def memory(workers: Workers) -> dict[str, Any]:
    return {
        "worker_mb": round(workers.peak_of_one / 2**20),
        "workers_and_beat_mb": round(workers.peak_of_all / 2**20),
    }


def mishaps(server: UnreliableServer, workers: Workers) -> dict[str, Any]:
    told = {one.value: server.ledger.mishaps[one] for one in Mishap}
    return {"deaths": workers.deaths, "mishaps": told}


def say(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.letters", description=__doc__)
    parser.add_argument("--letters", type=int, default=100_000)
    asked = parser.parse_args()
    django.setup()
    from django.core.management import call_command
    from django.utils import timezone

    from bench.population.building import tidy
    from bench.wave import resolve_many
    from helpdesk.celery import app

    started = time.monotonic()
    call_command("migrate", verbosity=0)
    resolve_many(asked.letters, now=timezone.now())
    tidy()
    built = round(time.monotonic() - started)
    say(f"{asked.letters:,} resolved tickets in {built} s")
    app.control.purge()
    with tempfile.TemporaryDirectory() as folder:
        row = measure(asked.letters, folder=Path(folder))
    print(json.dumps({"built_s": built, **row}), flush=True)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "helpdesk.settings")
    main()
