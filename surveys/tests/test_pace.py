"""So many letters a minute, whoever writes them; what is more waits."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from pytest_django import Settings

from customers.models import Customer
from helpdesk.mail import delivery
from helpdesk.mail.enums import LetterStatus
from helpdesk.mail.models import Letter
from helpdesk.mail.outbox import enqueue
from helpdesk.staff.models import User
from surveys.domain import invitation
from surveys.domain.invitation import invite_all
from surveys.domain.reminder import remind_all
from surveys.models import Asking, Invitation, SurveyRules
from surveys.tests.conftest import DELAY
from tests.at_once import at_once
from tests.cast import log_case
from tickets.domain.resolution import resolve
from tickets.enums import Outcome
from tickets.models import Resolution

pytestmark = pytest.mark.django_db

SECOND = timedelta(seconds=1)


def resolutions(number: int, *, by: User, customer: Customer) -> Resolution:
    for _ in range(number):
        ticket = log_case("room_change", by=by, customer=customer)
        resolution = resolve(ticket, outcome=Outcome.AS_ASKED, explanation="Moved.", by=by)
    return resolution


def test_no_more_than_so_many_in_any_minute(
    alena: User, jana: Customer, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.SURVEY_LETTERS_PER_MINUTE = 5
    monkeypatch.setattr(invitation, "BATCH", 2)
    now = resolutions(12, by=alena, customer=jana).at + DELAY
    decided = [invite_all(now=now + n * 15 * SECOND) for n in range(10)]
    assert decided == [5, 0, 0, 0, 5, 0, 0, 0, 2, 0]
    assert Letter.objects.filter(is_bulk=True).count() == 12


def test_a_minute_moves_with_the_clock(alena: User, jana: Customer, settings: Settings) -> None:
    settings.SURVEY_LETTERS_PER_MINUTE = 3
    now = resolutions(2, by=alena, customer=jana).at + DELAY
    assert invite_all(now=now) == 2
    resolutions(4, by=alena, customer=jana)
    later = now + 30 * SECOND
    Asking.objects.update(next_moment_at=later)
    Resolution.objects.filter(asking__isnull=False).update(at=later - DELAY)
    assert invite_all(now=later) == 1
    assert invite_all(now=now + 59 * SECOND) == 0
    assert invite_all(now=now + 60 * SECOND) == 2
    assert invite_all(now=later + 60 * SECOND) == 1


def test_reminders_count_too(alena: User, jana: Customer, settings: Settings) -> None:
    SurveyRules.objects.update(remind_after=timedelta(days=4))
    settings.SURVEY_LETTERS_PER_MINUTE = 3
    now = resolutions(2, by=alena, customer=jana).at + DELAY
    invite_all(now=now)
    resolutions(4, by=alena, customer=jana)
    later = now + timedelta(days=4)
    assert remind_all(now=later) == 2
    assert invite_all(now=later) == 1
    assert invite_all(now=later + 60 * SECOND) == 3


def test_none_at_all(alena: User, jana: Customer, settings: Settings) -> None:
    settings.SURVEY_LETTERS_PER_MINUTE = 0
    now = resolutions(1, by=alena, customer=jana).at + DELAY
    assert invite_all(now=now) == 0
    assert Asking.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_over_all_workers_together(
    alena: User, jana: Customer, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.SURVEY_LETTERS_PER_MINUTE = 7
    monkeypatch.setattr(invitation, "BATCH", 2)
    now = resolutions(20, by=alena, customer=jana).at + DELAY
    results = at_once(*[lambda: invite_all(now=now)] * 4)
    assert sum(result for result in results if isinstance(result, int)) == 7
    assert (Letter.objects.count(), Asking.objects.count()) == (7, 13)


@pytest.mark.django_db(transaction=True)
def test_whoever_comes_meanwhile_does_not_wait(alena: User, jana: Customer) -> None:
    now = resolutions(1, by=alena, customer=jana).at + DELAY
    with transaction.atomic():
        assert invitation.invite_batch(now=now).decided == 1
        assert at_once(lambda: invite_all(now=now)) == [0]
    assert Invitation.objects.count() == 1


def test_a_reply_leaves_before_a_wave(alena: User, jana: Customer, monkeypatch: pytest.MonkeyPatch) -> None:
    """However long the others have waited; and they wake no worker each."""
    monkeypatch.setattr(delivery, "send", lambda letter, **_: "250 Taken")
    invite_all(now=resolutions(3, by=alena, customer=jana).at + DELAY)
    Letter.objects.update(next_attempt_at=Letter.objects.latest("pk").next_attempt_at - timedelta(hours=1))
    reply = enqueue("jana@post.example", subject="Hello", text="Hello", cause="test:reply")
    assert delivery.deliver()
    assert [one.cause for one in Letter.objects.filter(status=LetterStatus.SENT)] == [reply.cause]
    assert [delivery.deliver() for _ in range(4)] == [True, True, True, False]


def test_the_next_letter_is_found_by_an_index(alena: User, jana: Customer) -> None:
    due = Letter.objects.filter(status=LetterStatus.QUEUED, next_attempt_at__lte=jana.created_at)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    plan = due.order_by("is_bulk", "next_attempt_at")[:1].explain()
    assert "letter_next_attempt" in plan and "Sort" not in plan
