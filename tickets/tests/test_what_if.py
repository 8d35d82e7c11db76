"""Hand-worked: what last month's clocks would have come to by another target."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from customers.enums import Channel
from customers.models import Customer
from helpdesk.staff.models import Site, Team, User
from tickets.domain import what_if_anew
from tickets.domain.sla import Policy, Terms
from tickets.domain.what_if import Outlook, WhatIf, what_if
from tickets.enums import Pausing, Priority, Target
from tickets.kinds.complaint import Complaint
from tickets.models import Calendar, Clock, Ticket
from tickets.tests.clocks_by_hand import HOUR, MINUTE, stop, ticket_by, wind

pytestmark = pytest.mark.django_db

# A Friday at noon; in Prague it is one o'clock.
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def asked(
    user: User, within: timedelta = HOUR, *, round_the_clock: bool = False, **narrowed: Any
) -> Outlook | None:
    """The only target there is: a first response within so much time. Tickets were logged a week ago."""
    terms = {Target.FIRST_RESPONSE: Terms(within, round_the_clock)}
    Ticket.objects.filter(created_at__gt=NOW).update(created_at=NOW - 7 * DAY)
    found = what_if(Policy(None, "", terms, **narrowed), now=NOW, user=user)
    assert found.since == NOW - 30 * DAY
    return found.outlooks[0] if found.outlooks else None


def outcome(one: Outlook | None) -> tuple[int, ...]:
    """How many clocks, decided, met; then decided, met as it would have been; left out."""
    assert one is not None
    return one.clocks, one.decided, one.met, one.would_be_decided, one.would_meet, one.left_out


@pytest.fixture
def four_met(alena: User, jana: Customer) -> list[Clock]:
    """After 20, 45, 90 and 150 minutes, where an hour was promised: two in time."""
    due = NOW - 7 * DAY
    return [
        wind(ticket_by(alena, customer=jana), due=due, took=minutes * MINUTE) for minutes in (20, 45, 90, 150)
    ]


@pytest.mark.parametrize(
    ("minutes", "would_meet"), [(60, 2), (30, 1), (45, 2), (44, 1), (90, 3), (150, 4), (1, 0)]
)
def test_the_time_they_took_beside_the_time_there_would_be(
    four_met: list[Clock], ivan: User, minutes: int, would_meet: int
) -> None:
    found = asked(ivan, minutes * MINUTE)
    assert outcome(found) == (4, 4, 2, 4, would_meet, 0)
    assert found is not None
    assert (found.share, found.would_be_share) == (0.5, would_meet / 4)
    assert (found.target, found.within) == (Target.FIRST_RESPONSE, minutes * MINUTE)


def test_what_runs_is_undecided_unless_it_is_over_already(alena: User, ivan: User) -> None:
    """One hour was spent before it stood still, two since it goes on, round the clock."""
    clock = wind(ticket_by(alena), due=NOW + 3 * HOUR, within=6 * HOUR, round_the_clock=True)
    Clock.objects.filter(pk=clock.pk).update(used=HOUR, counting_since=NOW - 2 * HOUR)
    assert outcome(asked(ivan, 4 * HOUR, round_the_clock=True)) == (1, 0, 0, 0, 0, 0)
    assert outcome(asked(ivan, 3 * HOUR, round_the_clock=True)) == (1, 0, 0, 0, 0, 0)
    assert outcome(asked(ivan, 3 * HOUR - MINUTE, round_the_clock=True)) == (1, 0, 0, 1, 0, 0)
    # Late by what was promised then, but in time by now.
    Clock.objects.filter(pk=clock.pk).update(due_at=NOW - MINUTE)
    assert outcome(asked(ivan, 4 * HOUR, round_the_clock=True)) == (1, 1, 0, 0, 0, 0)


def test_what_stands_still_has_spent_no_more(alena: User, ivan: User) -> None:
    clock = wind(ticket_by(alena), due=NOW + HOUR, within=2 * HOUR, round_the_clock=True)
    Clock.objects.filter(pk=clock.pk).update(counting_since=NOW - 5 * HOUR, paused_at=NOW - 4 * HOUR)
    assert outcome(asked(ivan, HOUR, round_the_clock=True)) == (1, 0, 0, 0, 0, 0)
    assert outcome(asked(ivan, 59 * MINUTE, round_the_clock=True)) == (1, 0, 0, 1, 0, 0)


@pytest.fixture
def office_hours(hotel: Site) -> None:
    """From eight to four on every weekday, in Prague: seven to three in UTC."""
    week = [["08:00–16:00"]] * 5 + [[], []]
    Calendar.objects.create(site=hotel, week=week, keeps_holidays=False)


def friday(hour: int, minute: int = 0) -> datetime:
    """The Friday before, in UTC."""
    return datetime.combine(NOW.date() - 7 * DAY, time(hour, minute), UTC)


def test_counted_otherwise_it_is_counted_anew(office_hours: None, alena: User, ivan: User) -> None:
    """From Friday 14:00 to Monday 08:00 UTC: 66 hours, of them an hour on each day in opening hours."""
    clock = wind(
        ticket_by(alena),
        due=friday(14) + 4 * DAY,
        within=4 * DAY,
        took=66 * HOUR,
        round_the_clock=True,
    )
    assert clock.started_at == friday(14)
    assert outcome(asked(ivan, 2 * HOUR)) == (1, 1, 1, 1, 1, 0)
    assert outcome(asked(ivan, 2 * HOUR - MINUTE)) == (1, 1, 1, 1, 0, 0)
    # Half an hour of it stood still while the hotel was open, and a night in which nothing counts anyway.
    stop(clock, at=friday(14, 30), length=30 * MINUTE)
    stop(clock, at=friday(20), length=8 * HOUR, reason=Pausing.ON_HOLD)
    assert outcome(asked(ivan, 90 * MINUTE)) == (1, 1, 1, 1, 1, 0)
    assert outcome(asked(ivan, 89 * MINUTE)) == (1, 1, 1, 1, 0, 0)


def test_the_other_way_round(office_hours: None, alena: User, ivan: User) -> None:
    """Two hours in opening hours, which were 66 by the clock on the wall, eight of them standing still."""
    met_at = friday(14) + 66 * HOUR
    clock = wind(ticket_by(alena), due=friday(15), took=2 * HOUR, met_at=met_at)
    stop(clock, at=friday(20), length=8 * HOUR)
    assert outcome(asked(ivan, 58 * HOUR, round_the_clock=True)) == (1, 1, 0, 1, 1, 0)
    assert outcome(asked(ivan, 57 * HOUR, round_the_clock=True)) == (1, 1, 0, 1, 0, 0)


def test_what_runs_by_opening_hours_is_counted_by_them(office_hours: None, alena: User, ivan: User) -> None:
    """Since Thursday 14:00 UTC: an hour then, and five on Friday until noon."""
    clock = wind(ticket_by(alena), due=NOW + DAY, within=9 * HOUR)
    since = datetime(2026, 11, 19, 14, tzinfo=UTC)
    Clock.objects.filter(pk=clock.pk).update(started_at=since, counting_since=since)
    assert outcome(asked(ivan, 6 * HOUR)) == (1, 0, 0, 0, 0, 0)
    assert outcome(asked(ivan, 6 * HOUR - MINUTE)) == (1, 0, 0, 1, 0, 0)


def test_only_so_many_are_counted_anew_and_it_is_said(
    four_met: list[Clock], ivan: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The newest: the other two are left out, and in no share."""
    monkeypatch.setattr(what_if_anew, "MOST", 2)
    found = asked(ivan, 2 * HOUR, round_the_clock=True)
    assert outcome(found) == (4, 4, 2, 2, 1, 2)
    assert outcome(asked(ivan, 2 * HOUR)) == (4, 4, 2, 4, 3, 0)


