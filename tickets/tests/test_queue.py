from datetime import timedelta
from datetime import timezone as dt_timezone
from typing import Any

import pytest
from django.http import QueryDict
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from customers.models import Customer
from helpdesk.staff.models import Team, User
from tests.cast import log_case
from tickets.domain.assignment import take
from tickets.domain.escalation import escalate
from tickets.domain.lifecycle import move
from tickets.domain.message import add_message
from tickets.domain.queue import COUNT_CAP, SORTS, VIEWS, Asked, Count, counts, tickets_for
from tickets.domain.queue.counting import LOOKED_AT
from tickets.domain.queue.filters import FILTERS
from tickets.domain.resolution import resolve
from tickets.enums import Direction, MessageType, Outcome, Status, Target
from tickets.kinds.complaint import Complaint
from tickets.models import Clock, ClockPause, Message, SavedView, Ticket, Watching
from tickets.tests.clocks_by_hand import HOUR, wind

pytestmark = pytest.mark.django_db


@pytest.fixture
def tickets(alena: User, ivan: User, jana: Customer, piotr: Customer) -> dict[str, Ticket]:
    """One ticket for each thing a view can ask for."""
    cases = {
        name: log_case("room_change", by=alena, customer=jana)
        for name in ("new", "alenas", "answered", "pending", "late", "resolved", "closed")
    }
    complaint = log_case("complaint", by=alena, customer=piotr, subject="Čekání na klíč č. 7")
    take(cases["alenas"], by=alena)
    add_message(
        cases["answered"], Message(type=MessageType.CALL, direction=Direction.OUT, body="Hello"), by=alena
    )
    move(cases["pending"], Status.PENDING, by=alena)
    Ticket.objects.filter(pk=cases["late"].pk).update(due_at=timezone.now() - timedelta(minutes=1))
    for name in ("resolved", "closed"):
        resolve(cases[name], outcome=Outcome.AS_ASKED, explanation="Moved.", by=alena)
    move(cases["closed"], Status.CLOSED, by=ivan)
    return {**cases, "complaint": complaint}


def asked_for(tickets: dict[str, Ticket], query: str, *, user: User) -> set[str]:
    names = {ticket.pk: name for name, ticket in tickets.items()}
    found = tickets_for(Asked.read(QueryDict(query)), user=user, now=timezone.now())
    return {names[ticket.pk] for ticket in found}


def found(tickets: dict[str, Ticket], *, user: User, **query: str) -> set[str]:
    asked = QueryDict(mutable=True)
    asked.update(query)
    return asked_for(tickets, asked.urlencode(), user=user)


UNFINISHED = {"new", "alenas", "answered", "pending", "late", "complaint"}
EVERYTHING = UNFINISHED | {"resolved", "closed"}

SHOWN = {
    "mine": {"alenas"},
    "unassigned": UNFINISHED - {"alenas"},
    "teams": UNFINISHED,
    "waiting": UNFINISHED - {"answered"},
    "late": {"late"},
    "pending": {"pending"},
    "open": UNFINISHED,
    "resolved": {"resolved", "closed"},
    "all": EVERYTHING,
}


@pytest.mark.parametrize("view", SHOWN)
def test_each_view_shows_its_tickets(tickets: dict[str, Ticket], alena: User, view: str) -> None:
    assert found(tickets, user=alena, view=view) == SHOWN[view]


def test_due_today_is_what_is_due_before_midnight(tickets: dict[str, Ticket], alena: User) -> None:
    now = timezone.now().replace(hour=12)
    Ticket.objects.filter(pk=tickets["new"].pk).update(due_at=now + timedelta(days=1))
    Ticket.objects.filter(pk=tickets["late"].pk).update(due_at=now + timedelta(hours=11))
    today = set(tickets_for(Asked.read({"view": "today"}), user=alena, now=now))
    assert tickets["late"] in today
    assert tickets["new"] not in today


def test_due_soon_is_what_is_due_within_the_hour(tickets: dict[str, Ticket], alena: User) -> None:
    """Not what is late, nor what is due when the hour is over."""
    now = timezone.now()
    for name, minutes in (("new", 0), ("alenas", 59), ("answered", 60), ("complaint", 120)):
        Ticket.objects.filter(pk=tickets[name].pk).update(due_at=now + timedelta(minutes=minutes))
    for query in ("view=soon", "view=open&is=due_soon"):
        soon = set(tickets_for(Asked.read(QueryDict(query)), user=alena, now=now))
        assert soon == {tickets["new"], tickets["alenas"]}
    view = SavedView.objects.create(name="Soon", owner=alena, query="view=open&is=due_soon")
    counted = counts(user=alena, now=now, saved=[view])
    assert (counted["soon"].number, counted[f"saved:{view.pk}"].number) == (2, 2)


