"""Three workers with two sweeps each are killed at random while customers are asked how we did, and reminded.

The mail server refuses, dawdles and hangs up. Each customer gets one letter and one reminder, and the record
says so once.
"""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bench.mail_server import Mishap, UnreliableServer, unreliable_server
from customers.models import Customer
from helpdesk.mail.enums import LetterStatus
from helpdesk.mail.models import Letter
from helpdesk.record.models import Entry
from helpdesk.record.verification import breaks
from helpdesk.staff.models import User
from surveys.domain.invitation import find_by_token
from surveys.models import Asking, Invitation
from tests.cast import log_case
from tests.test_reminders_exactly_once import (
    Workers,
    at_work,
    clock_face,
    say_what_time_it_is,
    trouble_of,
)
from tickets.domain.resolution import resolve
from tickets.enums import Outcome
from tickets.models import Resolution

__all__ = ["clock_face"]

pytestmark = pytest.mark.django_db(transaction=True)

MANY, DEATHS = 200, 12
PATIENCE = 120.0


@pytest.fixture
def server() -> Iterator[UnreliableServer]:
    shares = {**dict.fromkeys(Mishap, 0.03), Mishap.HANGS_UP_AFTER: 0.01}
    with unreliable_server(shares=shares, dawdles=0.1, most=2 * MANY) as server:
        yield server


@pytest.fixture
def workers(clock_face: Path, server: UnreliableServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workers]:
    monkeypatch.setenv("SURVEY_LETTERS_PER_MINUTE", "10000")
    monkeypatch.setenv("EMAIL_URL", f"smtp://127.0.0.1:{server.port}")
    with at_work(clock_face, "surveys") as workers:
        workers.start()
        yield workers


def until_done(
    workers: Workers, clock_face: Path, *, now: datetime, deaths: int, draw: random.Random
) -> None:
    say_what_time_it_is(clock_face, now)
    deadline = time.monotonic() + PATIENCE
    while Asking.objects.exists() or Invitation.objects.to_remind(now=now).exists() or still_here():
        assert time.monotonic() < deadline
        if workers.deaths < deaths:
            time.sleep(draw.uniform(0, 0.4))
            workers.kill(draw.randrange(len(workers.pids)))
            workers.start()
        time.sleep(0.01)
    say_what_time_it_is(clock_face, None)


def still_here() -> bool:
    """Whether the mail server has not been given every letter."""
    queued = Letter.objects.filter(status=LetterStatus.QUEUED)
    return queued.exists() or Letter.objects.filter(status=LetterStatus.SENDING, handed_over_at=None).exists()


def test_one_letter_and_one_reminder(
    workers: Workers, server: UnreliableServer, clock_face: Path, alena: User, jana: Customer
) -> None:
    tickets = [log_case("enquiry", by=alena, customer=jana) for _ in range(MANY)]
    for ticket in tickets:
        resolve(ticket, outcome=Outcome.EXPLAINED, explanation="Till midnight.", by=alena)
    draw, asked_at = random.Random(6), Resolution.objects.latest("at").at + timedelta(hours=2)
    until_done(workers, clock_face, now=asked_at, deaths=DEATHS // 2, draw=draw)
    check("survey.invited", server, letters=1)
    reminded_at = asked_at + timedelta(days=4)
    until_done(workers, clock_face, now=reminded_at, deaths=DEATHS, draw=draw)
    assert workers.deaths == DEATHS
    assert not trouble_of(clock_face).exists()
    check("survey.reminded", server, letters=2)
    assert set(Invitation.objects.values_list("created_at", "reminded_at")) == {(asked_at, reminded_at)}
    check_what_arrived(server)
    assert list(breaks()) == []


def check(verb: str, server: UnreliableServer, *, letters: int) -> None:
    """Each was told of so often, and the link in every letter opens the survey it is about."""
    resolutions = set(Resolution.objects.values_list("pk", flat=True))
    assert set(Invitation.objects.filter(not_sent="").values_list("resolution", flat=True)) == resolutions
    tokens = {one.message_id: one.unsubscribe.split("/")[-3] for one in server.ledger.taken}
    found = Counter(find_by_token(token) for token in tokens.values())
    assert found == dict.fromkeys(Invitation.objects.all(), letters)
    said = Counter(Entry.objects.filter(verb=verb).values_list("subject_id", flat=True))
    assert (len(said), set(said.values())) == (MANY, {1})


def check_what_arrived(server: UnreliableServer) -> None:
    """Each letter once, and once more for each time the server took it and hung up without saying so."""
    taken = Counter(one.message_id for one in server.ledger.taken)
    unheard = Counter(one.message_id for one in server.ledger.taken if not one.answered)
    assert taken - unheard == Counter(Letter.objects.values_list("message_id", flat=True))
    assert set(Mishap) == set(server.ledger.mishaps)
