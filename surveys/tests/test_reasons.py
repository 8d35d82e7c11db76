"""Whom nobody asks, and why; what is decided stays so."""

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from customers.domain.legal_hold import place_hold
from customers.domain.notices import lift_notice, place_notice
from customers.models import Customer
from helpdesk.mail.models import Letter
from helpdesk.record.models import Entry
from helpdesk.staff.models import User
from surveys.domain.invitation import invite_all
from surveys.enums import NotSent
from surveys.models import Asking, Invitation, OptOut, SurveyRules
from surveys.tests.conftest import DELAY
from tests.cast import log_case
from tickets.domain.linking import link
from tickets.domain.merge import merge
from tickets.domain.resolution import reopen, resolve
from tickets.enums import LinkType, Outcome
from tickets.models import Resolution, Ticket

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def settled(ticket: Ticket, *, by: User) -> Resolution:
    return resolve(ticket, outcome=Outcome.EXPLAINED, explanation="So it is.", by=by)


def of(ticket: Ticket) -> Customer:
    assert ticket.customer is not None
    return ticket.customer


def duplicate(ticket: Ticket, *, by: User) -> None:
    other = log_case("complaint", by=by, customer=ticket.customer)
    link(ticket, other, type=LinkType.DUPLICATE, by=by, now=timezone.now())


def merged(ticket: Ticket, *, by: User) -> None:
    kept = log_case("room_change", by=by, customer=ticket.customer)
    merge(kept=kept, merged=ticket, by=by, now=timezone.now())


def warned(ticket: Ticket, *, by: User) -> None:
    today = timezone.localdate()
    place_notice(of(ticket), text="Shouts.", until=today + DAY, on=today, by=by)


SPOILED: dict[NotSent, Callable[[Ticket, User], object]] = {
    NotSent.MERGED: lambda ticket, by: merged(ticket, by=by),
    NotSent.DUPLICATE: lambda ticket, by: duplicate(ticket, by=by),
    NotSent.ERASED: lambda ticket, _by: Customer.objects.update(erased_at=timezone.now()),
    NotSent.OPTED_OUT: lambda ticket, _by: OptOut.objects.create(customer=of(ticket)),
    NotSent.LEGAL_HOLD: lambda ticket, by: place_hold(of(ticket), reason="Court.", by=by),
    NotSent.CONDUCT: lambda ticket, by: warned(ticket, by=by),
    NotSent.NOT_IN_SAMPLE: lambda _ticket, _by: SurveyRules.objects.update(share=0),
}


@pytest.mark.parametrize("reason", SPOILED)
def test_why_nobody_asks(reason: NotSent, room_change: Ticket, ivan: User) -> None:
    resolution = settled(room_change, by=ivan)
    SPOILED[reason](room_change, ivan)
    assert invite_all(now=resolution.at + DELAY) == 1
    invitation = Invitation.objects.get()
    assert (invitation.not_sent, invitation.letter, invitation.remind_at) == (reason, None, None)
    entry = Entry.objects.about(room_change).filter(verb="survey.not_sent").get()
    assert entry.details == {"reason": reason}
    assert not Asking.objects.exists()
    assert not Letter.objects.filter(cause__startswith="survey:").exists()
    assert invite_all(now=resolution.at + 2 * DELAY) == 0


def test_only_the_duplicate_is_not_asked_about(room_change: Ticket, ivan: User, jana: Customer) -> None:
    other = log_case("complaint", by=ivan, customer=jana)
    link(other, room_change, type=LinkType.DUPLICATE, by=ivan, now=timezone.now())
    resolution = settled(room_change, by=ivan)
    assert invite_all(now=resolution.at + DELAY) == 1
    assert Invitation.objects.get().not_sent == ""


def test_a_notice_that_was_lifted_or_is_over_says_nothing(room_change: Ticket, ivan: User) -> None:
    today = timezone.localdate()
    for until in (today, today + DAY):
        notice = place_notice(of(room_change), text="Shouts.", until=until, on=today, by=ivan)
    lift_notice(notice, by=ivan)
    resolution = settled(room_change, by=ivan)
    assert invite_all(now=resolution.at + 2 * DAY) == 1
    assert Invitation.objects.get().not_sent == ""


def test_a_hold_on_somebody_merged_into_them(room_change: Ticket, ivan: User, piotr: Customer) -> None:
    place_hold(piotr, reason="Court.", by=ivan)
    Customer.objects.filter(pk=piotr.pk).update(merged_into=room_change.customer)
    resolution = settled(room_change, by=ivan)
    invite_all(now=resolution.at + DELAY)
    assert Invitation.objects.get().not_sent == NotSent.LEGAL_HOLD