def test_an_hour_from_now_is_not_taken_for_midnight(tickets: dict[str, Ticket], alena: User) -> None:
    """The stand-ins of the counted statement are told apart by what they are, in every zone there is."""
    now = timezone.now()
    due = {"new": timedelta(minutes=30), "alenas": timedelta(minutes=90), "answered": timedelta(days=2)}
    for name, ahead in due.items():
        Ticket.objects.filter(pk=tickets[name].pk).update(due_at=now + ahead)
    for hours in range(-12, 15):
        with timezone.override(dt_timezone(timedelta(hours=hours))):
            counted = counts(user=alena, now=now)
            for view in ("soon", "today"):
                shown = tickets_for(Asked.read({"view": view}), user=alena, now=now).count()
                assert counted[view].number == shown, (view, hours)


def test_every_view_is_tried_here() -> None:
    assert set(VIEWS) == {*SHOWN, "today", "soon"}


def test_counts_agree_with_the_views(tickets: dict[str, Ticket], alena: User, petra: User) -> None:
    now = timezone.now()
    for person in (alena, petra):
        for view, count in counts(user=person, now=now).items():
            shown = tickets_for(Asked.read({"view": view}), user=person, now=now).count()
            assert count == Count(shown, more=False), view


def test_counts_stop_at_the_cap_and_cost_one_query(
    room_change: Ticket, alena: User, django_assert_num_queries: Any
) -> None:
    copies(COUNT_CAP + 5)
    # Which sites and teams are one's own is known from the request's beginning.
    assert alena.site_ids
    assert alena.team_ids
    with django_assert_num_queries(1):
        assert str(counts(user=alena, now=timezone.now())["open"]) == "99+"


def copies(number: int, **other: object) -> None:
    said = Ticket.objects.values("kind", "site_id", "team_id", "created_by_id", "due_at")[0]
    Ticket.objects.bulk_create(Ticket(**{**said, **other}) for _ in range(number))


def test_counts_of_saved_views_agree_with_them(tickets: dict[str, Ticket], alena: User) -> None:
    asked_for_ = (
        "kind=complaint",
        "view=mine",
        "assignee=nobody&status=new",
        "is=late",
        "due_to=today",
        "logged_from=-1d",
    )
    saved = [SavedView.objects.create(name=query, owner=alena, query=query) for query in asked_for_]
    now = timezone.now()
    counted = counts(user=alena, now=now, saved=saved)
    for view in saved:
        shown = tickets_for(Asked.of(view), user=alena, now=now).count()
        assert counted[f"saved:{view.pk}"] == Count(shown, more=False), view.query


def test_a_saved_view_looks_at_so_many_tickets_and_no_more(room_change: Ticket, alena: User) -> None:
    view = SavedView.objects.create(name="Letters", owner=alena, query="view=open&channel=letter")
    copies(LOOKED_AT + 1, channel="phone")
    assert counts(user=alena, now=timezone.now(), saved=[view])[f"saved:{view.pk}"] == Count(0, more=True)


def test_views_without_end_are_not_counted(room_change: Ticket, alena: User) -> None:
    for query in ("view=all&kind=return", "view=resolved", "view=open&q=water"):
        view = SavedView.objects.create(name="x", owner=alena, query=query)
        assert f"saved:{view.pk}" not in counts(user=alena, now=timezone.now(), saved=[view])


def test_other_sites_and_the_accused_see_nothing(
    tickets: dict[str, Ticket], marek: User, karel: User
) -> None:
    assert found(tickets, user=marek, view="all") == set()
    assert {count.number for count in counts(user=marek, now=timezone.now()).values()} == {0}
    before = counts(user=karel, now=timezone.now())["open"].number
    Complaint.objects.filter(ticket=tickets["complaint"]).update(colleague=karel)
    assert "complaint" not in found(tickets, user=karel, view="all")
    assert found(tickets, user=karel, q="klíč") == set()
    assert counts(user=karel, now=timezone.now())["open"].number == before - 1


