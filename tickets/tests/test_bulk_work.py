"""A bulk action goes on, whoever dies, fails or works on it at the same time."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any
from unittest.mock import patch
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from helpdesk.record.models import Entry
from helpdesk.staff.models import User
from tests.at_once import at_once
from tests.cast import log_case
from tickets.domain.bulk import start as bulk
from tickets.domain.bulk import work
from tickets.domain.bulk.verbs import VERBS
from tickets.enums import BulkStatus, BulkVerb, ItemState
from tickets.models import BulkAction, BulkItem, Ticket

NUMBER = 4


def begun(alena: User, karel: User) -> BulkAction:
    tickets = [log_case("room_change", by=alena).pk for _ in range(NUMBER)]
    data = {"assignee": karel.pk, "name": karel.name}
    return bulk.start(BulkVerb.ASSIGN, tickets, data=data, key=uuid4(), by=alena, now=timezone.now())


def to_the_end(action: BulkAction) -> None:
    """As the sweep does, half a minute after the last sign of life."""
    work.go_on(now=timezone.now() + 2 * work.RESTING, is_time_up=lambda: False)
    action.refresh_from_db()


def assignments() -> int:
    return Entry.objects.filter(verb="ticket.assigned").count()


def acting(effect: Any) -> Any:
    """With another way of giving tickets away."""
    return patch.dict(VERBS, {BulkVerb.ASSIGN: replace(VERBS[BulkVerb.ASSIGN], act=effect)})


@pytest.mark.django_db
def test_nobody_goes_on_with_what_somebody_works_on(alena: User, karel: User) -> None:
    action = begun(alena, karel)
    work.go_on(now=timezone.now(), is_time_up=lambda: False)
    assert assignments() == 0
    to_the_end(action)
    assert (action.status, assignments()) == (BulkStatus.DONE, NUMBER)
    work.work_on(action.pk, is_time_up=lambda: False)
    assert assignments() == NUMBER


@pytest.mark.django_db
def test_time_is_up_and_a_worker_is_asked_again(alena: User, karel: User) -> None:
    action = begun(alena, karel)
    with patch.object(work, "ask_for_work") as asked:
        work.work_on(action.pk, is_time_up=lambda: True)
    asked.assert_called_once_with(action.pk)
    assert assignments() == 1


@pytest.mark.django_db
def test_many_are_left_to_a_worker(alena: User, karel: User) -> None:
    action = begun(alena, karel)
    with patch.object(work, "AT_ONCE", NUMBER - 1), patch.object(work, "ask_for_work") as asked:
        work.carry_out(action)
    asked.assert_called_once_with(action.pk)
    assert assignments() == 0
    with patch.object(work, "AT_ONCE", NUMBER):
        work.carry_out(action)
    assert assignments() == NUMBER


@pytest.mark.django_db
def test_a_ticket_that_always_fails_is_given_up(alena: User, karel: User) -> None:
    action = begun(alena, karel)
    give, bad = VERBS[BulkVerb.ASSIGN].act, Ticket.objects.order_by("pk")[1]

    def fail(ticket: Ticket, action: BulkAction) -> object:
        if ticket == bad:
            raise RuntimeError("It breaks.")
        return give(ticket, action)

    with acting(fail):
        work.work_on(action.pk, is_time_up=lambda: False)
        assert assignments() == 1, "it is tried again later, before anything else"
        for _ in range(work.MOST_ATTEMPTS):
            to_the_end(action)
    item = BulkItem.objects.get(ticket=bad)
    assert (item.state, item.reason) == (ItemState.REFUSED, "It has failed several times.")
    assert (action.status, assignments()) == (BulkStatus.DONE, NUMBER - 1)
    assert not Entry.objects.about(bad).filter(verb="ticket.assigned").exists()


@pytest.mark.django_db(transaction=True)
def test_two_workers_do_each_ticket_once(alena: User, karel: User) -> None:
    action = begun(alena, karel)
    job = partial(work.work_on, action.pk, is_time_up=lambda: False)
    while not BulkAction.objects.filter(pk=action.pk, status=BulkStatus.DONE).exists():
        assert at_once(job, job, job) == [None, None, None]
    assert assignments() == NUMBER
    assert set(BulkItem.objects.values_list("state", flat=True)) == {ItemState.DONE}


DIES = """
import sys, time
import django
django.setup()
from dataclasses import replace
from tickets.domain.bulk import work
from tickets.domain.bulk.verbs import VERBS
give, done = VERBS["assign"].act, []

def slow(ticket, action):
    given = give(ticket, action)
    done.append(ticket)
    if len(done) == 2:
        print("half way", flush=True)
        time.sleep(60)
    return given

VERBS["assign"] = replace(VERBS["assign"], act=slow)
work.work_on(int(sys.argv[1]), is_time_up=lambda: False)
"""


@pytest.fixture
def environment() -> dict[str, str]:
    """Another process on the database of this test."""
    url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}")
    return {**os.environ, "DATABASE_URL": url.geturl()}


@pytest.fixture
def killed_worker(environment: dict[str, str], alena: User, karel: User) -> Iterator[BulkAction]:
    """It has done one ticket, and has just changed the second when it is killed."""
    action = begun(alena, karel)
    command = [sys.executable, "-c", DIES, str(action.pk)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as worker:
        assert worker.stdout is not None
        assert worker.stdout.readline() == "half way\n"
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    yield action


@pytest.mark.django_db(transaction=True)
def test_a_worker_is_killed_and_another_goes_on(killed_worker: BulkAction, karel: User) -> None:
    states = list(BulkItem.objects.order_by("id").values_list("state", flat=True))
    assert states == [ItemState.DONE, *[ItemState.WAITING] * (NUMBER - 1)]
    assert assignments() == 1, "what it was at is as if it had never begun"
    to_the_end(killed_worker)
    assert killed_worker.status == BulkStatus.DONE
    assert set(Ticket.objects.values_list("assignee", flat=True)) == {karel.pk}
    assert assignments() == NUMBER