def test_the_wish_of_an_address_holds_for_whoever_has_it(
    room_change: Ticket, ivan: User, piotr: Customer
) -> None:
    OptOut.objects.create(customer=piotr, email="jana.novakova@post.example")
    resolution = settled(room_change, by=ivan)
    invite_all(now=resolution.at + DELAY)
    assert Invitation.objects.get().not_sent == NotSent.OPTED_OUT


def test_a_wish_that_was_lifted_holds_no_more(room_change: Ticket, ivan: User, jana: Customer) -> None:
    OptOut.objects.create(customer=jana, lifted_at=timezone.now(), lifted_by=ivan)
    resolution = settled(room_change, by=ivan)
    invite_all(now=resolution.at + DELAY)
    assert Invitation.objects.get().not_sent == ""


def test_a_customer_is_left_alone_for_a_while(alena: User, jana: Customer) -> None:
    """Of two in one batch the first one counts; after seven days they may be asked again."""
    SurveyRules.objects.update(rest=7 * DAY)
    tickets = [log_case("room_change", by=alena, customer=jana) for _ in range(3)]
    first = settled(tickets[0], by=alena)
    settled(tickets[1], by=alena)
    now = first.at + DELAY + timedelta(minutes=1)
    assert invite_all(now=now) == 2
    assert [one.not_sent for one in Invitation.objects.order_by("pk")] == ["", NotSent.TOO_RECENT]
    third = settled(tickets[2], by=alena)
    Asking.objects.update(next_moment_at=now)
    Resolution.objects.filter(pk=third.pk).update(at=now)
    assert invite_all(now=now + 7 * DAY) == 1
    assert Invitation.objects.latest("pk").not_sent == ""


def test_but_not_about_what_came_back(alena: User, jana: Customer) -> None:
    SurveyRules.objects.update(rest=7 * DAY)
    ticket = log_case("room_change", by=alena, customer=jana)
    resolution = settled(ticket, by=alena)
    invite_all(now=resolution.at + DELAY)
    again = settled(reopen(ticket, reason="Cold again.", by=alena), by=alena)
    invite_all(now=again.at + DELAY)
    assert [one.not_sent for one in Invitation.objects.all()] == ["", ""]


def test_who_was_not_asked_is_asked_about_the_next_one(alena: User, jana: Customer) -> None:
    """Only letters count for leaving alone."""
    SurveyRules.objects.update(rest=7 * DAY, share=0)
    first = settled(log_case("room_change", by=alena, customer=jana), by=alena)
    invite_all(now=first.at + DELAY)
    SurveyRules.objects.update(share=100)
    second = settled(log_case("room_change", by=alena, customer=jana), by=alena)
    invite_all(now=second.at + DELAY)
    assert [one.not_sent for one in Invitation.objects.order_by("pk")] == [NotSent.NOT_IN_SAMPLE, ""]


def test_at_night_the_letter_waits_for_the_morning(resolution: Resolution) -> None:
    SurveyRules.objects.update(asked_from=time(9), asked_until=time(20))
    evening = datetime(2026, 1, 15, 17, 30, tzinfo=UTC)
    Resolution.objects.update(at=evening)
    Asking.objects.update(next_moment_at=evening)
    morning = datetime(2026, 1, 16, 8, 0, tzinfo=UTC)
    # Two hours later it is half past eight in Prague.
    for asked in (evening, evening + DELAY, morning - timedelta(seconds=1)):
        assert invite_all(now=asked) == 0
        assert Asking.objects.get().next_moment_at == morning
    assert invite_all(now=morning) == 1
    assert Invitation.objects.get().created_at == morning


def test_who_resolves_in_vain_leaves_nobody_to_ask(room_change: Ticket, alena: User) -> None:
    with transaction.atomic():
        settled(room_change, by=alena)
        assert Asking.objects.count() == 1
        transaction.set_rollback(True)
    assert not Asking.objects.exists()


def test_a_batch_costs_the_same_however_many(alena: User, django_assert_num_queries: object) -> None:
    """Those without a letter: what each letter costs is its own."""
    for number in (1, 20):
        for _ in range(number):
            resolution = settled(log_case("room_change", by=alena), by=alena)
        with django_assert_num_queries(20 + number):  # type: ignore[operator]
            invite_all(now=resolution.at + DELAY)
