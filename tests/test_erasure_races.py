"""Somebody writes about a person who is just being erased: nothing of it is left, and nothing breaks."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from threading import Event
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction
from django.utils import timezone
from pytest_django import Settings

from customers.domain import erasure
from customers.domain.customer import add_customer, change_customer, version_of
from customers.domain.errors import NotPossible
from customers.domain.export import export
from customers.domain.legal_hold import place_hold
from customers.domain.merge import merge
from customers.domain.notices import place_notice
from customers.enums import ContactType, ErasureGround
from customers.models import Customer
from helpdesk.drafts.keeping import Discarded, keep
from helpdesk.record.verification import breaks
from helpdesk.staff.models import Site, User
from surveys.domain.invitation import invite_all
from surveys.domain.response import TooLate
from surveys.domain.response import answer as answer_survey
from surveys.domain.review import review
from surveys.enums import Score
from surveys.models import Invitation, Response
from tests.at_once import at_once
from tests.cast import log_case
from tests.everywhere import WORD
from tests.traces import traces_of
from tickets.domain.customer import set_customer
from tickets.domain.escalation import answer, escalate
from tickets.domain.exception import ask_exception
from tickets.domain.message import add_message
from tickets.domain.reminders import run_clocks
from tickets.domain.resolution import reopen, resolve
from tickets.enums import Answer, Direction, MessageType, Outcome
from tickets.models import Message, Ticket

pytestmark = pytest.mark.django_db(transaction=True)

NAME, EMAIL = "Xenie Trnková", "xenie@trnkova.example"
MARKS = (NAME, EMAIL, "+420777654321", WORD)
# What people are told instead of what they wanted.
REFUSED = (NotPossible, TooLate, Discarded)
WAITING = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
)
LATER = timedelta(hours=3)
PATIENCE = 1.5


@dataclass
class Stage:
    """Xenie, and a case in each state in which somebody could be writing about it."""

    xenie: Customer
    alena: User
    ivan: User
    hotel: Site
    open: Ticket
    walk_in: Ticket
    not_asked: Ticket
    asked: Invitation
    answered: Response
    draft: UUID


@pytest.fixture
def stage(hotel: Site, alena: User, ivan: User, settings: Settings, tmp_path: Path) -> Stage:
    settings.MEDIA_ROOT = tmp_path
    new = Customer(name=NAME, language="cs")
    xenie = add_customer(new, site=hotel, by=alena, emails=[EMAIL], phones=["+420777654321"])
    asked, answered = (invited(case(xenie, by=alena), by=alena) for _ in range(2))
    response = answer_survey(answered, score=Score.BAD, solved="", comment=WORD, now=timezone.now())
    not_asked = case(xenie, by=alena)
    resolve(not_asked, outcome=Outcome.AS_ASKED, explanation=WORD, by=alena)
    waiting = case(xenie, by=alena)
    escalate(waiting, reason=WORD, by=alena)
    draft = uuid4()
    keep(draft, owner=alena, about="ticket", data={"new_name": [NAME]}, now=timezone.now())
    walk_in = log_case("enquiry", by=alena)
    return Stage(xenie, alena, ivan, hotel, waiting, walk_in, not_asked, asked, response, draft)


def case(customer: Customer, *, by: User) -> Ticket:
    return log_case("room_change", by=by, customer=customer, subject=WORD, booking=WORD, what_happened=WORD)


def invited(ticket: Ticket, *, by: User) -> Invitation:
    resolution = resolve(ticket, outcome=Outcome.AS_ASKED, explanation=WORD, by=by)
    invite_all(now=timezone.now() + LATER)
    return Invitation.objects.get(resolution=resolution)


def said(stage: Stage, kind: MessageType, direction: Direction) -> Message:
    message = Message(type=kind, direction=direction, body=f"{NAME}, {WORD}")
    return add_message(stage.open, message, by=stage.alena)


def changed(stage: Stage) -> Customer:
    customer = Customer.objects.get(pk=stage.xenie.pk)
    version = version_of(customer)
    customer.company = WORD
    points = {ContactType.EMAIL: [EMAIL], ContactType.PHONE: []}
    return change_customer(customer, points=points, version=version, by=stage.alena)


def another(stage: Stage) -> Customer:
    """A second Xenie, to be merged with the first."""
    return add_customer(Customer(name=NAME, language="cs"), site=stage.hotel, by=stage.alena, emails=[EMAIL])


WRITING: dict[str, Callable[[Stage], object]] = {
    "a reply": lambda s: said(s, MessageType.REPLY, Direction.OUT),
    "a note": lambda s: said(s, MessageType.NOTE, Direction.INTERNAL),
    "a call": lambda s: said(s, MessageType.CALL, Direction.IN),
    "a new case": lambda s: case(s.xenie, by=s.alena),
    "a walk-in told a name": lambda s: set_customer(s.walk_in, s.xenie, by=s.alena),
    "resolved": lambda s: resolve(s.open, outcome=Outcome.AS_ASKED, explanation=WORD, by=s.alena),
    "reopened": lambda s: reopen(s.not_asked, reason=WORD, by=s.alena),
    "an answer to a colleague": lambda s: answer(
        s.open.escalations.get(), answer=Answer.ADVICE, text=WORD, by=s.ivan
    ),
    "an exception": lambda s: ask_exception(s.open, rule="30 days", reason=WORD, by=s.alena),
    "an answer to the survey": lambda s: answer_survey(
        s.asked, score=Score.BAD, solved="", comment=WORD, now=timezone.now()
    ),
    "a changed answer": lambda s: answer_survey(
        s.answered.invitation, score=Score.BAD, solved="", comment=WORD, now=timezone.now()
    ),
    "a review": lambda s: review(s.answered, what_was_done=WORD, by=s.ivan),
    "a reminder": lambda s: run_clocks(now=timezone.now() + timedelta(days=30)),
    "an invitation": lambda s: invite_all(now=timezone.now() + LATER),
    "a correction": changed,
    "a notice": lambda s: place_notice(
        s.xenie, text=WORD, until=timezone.localdate(), on=timezone.localdate(), by=s.ivan
    ),
    "a draft": lambda s: keep(s.draft, owner=s.alena, about="ticket", data={"x": [NAME]}, now=timezone.now()),
    "an export": lambda s: export(s.xenie, by=s.ivan).close(),
}


def erased(stage: Stage) -> Customer:
    return erasure.erase(stage.xenie, by=stage.ivan, because=ErasureGround.ASKED)


def somebody_waits() -> bool:
    """Whether another connection waits for a lock by now; patient, but not for ever."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with connection.cursor() as cursor:
            cursor.execute(WAITING)
            if cursor.fetchone()[0]:
                return True
        time.sleep(0.02)
    return False


