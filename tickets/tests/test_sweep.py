"""The sweep itself: in small transactions, at little cost, and beside others who do the same."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from helpdesk.record.verification import breaks
from helpdesk.staff.models import User
from tests.at_once import at_once
from tickets.domain import reminders
from tickets.domain.reminders import run_clocks
from tickets.domain.resolution import resolve
from tickets.enums import Listener, Outcome
from tickets.models import Clock, Ticket
from tickets.tests.promised import HOUR, after, at, entries, promise, told, wound, written_to

pytestmark = pytest.mark.django_db

SUPERVISORS = Listener.SUPERVISORS


@pytest.fixture
def clock(alena: User, ivan: User) -> Clock:
    """Ten hours to resolve it; Alena and Ivan hear when it is due."""
    promise(after(0 * HOUR, Listener.ASSIGNEE, SUPERVISORS))
    return wound(alena, assignee=alena)


def test_many_clocks_speak_in_one_run(alena: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reminders, "BATCH", 2)
    promise(after(0 * HOUR))
    for _ in range(5):
        wound(alena, assignee=alena)
    assert run_clocks(now=timezone.now() + timedelta(days=1)) == 5
    assert len(told()) == 5
    assert list(breaks()) == []


def test_what_a_batch_costs(
    alena: User, ivan: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """As many statements for thirty clocks as for one; two are the savepoint of the telling."""
    promise(after(0 * HOUR, Listener.ASSIGNEE, SUPERVISORS, escalates=True), round_the_clock=False)
    later = timezone.now() + timedelta(days=1)
    for number in (1, 30):
        for _ in range(number):
            wound(alena, assignee=alena)
        with django_assert_num_queries(24), transaction.atomic():
            assert reminders.run_batch(now=later) == number
    assert len(told()) == 62
    assert list(breaks()) == []


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_tell_once(clock: Clock) -> None:
    results = at_once(*[lambda: run_clocks(now=at(clock, 10 * HOUR))] * 2)
    assert sorted(map(str, results)) == ["0", "1"]
    assert (len(told()), len(written_to()), len(entries(clock.ticket))) == (2, 2, 1)


@pytest.mark.django_db(transaction=True)
def test_a_ticket_that_somebody_holds_is_left_for_the_next_time(clock: Clock) -> None:
    def sweep() -> int:
        return run_clocks(now=at(clock, 10 * HOUR))

    with transaction.atomic():
        Ticket.objects.select_for_update().get(pk=clock.ticket.pk)
        assert at_once(sweep) == [0]
        assert told() == []
    assert at_once(sweep) == [1]
    assert len(told()) == 2


@pytest.mark.django_db(transaction=True)
def test_a_promise_kept_at_the_very_moment_tells_at_most_once(clock: Clock, alena: User) -> None:
    results = at_once(
        lambda: run_clocks(now=at(clock, 10 * HOUR)),
        lambda: resolve(clock.ticket, outcome=Outcome.AS_ASKED, explanation="Done.", by=alena).pk,
    )
    assert not [result for result in results if isinstance(result, Exception)]
    assert run_clocks(now=at(clock, 10 * HOUR)) == 0
    assert Clock.objects.get().met_at is not None
    assert len(told()) in (0, 2)
