"""Two workers with two sweeps each are killed at random while customers are asked how we did, and reminded.

Each of them gets one letter and one reminder, and the record says so once.
"""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from customers.models import Customer
from helpdesk.mail.models import Letter
from helpdesk.record.models import Entry
from helpdesk.record.verification import breaks
from helpdesk.staff.models import User
from surveys.domain.invitation import find_by_token
from surveys.models import Asking, Invitation
from tests.cast import log_case
from tests.test_reminders_exactly_once import (
    WORKERS,
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

MANY, DEATHS = 240, 12
PATIENCE = 30.0


@pytest.fixture
def workers(clock_face: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workers]:
    monkeypatch.setenv("SURVEY_LETTERS_PER_MINUTE", "10000")
    with at_work(clock_face, "surveys") as workers:
        yield workers


def until_done(
    workers: Workers, clock_face: Path, *, now: datetime, deaths: int, draw: random.Random
) -> None:
    say_what_time_it_is(clock_face, now)
    deadline = time.monotonic() + PATIENCE
    while Asking.objects.exists() or Invitation.objects.to_remind(now=now).exists():
        assert time.monotonic() < deadline
        if workers.deaths < deaths:
            time.sleep(draw.uniform(0, 0.1))
            workers.kill(draw.randrange(WORKERS))
            workers.start()
        time.sleep(0.01)
    say_what_time_it_is(clock_face, None)


def test_one_letter_and_one_reminder(workers: Workers, clock_face: Path, alena: User, jana: Customer) -> None:
    tickets = [log_case("enquiry", by=alena, customer=jana) for _ in range(MANY)]
    for ticket in tickets:
        resolve(ticket, outcome=Outcome.EXPLAINED, explanation="Till midnight.", by=alena)
    draw, asked_at = random.Random(6), Resolution.objects.latest("at").at + timedelta(hours=2)
    until_done(workers, clock_face, now=asked_at, deaths=DEATHS // 2, draw=draw)
    check("survey.invited", letters=1)
    reminded_at = asked_at + timedelta(days=4)
    until_done(workers, clock_face, now=reminded_at, deaths=DEATHS, draw=draw)
    assert workers.deaths == DEATHS
    assert not trouble_of(clock_face).exists()
    check("survey.reminded", letters=2)
    assert set(Invitation.objects.values_list("created_at", "reminded_at")) == {(asked_at, reminded_at)}
    assert list(breaks()) == []


def check(verb: str, *, letters: int) -> None:
    """Each was told of so often, and the link in every letter opens the survey it is about."""
    resolutions = set(Resolution.objects.values_list("pk", flat=True))
    assert set(Invitation.objects.filter(not_sent="").values_list("resolution", flat=True)) == resolutions
    found = Counter(find_by_token(one.secrets[0]) for one in Letter.objects.all())
    assert found == dict.fromkeys(Invitation.objects.all(), letters)
    said = Counter(Entry.objects.filter(verb=verb).values_list("subject_id", flat=True))
    assert (len(said), set(said.values())) == (MANY, {1})