def test_tickets_the_policy_would_fit_as_they_are_now(
    four_met: list[Clock], ivan: User, hotel: Site, shop: Site, front_desk: Team, jana: Customer
) -> None:
    first = Ticket.objects.filter(pk=four_met[0].ticket_id)
    first.update(priority=Priority.URGENT, channel=Channel.LETTER, kind="reservation")
    for narrowed, clocks in (
        ({"site": hotel.pk}, 4),
        ({"site": shop.pk}, 0),
        ({"team": front_desk.pk}, 4),
        ({"team": front_desk.pk + 1}, 0),
        ({"kinds": ["room_change", "return"]}, 3),
        ({"kinds": ["reservation"], "channels": [Channel.LETTER]}, 1),
        ({"priorities": [Priority.URGENT]}, 1),
        ({"is_vip": True}, 0),
        ({"is_vip": False}, 4),
        ({"customer_waits": True}, 4),
    ):
        found = asked(ivan, **narrowed)
        assert (found.clocks if found else 0) == clocks, narrowed
    jana.is_vip = True
    jana.save()
    first.update(customer=None)
    assert outcome(asked(ivan, is_vip=True))[0] == 3
    assert outcome(asked(ivan, is_vip=False))[0] == 1


def test_who_waited_then_cannot_be_known(four_met: list[Clock], ivan: User) -> None:
    terms = {Target.FIRST_RESPONSE: Terms(HOUR)}
    assert what_if(Policy(None, "", terms, customer_waits=True), now=NOW, user=ivan).ignores_waiting
    assert not what_if(Policy(None, "", terms), now=NOW, user=ivan).ignores_waiting
    assert what_if(Policy(None, "", {}), now=NOW, user=ivan) == WhatIf(NOW - 30 * DAY, (), False)


