"""Two workers with two sweeps each are killed at random while clocks speak, and beat is away for an hour.

Whatever had to be said is said once: at the bell, on the way out, by letter, and in the record. What
something later superseded is not said at all, and what comes late says so.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO, cast
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.db import connection
from django.utils import timezone

from helpdesk.live.models import News
from helpdesk.mail.models import Letter
from helpdesk.notifications.domain.sending import send_due
from helpdesk.notifications.models import Dispatch
from helpdesk.record.models import Entry
from helpdesk.record.verification import breaks
from helpdesk.staff.models import User
from tests.cast import log_case
from tickets.enums import Listener
from tickets.models import Clock, Escalation, Ticket
from tickets.tests.promised import after, before, promise, share

pytestmark = pytest.mark.django_db(transaction=True)

CHECKOUT = Path(__file__).resolve().parents[1]
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
MORNING = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
WITHIN = 2 * HOUR
# What is promised: after how much time who hears of it.
PROMISED = {
    1 * HOUR: {"Alena"},
    105 * MINUTE: {"Alena", "Ivan"},
    2 * HOUR: {"Alena", "Ivan"},
    150 * MINUTE: {"Ivan"},
}
# Beat asks every minute, but for one hour.
BEAT = [MORNING + n * MINUTE for n in (*range(1, 150), *range(210, 361))]
GROUPS, TOGETHER, WORKERS, DEATHS = 7, 9, 2, 12
PATIENCE = 10.0


@dataclass
class Workers:
    """Those at work, in processes of their own."""

    starter: subprocess.Popen[str]
    pids: list[int] = field(default_factory=list)
    deaths: int = 0

    def start(self) -> None:
        print("start", file=cast("IO[str]", self.starter.stdin), flush=True)
        self.pids.append(int(cast("IO[str]", self.starter.stdout).readline()))

    def kill(self, number: int) -> None:
        os.kill(self.pids.pop(number), signal.SIGKILL)
        self.deaths += 1


@pytest.fixture
def clock_face(tmp_path: Path) -> Path:
    face = tmp_path / "now"
    face.write_text("")
    return face


@pytest.fixture
def workers(clock_face: Path) -> Iterator[Workers]:
    with at_work(clock_face, "clocks") as workers:
        yield workers


@contextmanager
def at_work(clock_face: Path, what: str) -> Iterator[Workers]:
    """As many as there are, doing ``what`` of ``tests.sweeping``."""
    with started(clock_face, what) as starter:
        workers = Workers(starter)
        for _ in range(WORKERS):
            workers.start()
        yield workers
        for pid in workers.pids:
            os.kill(pid, signal.SIGKILL)


@contextmanager
def started(clock_face: Path, what: str) -> Iterator[subprocess.Popen[str]]:
    own = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}")
    environ = {
        **os.environ,
        "DATABASE_URL": urlunsplit(own),
        "DESK_CLOCK": str(clock_face),
        "DESK_TROUBLE": str(trouble_of(clock_face)),
    }
    command = [sys.executable, "-m", "tests.sweeping", what]
    with subprocess.Popen(
        command, cwd=CHECKOUT, env=environ, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as starter:
        yield starter


def trouble_of(clock_face: Path) -> Path:
    return clock_face.with_name("trouble")


def say_what_time_it_is(clock_face: Path, now: datetime | None) -> None:
    """In one piece: nobody reads half of it."""
    new = clock_face.with_name("next")
    new.write_text(now.isoformat() if now else "")
    new.replace(clock_face)


def wind_all(*, by: User, draw: random.Random) -> list[Clock]:
    """Groups of clocks that are due together, one after the other, at no full minute."""
    tickets = [log_case("enquiry", by=by) for _ in range(GROUPS * TOGETHER)]
    Ticket.objects.update(assignee=by)
    clocks = list(Clock.objects.filter(ticket__in=tickets).order_by("pk"))
    for place, clock in enumerate(clocks):
        if place % TOGETHER == 0:
            began = MORNING + (place // TOGETHER) * 25 * MINUTE + draw.random() * MINUTE
        clock.started_at = clock.counting_since = began + (place % TOGETHER) * timedelta(milliseconds=7)
        clock.due_at, clock.next_moment_at = clock.started_at + WITHIN, clock.started_at + HOUR
    Clock.objects.bulk_update(clocks, ["started_at", "counting_since", "due_at", "next_moment_at"])
    return clocks


def still_to_speak(now: datetime) -> bool:
    return Clock.objects.with_a_moment_before(now).exists()


def work(workers: Workers, clock_face: Path, *, draw: random.Random) -> None:
    """Time goes on when everything was said; until then now and then a worker dies."""
    for now in BEAT:
        say_what_time_it_is(clock_face, now)
        deadline = time.monotonic() + PATIENCE
        while still_to_speak(now):
            assert time.monotonic() < deadline, trouble_of(clock_face).read_text()
            if workers.deaths < DEATHS and draw.random() < 0.3:
                time.sleep(draw.uniform(0, 0.05))
                workers.kill(draw.randrange(WORKERS))
                workers.start()
            time.sleep(0.01)
        if now == BEAT[148]:
            say_what_time_it_is(clock_face, None)


def expected(clock: Clock) -> Iterator[tuple[timedelta, bool, set[str]]]:
    """What one clock says: after how much time, whether that is late, and who hears it then."""
    said = timedelta(0)
    for now in BEAT:
        passed = [offset for offset in PROMISED if said < offset <= now - clock.started_at]
        if not passed:
            continue
        said = passed[-1]
        broken = [offset for offset in passed if offset >= WITHIN]
        heard: dict[timedelta, set[str]] = {}
        for offset in reversed(broken or passed[-1:]):
            heard[offset] = PROMISED[offset] - {name for names in heard.values() for name in names}
        for offset in sorted(heard):
            yield offset, now - (clock.started_at + offset) > MINUTE, heard[offset]


def test_every_reminder_exactly_once(workers: Workers, clock_face: Path, alena: User, ivan: User) -> None:
    assistants, mine = [Listener.ASSIGNEE, Listener.SUPERVISORS], Listener.ASSIGNEE
    promise(
        share(50, mine),
        before(15 * MINUTE, *assistants),
        after(0 * HOUR, *assistants, escalates=True),
        after(30 * MINUTE, Listener.SUPERVISORS),
        within=WITHIN,
    )
    draw = random.Random(5)
    clocks = wind_all(by=alena, draw=draw)
    work(workers, clock_face, draw=draw)
    assert workers.deaths == DEATHS
    assert not trouble_of(clock_face).exists()
    check_what_was_said(clocks)
    check_what_was_recorded(clocks)
    kept = Clock.objects.values_list("told_until", "next_moment_at", "recounted")
    assert set(kept) == {(150 * MINUTE, None, 0)}
    assert not Clock.objects.filter(breached_at=None).exists()


def check_what_was_said(clocks: list[Clock]) -> None:
    wanted = Counter(
        (f"clock:{clock.pk}:0:{offset.total_seconds()}", name, late)
        for clock in clocks
        for offset, late, names in expected(clock)
        for name in names
    )
    news = News.objects.filter(cause__startswith="clock:").select_related("recipient")
    # Ivan reads Czech.
    said = [
        (one.cause, one.recipient.name.split()[0], " Late: " in one.text or "Pozdě" in one.text)
        for one in news
    ]
    assert Counter((cause, name) for cause, name, _ in said) == Counter(
        (cause, name) for cause, name, _ in wanted
    )
    assert {one for one in said if one[1] == "Alena"} == {one for one in wanted if one[1] == "Alena"}
    asked = News.objects.filter(kind="approval_asked")
    assert asked.count() == Escalation.objects.count() == len(clocks)
    check_what_left(len(said))


def check_what_left(number: int) -> None:
    """A letter for each piece of news: both kinds come by e-mail unless somebody has chosen otherwise."""
    assert Dispatch.objects.count() == number
    send_due(now=timezone.now(), budget=timedelta(seconds=20))
    assert Dispatch.objects.exclude(letter=None).count() == Letter.objects.count() == number


def check_what_was_recorded(clocks: list[Clock]) -> None:
    late = superseded = 0
    for clock in clocks:
        wanted = list(expected(clock))
        entries = Entry.objects.about(clock.ticket).filter(verb__startswith="clock.")
        told = [
            (datetime.fromisoformat(one.details["moment"]) - clock.started_at, one.details["is_late"])
            for one in entries
        ]
        # JSON keeps milliseconds.
        assert [(round(at / MINUTE, 3), is_late) for at, is_late in told] == [
            (offset / MINUTE, is_late) for offset, is_late, _ in wanted
        ]
        assert Entry.objects.about(clock.ticket).filter(verb="escalation.asked").count() == 1
        late += sum(is_late for _, is_late, _ in wanted)
        superseded += len(PROMISED) - len(wanted)
    assert late > TOGETHER and superseded > TOGETHER
    assert list(breaks()) == []
