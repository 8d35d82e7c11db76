from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from helpdesk.live.models import News
from helpdesk.record.models import Entry
from helpdesk.staff.models import User
from tests.at_once import at_once
from tests.cast import log_case
from tickets import tasks
from tickets.domain import follow_up_reminders
from tickets.domain.follow_up import call_off, mark_done, promise
from tickets.domain.follow_up_changes import hand_on, put_off
from tickets.domain.follow_up_reminders import run_follow_ups
from tickets.models import FollowUp, Ticket

pytestmark = pytest.mark.django_db

NOON = datetime(2099, 5, 1, 12, 0, tzinfo=timezone.get_fixed_timezone(0))
DUE = NOON + timedelta(hours=1)
REMINDER = DUE - timedelta(minutes=15)
SECOND = timedelta(seconds=1)


@pytest.fixture
def follow_up(room_change: Ticket, alena: User, ivan: User) -> FollowUp:
    return promise(room_change, text="When is it hot?", due_at=DUE, by=alena, now=NOON)


def told() -> list[tuple[str, str]]:
    return sorted((news.kind, news.recipient.name) for news in News.objects.select_related("recipient"))


def test_the_owner_is_reminded_once(follow_up: FollowUp) -> None:
    assert run_follow_ups(now=REMINDER - SECOND) == 0
    for now in (REMINDER, REMINDER + SECOND, DUE - SECOND):
        run_follow_ups(now=now)
    assert told() == [("follow_up_due", "Alena Dvořáková")]
    assert FollowUp.objects.get().reminded_at == REMINDER
    assert not Entry.objects.filter(verb="followup.late").exists()


def test_late_rises_to_the_supervisor_once(follow_up: FollowUp, marek: User, room_change: Ticket) -> None:
    for now in (DUE, DUE + SECOND, DUE + timedelta(days=3)):
        run_follow_ups(now=now)
    assert told() == [("late", "Alena Dvořáková"), ("late", "Ivan Procházka")]
    kept = FollowUp.objects.get()
    assert (kept.late_at, kept.reminded_at, kept.next_moment_at) == (DUE, None, None)
    entry = Entry.objects.about(room_change).latest("sequence")
    assert (entry.verb, entry.by, entry.said) == ("followup.late", None, {"text": "When is it hot?"})
    assert {news.url for news in News.objects.all()} == {room_change.get_absolute_url()}


def test_what_is_done_or_called_off_is_not_spoken_of(follow_up: FollowUp, alena: User) -> None:
    other = promise(follow_up.ticket, text="And the lift?", due_at=DUE, by=alena, now=NOON)
    mark_done(follow_up, told="At eight.", by=alena, now=NOON)
    call_off(other, because="It runs.", by=alena, now=NOON)
    assert run_follow_ups(now=DUE) == 0
    assert told() == []


def test_another_time_is_told_again(follow_up: FollowUp, alena: User) -> None:
    run_follow_ups(now=DUE)
    put_off(follow_up, due_at=DUE + timedelta(hours=2), because="He is ill.", by=alena, now=DUE)
    assert run_follow_ups(now=DUE + timedelta(hours=1)) == 0
    run_follow_ups(now=DUE + timedelta(hours=2))
    assert told().count(("late", "Ivan Procházka")) == 2


def test_who_gets_a_late_one_hears_of_it_and_the_supervisor_not_again(
    follow_up: FollowUp, alena: User, karel: User
) -> None:
    run_follow_ups(now=DUE)
    hand_on(follow_up, owner=karel, by=alena, now=DUE + SECOND)
    assert run_follow_ups(now=DUE + timedelta(hours=1)) == 0
    assert told().count(("late", "Ivan Procházka")) == 1
    assert ("handed_over", "Karel Svoboda") in told()


def test_the_accused_supervisor_hears_nothing(alena: User, ivan: User) -> None:
    complaint = log_case("complaint", by=alena, colleague=ivan)
    promise(complaint, text="Ring her.", due_at=DUE, by=alena, now=NOON)
    run_follow_ups(now=DUE)
    assert told() == [("late", "Alena Dvořáková")]


def test_many_in_small_batches(room_change: Ticket, alena: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(follow_up_reminders, "BATCH", 2)
    for number in range(5):
        promise(room_change, text=f"No. {number}", due_at=DUE, by=alena, now=NOON)
    assert run_follow_ups(now=DUE) == 5


def test_the_task_finds_its_work_by_itself(room_change: Ticket, alena: User) -> None:
    past = timezone.now() - timedelta(hours=1)
    promise(room_change, text="Ring.", due_at=past + SECOND, by=alena, now=past)
    tasks.run_follow_ups()
    assert told() == [("late", "Alena Dvořáková")]


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_tell_once(follow_up: FollowUp) -> None:
    results = at_once(*[lambda: run_follow_ups(now=DUE)] * 2)
    assert sorted(map(str, results)) == ["0", "1"]
    assert len(told()) == 2


@pytest.mark.django_db(transaction=True)
def test_done_at_the_very_moment(follow_up: FollowUp, alena: User) -> None:
    results = at_once(
        lambda: run_follow_ups(now=DUE), lambda: mark_done(follow_up, told="Now.", by=alena, now=DUE).pk
    )
    assert not [result for result in results if isinstance(result, Exception)]
    assert run_follow_ups(now=DUE + SECOND) == 0
    assert FollowUp.objects.get().done_at == DUE