def test_left_out_what_is_older_merged_unseen_or_promised(
    four_met: list[Clock], alena: User, ivan: User, marek: User, jana: Customer
) -> None:
    assert asked(marek) is None
    complaint = wind(ticket_by(alena, "complaint", customer=jana), due=NOW - DAY, took=MINUTE)
    assert outcome(asked(ivan))[0] == 5
    Complaint.objects.filter(ticket=complaint.ticket).update(colleague=ivan)
    assert outcome(asked(ivan))[0] == 4
    Ticket.objects.filter(pk=four_met[0].ticket_id).update(created_at=NOW - 30 * DAY - MINUTE)
    assert outcome(asked(ivan))[0] == 3
    Clock.objects.filter(pk=four_met[1].pk).update(is_promised=True)
    assert outcome(asked(ivan))[0] == 2
    Ticket.objects.filter(pk=four_met[3].ticket_id).update(merged_into=four_met[2].ticket_id)
    assert outcome(asked(ivan))[0] == 1


def test_each_target_by_itself(four_met: list[Clock], alena: User, ivan: User) -> None:
    wind(ticket_by(alena), due=NOW - DAY, took=5 * HOUR, target=Target.RESOLUTION, within=4 * HOUR)
    Ticket.objects.update(created_at=NOW - 7 * DAY)
    terms = {Target.RESOLUTION: Terms(5 * HOUR), Target.FIRST_RESPONSE: Terms(HOUR / 2)}
    found = what_if(Policy(None, "", terms), now=NOW, user=ivan)
    assert [(one.target, outcome(one)) for one in found.outlooks] == [
        (Target.FIRST_RESPONSE, (4, 4, 2, 4, 1, 0)),
        (Target.RESOLUTION, (1, 1, 0, 1, 1, 0)),
    ]


def test_three_queries_for_one_site(
    four_met: list[Clock], ivan: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """Two where nothing has to be counted anew."""
    assert ivan.site_ids
    Ticket.objects.update(created_at=NOW - 7 * DAY)
    for round_the_clock, number in ((True, 3), (False, 2)):
        terms = {Target.FIRST_RESPONSE: Terms(HOUR, round_the_clock)}
        with django_assert_num_queries(number):
            what_if(Policy(None, "", terms), now=NOW, user=ivan)