def nothing_is_left(results: list[Any]) -> None:
    broken = [one for one in results if isinstance(one, Exception) and not isinstance(one, REFUSED)]
    assert broken == []
    assert {mark: places for mark, places in traces_of(MARKS).items() if places} == {}
    assert list(breaks()) == []


@pytest.mark.parametrize("what", WRITING)
def test_written_while_the_erasure_is_under_way(
    what: str, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The erasure holds everything; whoever writes has begun already and waits for it."""
    halfway, empty = Event(), erasure.empty

    def waited_for(*args: Any, **kwargs: Any) -> None:
        halfway.set()
        somebody_waits()
        empty(*args, **kwargs)

    def write() -> object:
        halfway.wait(10)
        return WRITING[what](stage)

    monkeypatch.setattr(erasure, "empty", waited_for)
    results = at_once(lambda: erased(stage), write)
    assert isinstance(results[0], Customer), results[0]
    nothing_is_left(results)


@pytest.mark.parametrize("what", WRITING)
def test_erased_while_somebody_is_writing(what: str, stage: Stage) -> None:
    """What was written first goes as well, though it is committed only while the erasure waits."""
    written = Event()

    def write() -> object:
        with transaction.atomic():
            done = WRITING[what](stage)
            written.set()
            somebody_waits()
        return done

    def erase() -> object:
        written.wait(10)
        return erased(stage)

    results = at_once(erase, write)
    assert isinstance(results[0], Customer), results[0]
    assert not isinstance(results[1], Exception), results[1]
    nothing_is_left(results)


def test_two_erase_the_same_person(stage: Stage) -> None:
    results = at_once(lambda: erased(stage), lambda: erased(stage))
    assert sorted(isinstance(one, Customer) for one in results) == [False, True]
    nothing_is_left(results)


def test_a_hold_placed_at_that_moment_is_kept_or_comes_too_late(stage: Stage) -> None:
    """Never both: what is held was not erased, and what was erased cannot be held."""
    results = at_once(
        lambda: place_hold(stage.xenie, reason="A lawyer wrote.", by=stage.ivan), lambda: erased(stage)
    )
    refused = [one for one in results if isinstance(one, NotPossible)]
    assert len(refused) == 1, results
    held = stage.xenie.legal_holds.in_force().exists()
    assert held is (Customer.objects.get(pk=stage.xenie.pk).erased_at is None)


def test_a_double_merged_at_that_moment_goes_too_or_stays_whole(stage: Stage) -> None:
    double = another(stage)

    def put_together() -> object:
        return merge(kept=stage.xenie, merged=double, by=stage.ivan, now=timezone.now())

    results: list[Any] = at_once(lambda: erased(stage), put_together)
    assert isinstance(results[0], Customer)
    double.refresh_from_db()
    if isinstance(results[1], NotPossible):
        assert (double.name, double.erased_at, double.email) == (NAME, None, EMAIL)
    else:
        nothing_is_left(results)
