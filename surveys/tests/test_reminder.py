"""Who has not answered is asked once more, and only once."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta

import pytest
from django.utils import timezone

from customers.domain.legal_hold import place_hold
from customers.domain.notices import place_notice
from customers.models import Customer
from helpdesk.mail import delivery
from helpdesk.mail.models import Letter
from helpdesk.record.models import Entry
from helpdesk.staff.models import User
from surveys.domain.invitation import digest_of, find_by_token
from surveys.domain.opting_out import opt_out
from surveys.domain.reminder import remind_all
from surveys.domain.response import answer
from surveys.enums import NotReminded, Score, Sign
from surveys.models import Invitation, KeptApart, Response, SurveyRules
from tests.at_once import at_once
from tests.cast import log_case
from tickets.domain.linking import link
from tickets.domain.resolution import reopen
from tickets.enums import LinkType

pytestmark = pytest.mark.django_db

DAY, SECOND = timedelta(days=1), timedelta(seconds=1)


def token_in(letter: Letter) -> str:
    (token,) = set(re.findall(r"/s/([^/\s]+)/", letter.text))
    return str(token)


def test_once_after_four_days(invitation: Invitation) -> None:
    due = invitation.created_at + 4 * DAY
    assert invitation.remind_at == due
    assert remind_all(now=due - SECOND) == 0
    assert remind_all(now=due) == 1
    assert remind_all(now=due + 30 * DAY) == 0
    kept = Invitation.objects.get()
    assert (kept.reminded_at, kept.remind_at, kept.not_reminded) == (due, None, "")
    first, second = Letter.objects.order_by("pk")
    assert (second.cause, second.recipient) == (f"survey:{invitation.pk}:reminder", first.recipient)
    entry = Entry.objects.about(invitation.resolution.ticket).last()
    assert entry is not None
    assert (entry.verb, entry.by, entry.details) == ("survey.reminded", None, {"invitation": invitation.pk})


def test_both_links_lead_to_the_same_survey(invitation: Invitation, monkeypatch: pytest.MonkeyPatch) -> None:
    remind_all(now=invitation.created_at + 4 * DAY)
    first, second = (token_in(letter) for letter in Letter.objects.order_by("pk"))
    assert first != second
    assert find_by_token(first) == find_by_token(second) == invitation
    invitation.refresh_from_db()
    assert invitation.reminder_digest == digest_of(second)
    monkeypatch.setattr(delivery, "send", lambda letter, **_: "250 Taken")
    delivery.deliver(), delivery.deliver()
    everything = str(list(Letter.objects.values())) + str(list(Entry.objects.values()))
    assert not [token for token in (first, second) if token in everything]


def test_a_site_may_do_without(invitation: Invitation) -> None:
    SurveyRules.objects.update(remind_after=None)
    Invitation.objects.update(remind_at=None)
    assert remind_all(now=invitation.created_at + 10 * DAY) == 0


def test_at_night_it_waits_for_the_morning(invitation: Invitation) -> None:
    SurveyRules.objects.update(asked_from=time(9), asked_until=time(20))
    night, morning = datetime(2026, 7, 15, 1, 0, tzinfo=UTC), datetime(2026, 7, 15, 7, 0, tzinfo=UTC)
    Invitation.objects.update(remind_at=night, expires_at=morning + DAY)
    assert remind_all(now=night) == 1
    invitation.refresh_from_db()
    assert (invitation.remind_at, invitation.reminded_at) == (morning, None)
    remind_all(now=morning)
    invitation.refresh_from_db()
    assert invitation.reminded_at == morning


def asked(invitation: Invitation) -> Customer:
    customer = invitation.resolution.ticket.customer
    assert customer is not None
    return customer


def answered(invitation: Invitation, _by: User) -> object:
    return answer(invitation, score=Score.GOOD, solved="", comment="", now=invitation.created_at)


def waits(invitation: Invitation, _by: User) -> object:
    """It will count by itself."""
    return KeptApart.objects.create(
        invitation=invitation, score=4, signs=[Sign.BARE], waits_until=invitation.created_at
    )


def warned(invitation: Invitation, by: User) -> object:
    today = timezone.localdate()
    return place_notice(asked(invitation), text="Shouts.", until=today + 9 * DAY, on=today, by=by)


def duplicate(invitation: Invitation, by: User) -> object:
    ticket = invitation.resolution.ticket
    other = log_case("complaint", by=by, customer=ticket.customer)
    return link(ticket, other, type=LinkType.DUPLICATE, by=by, now=timezone.now())


SPOILED: dict[NotReminded, Callable[[Invitation, User], object]] = {
    NotReminded.ANSWERED: answered,
    NotReminded.ENDED: lambda invitation, _by: Invitation.objects.update(expires_at=invitation.created_at),
    NotReminded.NO_EMAIL: lambda invitation, _by: asked(invitation).contact_points.all().delete(),
    NotReminded.REOPENED: lambda invitation, by: reopen(invitation.resolution.ticket, reason="Cold.", by=by),
    NotReminded.DUPLICATE: duplicate,
    NotReminded.ERASED: lambda _invitation, _by: Customer.objects.update(erased_at=timezone.now()),
    NotReminded.OPTED_OUT: lambda invitation, _by: opt_out(invitation, now=timezone.now()),
    NotReminded.LEGAL_HOLD: lambda invitation, by: place_hold(asked(invitation), reason="Court.", by=by),
    NotReminded.CONDUCT: warned,
}


@pytest.mark.parametrize("reason", SPOILED)
def test_why_nobody_reminds(reason: NotReminded, invitation: Invitation, ivan: User) -> None:
    SPOILED[reason](invitation, ivan)
    assert remind_all(now=invitation.created_at + 4 * DAY) == 1
    invitation.refresh_from_db()
    assert (invitation.not_reminded, invitation.remind_at, invitation.reminder) == (reason, None, None)
    assert Letter.objects.filter(cause__startswith="survey:").count() == 1
    assert not Entry.objects.filter(verb="survey.reminded").exists()


def test_nor_while_the_answer_waits_to_be_counted(invitation: Invitation, ivan: User) -> None:
    waits(invitation, ivan)
    remind_all(now=invitation.created_at + 4 * DAY)
    invitation.refresh_from_db()
    assert invitation.not_reminded == NotReminded.ANSWERED


def test_the_answer_by_the_second_link_counts(invitation: Invitation) -> None:
    due = invitation.created_at + 4 * DAY
    remind_all(now=due)
    found = find_by_token(token_in(Letter.objects.get(cause__endswith=":reminder")))
    assert found is not None
    answer(found, score=Score.GOOD, solved="", comment="", now=due)
    assert Response.objects.get().invitation == invitation


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_remind_once(invitation: Invitation) -> None:
    results = at_once(*[lambda: remind_all(now=invitation.created_at + 4 * DAY)] * 3)
    assert not [result for result in results if isinstance(result, Exception)]
    assert Letter.objects.filter(cause__endswith=":reminder").count() == 1
    assert Entry.objects.filter(verb="survey.reminded").count() == 1
