"""Clocks counted anew when opening hours or policies change, batch by batch, and what that would do."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from customers.domain.customer import change_customer, version_of
from customers.enums import ContactType
from customers.models import Customer
from helpdesk.record.models import Entry
from helpdesk.record.verification import breaks
from helpdesk.staff.models import Site, User
from tests.at_once import at_once
from tests.cast import log_case
from tickets.domain import recounting
from tickets.domain.calendar import Week
from tickets.domain.calendar_keeping import keep
from tickets.domain.lifecycle import move
from tickets.domain.recount_preview import Moved, preview
from tickets.domain.resolution import resolve
from tickets.domain.sla import Policy, Terms
from tickets.enums import Outcome, RecountCause, Status, Target
from tickets.models import Clock, FormerHours, Recount, SlaPolicy, SlaTarget, Ticket
from tickets.tests.clock_scenes import LONG, SPLIT, SPLIT_DAYS, week

pytestmark = pytest.mark.django_db

# A Tuesday at four in the afternoon, in Prague.
MOMENT = datetime(2026, 10, 20, 14, tzinfo=UTC)
MORNING = datetime(2026, 10, 21, 8, tzinfo=UTC)
FOUR_HOURS = {Target.RESOLUTION: Terms(timedelta(hours=4))}


def never() -> bool:
    return False


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> datetime:
    monkeypatch.setattr(timezone, "now", lambda: MOMENT)
    return MOMENT


@pytest.fixture
def policy(now: datetime, hotel: Site, ivan: User) -> SlaPolicy:
    """Four hours to resolve, at a hotel with split days; all of it counted already."""
    policy = SlaPolicy.objects.create(name="Four hours")
    SlaTarget.objects.create(policy=policy, target=Target.RESOLUTION, within=timedelta(hours=4))
    keep(SPLIT, site=hotel, by=ivan, now=now - timedelta(days=30))
    Recount.objects.all().delete()
    return policy


def finish() -> list[Recount]:
    for one in Recount.objects.order_by("pk"):
        recounting.work_on(one.pk, is_time_up=never)
    return list(Recount.objects.order_by("pk"))


def test_clocks_follow_other_opening_hours(
    policy: SlaPolicy, hotel: Site, alena: User, ivan: User, now: datetime
) -> None:
    ticket = log_case("complaint", by=alena)
    assert ticket.due_at == MORNING
    keep(LONG, site=hotel, by=ivan, now=now)
    (recount,) = finish()
    ticket.refresh_from_db()
    assert ticket.due_at == now + timedelta(hours=4)
    assert (recount.cause, recount.site, recount.asked_by) == (RecountCause.CALENDAR, hotel, ivan)
    assert (recount.looked_at, recount.moved, recount.done_at) == (1, 1, now)
    entry = Entry.objects.about(ticket).get(verb="ticket.recounted")
    assert (entry.by, entry.details["before"]) == (ivan, "2026-10-21T08:00:00Z")
    assert list(breaks()) == []


def test_only_those_of_the_site_and_only_open_ones(
    policy: SlaPolicy, hotel: Site, shop: Site, alena: User, zofia: User, ivan: User, now: datetime
) -> None:
    elsewhere, over = log_case("complaint", by=zofia), log_case("complaint", by=alena)
    resolve(over, outcome=Outcome.EXPLAINED, explanation="So it is.", by=alena)
    keep(LONG, site=hotel, by=ivan, now=now)
    (recount,) = finish()
    assert (recount.looked_at, recount.moved) == (0, 0)
    assert Ticket.objects.get(pk=elsewhere.pk).due_at == now + timedelta(hours=4)


def test_what_held_before_is_kept(policy: SlaPolicy, hotel: Site, ivan: User, now: datetime) -> None:
    keep(LONG, site=hotel, by=ivan, now=now)
    first, second = FormerHours.objects.order_by("until")
    assert first.hours is None and second.until == now
    assert second.hours is not None and second.hours["week"][6] == []


def test_every_site_for_the_policies(
    policy: SlaPolicy, alena: User, zofia: User, petra: User, now: datetime
) -> None:
    tickets = [log_case("complaint", by=alena), log_case("complaint", by=zofia)]
    SlaTarget.objects.update(within=timedelta(hours=2))
    recounting.ask(cause=RecountCause.POLICIES, site=None, by=petra)
    (recount,) = finish()
    assert (recount.looked_at, recount.moved) == (2, 2)
    for ticket in tickets:
        clock = ticket.clocks.get()
        assert (clock.due_at, clock.within, clock.recounted) == (
            now + timedelta(hours=2),
            timedelta(hours=2),
            1,
        )


def test_a_policy_that_is_gone_leaves_what_was_promised(
    policy: SlaPolicy, alena: User, petra: User, now: datetime
) -> None:
    ticket = log_case("complaint", by=alena)
    SlaPolicy.objects.update(is_on=False)
    recounting.ask(cause=RecountCause.POLICIES, site=None, by=petra)
    finish()
    clock = ticket.clocks.get(target=Target.RESOLUTION)
    # What the kind ships with takes its place: two days of the calendar, two hours of which may be gone.
    assert (clock.policy, clock.within, clock.round_the_clock) == (None, timedelta(days=2), True)


def test_it_goes_on_where_a_worker_died(
    policy: SlaPolicy, hotel: Site, alena: User, ivan: User, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recounting, "BATCH", 2)
    tickets = [log_case("complaint", by=alena) for _ in range(5)]
    keep(LONG, site=hotel, by=ivan, now=now)
    recount = Recount.objects.get()
    assert recounting.work_on_batch(recount.pk, now=now)
    recount.refresh_from_db()
    assert (recount.looked_at, recount.moved, recount.after) == (2, 2, tickets[1].pk)
    recounting.go_on(is_time_up=never)
    recount.refresh_from_db()
    assert (recount.looked_at, recount.moved, recount.done_at) == (5, 5, now)
    assert not recounting.work_on_batch(recount.pk, now=now)
    assert set(Ticket.objects.values_list("due_at", flat=True)) == {now + timedelta(hours=4)}


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_do_it_once(
    policy: SlaPolicy, hotel: Site, alena: User, ivan: User, now: datetime
) -> None:
    for _ in range(4):
        log_case("complaint", by=alena)
    keep(LONG, site=hotel, by=ivan, now=now)
    recount = Recount.objects.get()
    done = at_once(*[lambda: recounting.work_on(recount.pk, is_time_up=never)] * 2)
    assert done == [None, None]
    finish()
    recount.refresh_from_db()
    assert (recount.looked_at, recount.moved) == (4, 4)
    assert Entry.objects.filter(verb="ticket.recounted").count() == 4


def test_a_batch_asks_as_often_whatever_it_finds(
    policy: SlaPolicy,
    hotel: Site,
    alena: User,
    petra: User,
    now: datetime,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(3):
        log_case("complaint", by=alena)
    recount = recounting.ask(cause=RecountCause.POLICIES, site=None, by=petra)
    with django_assert_num_queries(10):
        recounting.work_on_batch(recount.pk, now=now)
    for _ in range(27):
        log_case("complaint", by=alena)
    recount = recounting.ask(cause=RecountCause.POLICIES, site=None, by=petra)
    with django_assert_num_queries(10):
        recounting.work_on_batch(recount.pk, now=now)


def test_the_tickets_of_a_customer_who_becomes_a_vip(
    policy: SlaPolicy, alena: User, jana: Customer, piotr: Customer, now: datetime
) -> None:
    hers, his = (log_case("complaint", by=alena, customer=one) for one in (jana, piotr))
    change_vip(jana, to=True, by=alena)
    assert not Recount.objects.exists()  # no policy asks for it
    vip = SlaPolicy.objects.create(name="VIP", is_vip=True, position=0)
    SlaPolicy.objects.filter(pk=policy.pk).update(position=1)
    SlaTarget.objects.create(policy=vip, target=Target.RESOLUTION, within=timedelta(hours=1))
    change_vip(jana, to=False, by=alena)
    change_vip(jana, to=True, by=alena)
    assert [one.moved for one in finish()] == [1, 0]
    due = dict(Ticket.objects.values_list("pk", "due_at"))
    assert due == {hers.pk: now + timedelta(hours=1), his.pk: MORNING}


def change_vip(customer: Customer, *, to: bool, by: User) -> None:
    customer.refresh_from_db()
    version, customer.is_vip = version_of(customer), to
    points: dict[ContactType, list[str]] = {kind: [] for kind in ContactType}
    for one in customer.contact_points.order_by("-is_preferred", "pk"):
        points[ContactType(one.type)].append(one.value)
    change_customer(customer, points=points, version=version, by=by)


# What it would do -----------------------------------------------------------------------------------------


def test_the_preview_counts_what_would_move(
    policy: SlaPolicy, hotel: Site, alena: User, now: datetime
) -> None:
    first, second = log_case("complaint", by=alena), log_case("complaint", by=alena)
    move(second, Status.ON_HOLD, by=alena)
    before = list(Clock.objects.order_by("pk").values())
    assert preview(hotel, now=now) == Moved(2)
    assert preview(hotel, now=now, week=LONG) == Moved(2, earlier=2)
    off = week(SPLIT_DAYS, d20261021=[])
    assert preview(hotel, now=now, week=off) == Moved(2, later=2)
    assert list(Clock.objects.order_by("pk").values()) == before
    first.refresh_from_db()
    assert first.due_at == MORNING


def test_the_preview_of_a_policy(
    policy: SlaPolicy, shop: Site, alena: User, zofia: User, now: datetime
) -> None:
    log_case("complaint", by=alena)
    log_case("complaint", by=zofia)
    longer = Policy(policy.pk, "Four hours", {Target.RESOLUTION: Terms(timedelta(hours=9))})
    assert preview(None, now=now, policy=longer) == Moved(2, later=2)
    assert preview(shop, now=now, policy=longer) == Moved(1, later=1)
    # A new one is asked last, and the first one fits them all.
    assert preview(None, now=now, policy=Policy(None, "New", FOUR_HOURS)) == Moved(2)


def test_what_would_stand_still_is_due_no_more(
    policy: SlaPolicy, hotel: Site, alena: User, now: datetime
) -> None:
    move(log_case("complaint", by=alena), Status.PENDING, by=alena)
    assert preview(hotel, now=now, policy=Policy(policy.pk, "Four hours", FOUR_HOURS)) == Moved(1, unbound=1)


def test_the_preview_looks_at_no_more_than_it_says(
    policy: SlaPolicy, hotel: Site, alena: User, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tickets.domain.recount_preview.MOST", 2)
    monkeypatch.setattr("tickets.domain.recount_preview.AT_ONCE", 1)
    for _ in range(3):
        log_case("complaint", by=alena)
    assert preview(hotel, now=now, week=LONG) == Moved(2, earlier=2, more=True)


def test_hours_nobody_can_go_by_move_nothing(policy: SlaPolicy, hotel: Site, now: datetime) -> None:
    with pytest.raises(ValueError):
        preview(hotel, now=now, week=Week([["08:00–12:00", "11:00–13:00"]] * 7))