def test_found_by_number_also_when_finished(tickets: dict[str, Ticket], alena: User) -> None:
    for name in ("resolved", "new"):
        number = tickets[name].number
        assert found(tickets, user=alena, q=str(number)) == {name}


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("kind=complaint", {"complaint"}),
        ("kind=complaint&kind=room_change", EVERYTHING),
        ("status=pending&status=closed", {"pending", "closed"}),
        ("status=pending&kind=complaint", set()),
        ("assignee=me", {"alenas"}),
        ("assignee=nobody&status=new", {"new", "answered", "late", "complaint"} - {"answered"}),
        ("assignee=me&assignee=nobody", EVERYTHING),
        ("outcome=as_asked", {"resolved", "closed"}),
        ("outcome=refused", set()),
        ("is=late", {"late"}),
        ("is=waiting&is=late", {"late"}),
        ("is=waiting", UNFINISHED - {"answered"}),
        ("logged_by=me", EVERYTHING),
        ("logged_from=today", EVERYTHING),
        ("logged_to=-1d", set()),
        ("updated_from=%2B1d", set()),
        ("due_to=-1d", set()),
        # What stands still is not due.
        ("due_from=-1d", UNFINISHED - {"pending"}),
        ("channel=in_person", EVERYTHING),
        ("priority=4", set()),
    ],
)
def test_each_filter_narrows(tickets: dict[str, Ticket], alena: User, query: str, names: set[str]) -> None:
    # Around midnight "today" is another day here than at the hotel.
    assert asked_for(tickets, f"view=all&{query}", user=alena) == names


def test_filters_by_what_a_ticket_refers_to(
    tickets: dict[str, Ticket], alena: User, front_desk: Team, piotr: Customer
) -> None:
    for query, names in (
        (f"team={front_desk.pk}", EVERYTHING),
        (f"site={front_desk.site_id}", EVERYTHING),
        (f"customer={piotr.pk}", {"complaint"}),
        (f"assignee={alena.pk}", {"alenas"}),
        ("team=999999", set()),
    ):
        assert asked_for(tickets, f"view=all&{query}", user=alena) == names, query


def test_filters_by_what_hangs_off_a_ticket(tickets: dict[str, Ticket], alena: User) -> None:
    escalate(tickets["new"], reason="May I?", by=alena)
    Watching.objects.create(ticket=tickets["late"], user=alena)
    Ticket.objects.filter(pk=tickets["pending"].pk).update(tags=["vip", "noise"])
    assert asked_for(tickets, "view=all&is=escalated", user=alena) == {"new"}
    assert asked_for(tickets, "view=all&is=watched", user=alena) == {"late"}
    assert asked_for(tickets, "view=all&tag=vip,other", user=alena) == {"pending"}
    assert asked_for(tickets, "view=all&is=exception", user=alena) == set()
    assert asked_for(tickets, "view=all&is=follow_up", user=alena) == set()


def test_filters_by_the_clocks_of_a_ticket(tickets: dict[str, Ticket], alena: User) -> None:
    """One that stands still does not run, one that is met does neither, and finished tickets have none."""
    ClockPause.objects.all().delete()
    Clock.objects.all().delete()
    now = timezone.now()
    wind(tickets["new"], due=now + HOUR)
    wind(tickets["late"], due=now - HOUR, target=Target.RESOLUTION)
    wind(tickets["pending"], due=now + HOUR, paused_at=now)
    wind(tickets["pending"], due=now + HOUR, target=Target.RESOLUTION)
    wind(tickets["answered"], due=now + HOUR, took=HOUR)
    wind(tickets["resolved"], due=now + HOUR, paused_at=now)
    for query, names in (
        ("is=paused", {"pending"}),
        ("is=paused&status=new", set()),
        ("clock=first_response", {"new"}),
        ("clock=next_response", set()),
        ("clock=resolution", {"late", "pending"}),
        ("clock=first_response&clock=resolution", {"new", "late", "pending"}),
        ("clock=resolution&is=paused", {"pending"}),
    ):
        for view in ("all", "open"):
            assert asked_for(tickets, f"view={view}&{query}", user=alena) == names, query
    assert Asked.read(QueryDict("clock=tea")).filters == {}


@pytest.mark.parametrize(
    ("query", "sort"),
    [
        ("", "due"),
        ("view=resolved", "-updated"),
        ("view=resolved&sort=due", "-updated"),
        ("view=resolved&sort=-number", "-number"),
        ("view=all&sort=customer", "-updated"),
        ("sort=customer", "customer"),
        ("sort=-customer", "-customer"),
        ("sort=--customer", "due"),
        ("q=x", "-updated"),
        ("view=all&logged_from=-7d", "-logged"),
        ("view=resolved&logged_to=2026-05-31", "-logged"),
        ("view=all&logged_from=-7d&sort=-updated", "-updated"),
        ("view=all&logged_from=never", "-updated"),
        ("view=open&logged_from=-7d", "due"),
    ],
)
def test_sorted_as_the_view_allows(query: str, sort: str) -> None:
    assert Asked.read(QueryDict(query)).sort == sort


