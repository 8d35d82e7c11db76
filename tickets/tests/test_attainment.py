"""Hand-worked figures: what was promised in four weeks, and what became of it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from customers.models import Customer
from helpdesk.staff.models import Site, Team, User
from tickets.domain.assignment import take
from tickets.domain.attainment import Attainment, Figures, Grouping, Scope, Standing, attainment
from tickets.domain.attainment_lists import Place, clocks_behind, names_of
from tickets.domain.merge import merge
from tickets.enums import Pausing, Target
from tickets.kinds.complaint import Complaint
from tickets.models import Clock, SlaPolicy
from tickets.tests.clocks_by_hand import HOUR, MINUTE, stop, ticket_by, wind
from tickets.views.attainment_table import clock_row

pytestmark = pytest.mark.django_db

# A Friday.
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
DAY = timedelta(days=1)
FOUR_WEEKS = Scope(since=NOW - 28 * DAY, until=NOW + 3 * DAY)
RESPONSES = Scope(FOUR_WEEKS.since, FOUR_WEEKS.until, target=Target.FIRST_RESPONSE)


@pytest.fixture
def desk_policy(hotel: Site) -> SlaPolicy:
    return SlaPolicy.objects.create(name="Front desk", site=hotel)


@pytest.fixture
def clocks(alena: User, karel: User, jana: Customer, desk_policy: SlaPolicy) -> dict[str, Clock]:
    """Of these six are decided: four were met, one of them in time, and two run and are late."""
    promise: dict[str, Any] = {"due": NOW - 2 * DAY, "policy": desk_policy}
    resolution: dict[str, Any] = {"target": Target.RESOLUTION, "within": 4 * HOUR}
    found = {
        "in time": wind(take(ticket_by(alena), by=alena), took=40 * MINUTE, **promise),
        "half an hour": wind(take(ticket_by(alena), by=alena), took=90 * MINUTE, **promise),
        "two hours": wind(take(ticket_by(karel), by=karel), took=3 * HOUR, **promise),
        "ten minutes": wind(ticket_by(alena, "complaint", customer=jana), took=70 * MINUTE, **promise),
        "open": wind(ticket_by(alena), due=NOW - DAY, **resolution),
        "has time": wind(ticket_by(alena), due=NOW + DAY, **resolution),
        "stands still": wind(ticket_by(alena), due=NOW - DAY, paused_at=NOW - 2 * DAY, **resolution),
        "stopped late": wind(ticket_by(alena), due=NOW - DAY, paused_at=NOW - 3 * HOUR, **resolution),
    }
    stop(found["half an hour"], at=NOW - 3 * DAY, length=2 * HOUR)
    stop(found["half an hour"], at=NOW - 4 * DAY, length=30 * MINUTE, reason=Pausing.ON_HOLD)
    stop(found["stopped late"], at=NOW - 3 * HOUR, length=None)
    stop(found["stands still"], at=NOW - 2 * DAY, length=None)
    return found


def told(by: Grouping, *, user: User, scope: Scope = FOUR_WEEKS) -> Attainment:
    return attainment(scope, by=by, user=user, now=NOW)


def listed(clocks: dict[str, Clock], *, user: User, **asked: object) -> set[str]:
    names = {clock.pk: name for name, clock in clocks.items()}
    said = {"standing": None, "place": None, **asked}
    found = clocks_behind(FOUR_WEEKS, user=user, now=NOW, **said)  # type: ignore[arg-type]  # as a page asks
    return {names[row["id"]] for row in found}


PENDING, ON_HOLD = Pausing.PENDING, Pausing.ON_HOLD
MEAN = timedelta(minutes=53, seconds=20)
ALL = Figures(6, 5, 2, 30 * MINUTE, MEAN, {PENDING: 5 * HOUR, ON_HOLD: 30 * MINUTE})
OF_POLICY = Figures(4, 3, 0, 30 * MINUTE, MEAN, {PENDING: 2 * HOUR, ON_HOLD: 30 * MINUTE})
OF_NONE = Figures(2, 2, 2, None, None, {PENDING: 3 * HOUR})


def test_by_policy(clocks: dict[str, Clock], ivan: User, desk_policy: SlaPolicy) -> None:
    found = told(Grouping.POLICY, user=ivan)
    assert found.total == ALL
    assert found.groups == {str(desk_policy.pk): OF_POLICY, "none": OF_NONE}
    assert (ALL.met, OF_POLICY.met, OF_NONE.met) == (1, 1, 0)
    assert (ALL.share, OF_POLICY.share, OF_NONE.share) == (0.167, 0.25, 0.0)
    assert names_of(Grouping.POLICY, found.groups, user=ivan) == {str(desk_policy.pk): "Front desk"}


def test_what_was_met_while_it_stood_still_was_met_when_it_stopped(alena: User, ivan: User) -> None:
    """The customer was waited for until long after it would have been due."""
    stopped: dict[str, Any] = {
        "due": NOW - 2 * DAY,
        "paused_at": NOW - 2 * DAY - 20 * MINUTE,
        "met_at": NOW - DAY,
    }
    clock = wind(ticket_by(alena), took=40 * MINUTE, **stopped)
    late = wind(ticket_by(alena), took=70 * MINUTE, **stopped | {"paused_at": NOW - 2 * DAY + 10 * MINUTE})
    assert told(Grouping.SITE, user=ivan).total == Figures(2, 1, 0, 10 * MINUTE, 10 * MINUTE)
    names = {"in time": clock, "late": late}
    assert listed(names, user=ivan, standing=Standing.MET) == {"in time"}
    assert listed(names, user=ivan, standing=Standing.LATE) == {"late"}
    assert [
        clock_row(row)["late_by"]
        for row in clocks_behind(FOUR_WEEKS, standing=None, place=None, user=ivan, now=NOW).order_by("pk")
    ] == [None, 10 * MINUTE]


def test_by_associate(clocks: dict[str, Clock], alena: User, karel: User, ivan: User) -> None:
    groups = told(Grouping.ASSOCIATE, user=ivan).groups
    assert groups == {
        str(alena.pk): Figures(2, 1, 0, 30 * MINUTE, 30 * MINUTE, OF_POLICY.stood_still),
        str(karel.pk): Figures(1, 1, 0, 2 * HOUR, 2 * HOUR),
        "none": Figures(3, 3, 2, 10 * MINUTE, 10 * MINUTE, {PENDING: 3 * HOUR}),
    }
    assert list(names_of(Grouping.ASSOCIATE, groups, user=ivan).values()) == [
        "Alena Dvořáková",
        "Karel Svoboda",
    ]


def test_by_kind_team_and_site(clocks: dict[str, Clock], ivan: User, front_desk: Team, hotel: Site) -> None:
    kinds = told(Grouping.KIND, user=ivan).groups
    assert {kind: (one.decided, one.late) for kind, one in kinds.items()} == {
        "complaint": (1, 1),
        "room_change": (5, 4),
    }
    for by, key in ((Grouping.TEAM, front_desk.pk), (Grouping.SITE, hotel.pk)):
        assert told(by, user=ivan).groups == {str(key): ALL}
    assert names_of(Grouping.TEAM, [str(front_desk.pk)], user=ivan) == {str(front_desk.pk): "Front desk"}
    assert names_of(Grouping.SITE, [], user=ivan) == {str(hotel.pk): "Hotel Vltava"}


def test_a_week_begins_on_monday_where_the_reader_is(
    clocks: dict[str, Clock], alena: User, ivan: User
) -> None:
    """Half past midnight on Monday in Prague is still Sunday in London."""
    clocks["at night"] = wind(ticket_by(alena), due=datetime(2026, 11, 15, 23, 30, tzinfo=UTC), took=HOUR)
    with timezone.override("Europe/Prague"):
        assert told(Grouping.WEEK, user=ivan).groups.keys() == {"2026-11-16"}
        assert "at night" in listed(clocks, user=ivan, place=Place(Grouping.WEEK, "2026-11-16"))
    with timezone.override("Europe/London"):
        weeks = told(Grouping.WEEK, user=ivan).groups
        assert {week: one.decided for week, one in weeks.items()} == {"2026-11-09": 1, "2026-11-16": 6}
        assert listed(clocks, user=ivan, place=Place(Grouping.WEEK, "2026-11-09")) == {"at night"}


def test_one_target_and_one_site(clocks: dict[str, Clock], ivan: User, petra: User, shop: Site) -> None:
    assert told(Grouping.POLICY, user=ivan, scope=RESPONSES).total == OF_POLICY
    elsewhere = Scope(FOUR_WEEKS.since, FOUR_WEEKS.until, site=shop.pk)
    assert told(Grouping.POLICY, user=petra, scope=elsewhere) == Attainment(Figures(), {})
    assert told(Grouping.POLICY, user=petra).total == ALL


def test_only_what_was_due_in_these_days(clocks: dict[str, Clock], ivan: User) -> None:
    """From the first moment on, and before the last one."""
    due = NOW - 2 * DAY
    assert told(Grouping.SITE, user=ivan, scope=Scope(due, due + MINUTE)).total.decided == 4
    assert told(Grouping.SITE, user=ivan, scope=Scope(due - DAY, due)).total == Figures()


def test_what_is_merged_counts_no_more(clocks: dict[str, Clock], alena: User, ivan: User) -> None:
    merge(kept=clocks["in time"].ticket, merged=clocks["two hours"].ticket, by=alena, now=timezone.now())
    found = told(Grouping.SITE, user=ivan, scope=RESPONSES).total
    assert (found.decided, found.late, found.median_late) == (3, 2, 20 * MINUTE)
    assert "two hours" not in listed(clocks, user=ivan)


def test_other_sites_and_complaints_about_oneself_are_not_seen(
    clocks: dict[str, Clock], ivan: User, marek: User
) -> None:
    for by in Grouping:
        assert told(by, user=marek) == Attainment(Figures(), {})
    assert listed(clocks, user=marek) == set()
    Complaint.objects.filter(ticket=clocks["ten minutes"].ticket).update(colleague=ivan)
    assert told(Grouping.SITE, user=ivan).total.decided == 5
    assert "complaint" not in told(Grouping.KIND, user=ivan).groups
    assert "ten minutes" not in listed(clocks, user=ivan)


def test_somebody_without_a_site_sees_nothing(clocks: dict[str, Clock], ivan: User) -> None:
    ivan.memberships.all().delete()
    ivan = User.objects.get(pk=ivan.pk)
    assert told(Grouping.TEAM, user=ivan) == Attainment(Figures(), {})


DECIDED = {"in time", "half an hour", "two hours", "ten minutes", "open", "stopped late"}
LATE = DECIDED - {"in time"}


def test_every_figure_has_its_clocks(
    clocks: dict[str, Clock], ivan: User, karel: User, desk_policy: SlaPolicy
) -> None:
    assert listed(clocks, user=ivan) == DECIDED
    assert listed(clocks, user=ivan, standing=Standing.MET) == {"in time"}
    assert listed(clocks, user=ivan, standing=Standing.LATE) == LATE
    assert listed(clocks, user=ivan, standing=Standing.OPEN) == {"open", "stopped late"}
    of_policy = Place(Grouping.POLICY, str(desk_policy.pk))
    assert listed(clocks, user=ivan, place=of_policy) == DECIDED - {"open", "stopped late"}
    assert listed(clocks, user=ivan, place=Place(Grouping.POLICY, "none")) == {"open", "stopped late"}
    assert listed(clocks, user=ivan, place=Place(Grouping.ASSOCIATE, str(karel.pk))) == {"two hours"}
    assert listed(clocks, user=ivan, place=Place(Grouping.KIND, "complaint")) == {"ten minutes"}


@pytest.mark.parametrize("by", Grouping)
def test_lists_are_as_long_as_their_figures_say(clocks: dict[str, Clock], ivan: User, by: Grouping) -> None:
    for key, figures in told(by, user=ivan).groups.items():
        place = Place(by, key)
        assert len(listed(clocks, user=ivan, place=place)) == figures.decided
        assert len(listed(clocks, user=ivan, place=place, standing=Standing.MET)) == figures.met
        assert len(listed(clocks, user=ivan, place=place, standing=Standing.LATE)) == figures.late
        assert len(listed(clocks, user=ivan, place=place, standing=Standing.OPEN)) == figures.still_open


def test_the_list_tells_every_pause(clocks: dict[str, Clock], ivan: User) -> None:
    rows = clocks_behind(FOUR_WEEKS, standing=None, place=None, user=ivan, now=NOW)
    pauses = {row["id"]: [(one["reason"], one["seconds"]) for one in row["stood_still"]] for row in rows}
    assert pauses[clocks["half an hour"].pk] == [("on_hold", 1800), ("pending", 7200)]
    assert pauses[clocks["stopped late"].pk] == [("pending", 10_800)]
    assert pauses[clocks["in time"].pk] == []


@pytest.mark.parametrize(
    ("by", "key"),
    [
        (Grouping.WEEK, "soon"),
        (Grouping.WEEK, "0001-01-01"),
        (Grouping.TEAM, "-1"),
        (Grouping.SITE, "9" * 20),
        (Grouping.KIND, "poem"),
    ],
)
def test_no_group_is_called_so(by: Grouping, key: str) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        Place(by, key).narrow()


def test_nearly_all_is_not_all() -> None:
    assert Figures(10_000, 1).share == 0.999
    assert Figures(10_000, 0).share == 1.0
    assert Figures().share is None


def test_two_statements_for_any_number_of_clocks(
    clocks: dict[str, Clock], ivan: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    assert ivan.site_ids
    for by in Grouping:
        with django_assert_num_queries(2):
            told(by, user=ivan)