def test_an_address_is_always_spelt_the_same_way() -> None:
    said = "status=new&kind=return&kind=complaint&sort=due&kind=nothing&view=open&is=late"
    again = "view=open&kind=complaint&kind=return&status=new&is=late"
    assert Asked.read(QueryDict(said)).query == again == Asked.read(QueryDict(again)).query


def test_the_order_of_what_was_logged_in_some_days_goes_with_these_days() -> None:
    """Unless somebody chose an order, which stays."""
    asked = Asked.read(QueryDict("view=all&logged_from=-7d"))
    assert asked.query == "view=all&logged_from=-7d"
    assert asked.query_with(without=["logged_from"]) == "view=all"
    assert asked.plain == Asked.read(QueryDict("view=all"))
    chosen = Asked.read(QueryDict("view=all&logged_from=-7d&sort=number"))
    assert chosen.query_with(without=["logged_from"]) == "view=all&sort=number"
    assert chosen.plain.sort == "number"


@pytest.mark.parametrize(
    "query",
    [
        "view=x&sort=y&kind=z&status=w",
        "view=&sort=&kind=&status=&q=",
        "view=open%00&kind=%00",
        "sort=-id;drop",
        "q=%00",
        "status=new%20",
        "team=1.5&site=-1&customer=9999999999999999999999&assignee=you",
        "logged_from=2026-02-30&logged_to=0001-01-01&due_to=9999-12-31&updated_from=-99999d",
        "tag=%00&is=rich",
    ],
)
def test_garbage_falls_back_to_what_is_usual(tickets: dict[str, Ticket], alena: User, query: str) -> None:
    asked = Asked.read(QueryDict(query))
    assert (asked.filters, asked.sort, asked.view.key) == ({}, "due", "open")
    assert set(tickets_for(asked, user=alena, now=timezone.now()))


WORDS = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        ["me", "nobody", "today", "-7d", "+3d", "2026-05-01", "late", "new", "return", "1", "-due"]
    ),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=st.dictionaries(st.sampled_from([*FILTERS, "view", "sort", "q"]), st.lists(WORDS, max_size=3)))
def test_anything_can_be_asked_for(said: dict[str, list[str]], alena: User) -> None:
    query = QueryDict(mutable=True)
    for key, values in said.items():
        query.setlist(key, values)
    asked = Asked.read(query)
    list(tickets_for(asked, user=alena, now=timezone.now()).order_by(*asked.keys)[:3])
    assert Asked.read(QueryDict(asked.query)).query == asked.query


def test_names_sort_folded_and_follow_when_they_change(
    tickets: dict[str, Ticket], alena: User, front_desk: Team, jana: Customer
) -> None:
    mine, done = (Ticket.objects.get(pk=tickets[name].pk) for name in ("alenas", "closed"))
    assert (mine.sort_customer, mine.sort_team, mine.sort_assignee) == (
        "jana novakova",
        "front desk",
        "alena dvorakova",
    )
    jana.name, alena.name, front_desk.name = "Žofie Łucká", "Čeněk Dvořák", "Půjčovna"
    for one in (jana, alena, front_desk):
        one.save()
    mine.refresh_from_db()
    done.refresh_from_db()
    assert (mine.sort_customer, mine.sort_team, mine.sort_assignee) == (
        "zofie lucka",
        "pujcovna",
        "cenek dvorak",
    )
    assert (done.sort_customer, done.sort_team) == ("zofie lucka", "front desk")


def test_what_has_no_name_or_time_comes_last(tickets: dict[str, Ticket], alena: User) -> None:
    nameless = log_case("suggestion", by=alena, customer=None)
    Ticket.objects.filter(pk=nameless.pk).update(due_at=None)
    for sort in ("customer", "assignee", "due"):
        asked = Asked.read({"sort": sort})
        shown = list(tickets_for(asked, user=alena, now=timezone.now()).order_by(*asked.keys))
        assert shown[-1] == nameless, sort


def test_the_outcome_is_that_of_the_last_resolution(tickets: dict[str, Ticket]) -> None:
    ticket = Ticket.objects.get(pk=tickets["resolved"].pk)
    assert ticket.outcome == Outcome.AS_ASKED
    ticket.resolutions.update(outcome=Outcome.EXPLAINED)
    # Neither a whole save of something older nor an update can say otherwise.
    ticket.save()
    Ticket.objects.filter(pk=ticket.pk).update(outcome=Outcome.REFUSED)
    ticket.refresh_from_db()
    assert ticket.outcome == Outcome.EXPLAINED


def test_every_order_has_a_field_that_is_never_empty(tickets: dict[str, Ticket], alena: User) -> None:
    for sort in SORTS.values():
        assert not Ticket.objects.filter(**{f"{sort.field}__isnull": True}).exists(), sort.key
