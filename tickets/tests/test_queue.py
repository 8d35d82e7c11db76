from datetime import timedelta
from typing import Any

import pytest
from django.http import QueryDict
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from customers.models import Customer
from helpdesk.staff.models import User
from tests.cast import log_case
from tickets.domain.assignment import take
from tickets.domain.lifecycle import move
from tickets.domain.message import add_message
from tickets.domain.queue import COUNT_CAP, VIEWS, Asked, counts, tickets_for
from tickets.domain.resolution import resolve
from tickets.enums import Direction, MessageType, Outcome, Status
from tickets.kinds.complaint import Complaint
from tickets.models import Message, Ticket

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


def found(tickets: dict[str, Ticket], *, user: User, **query: str) -> set[str]:
    names = {ticket.pk: name for name, ticket in tickets.items()}
    return {names[t.pk] for t in tickets_for(Asked.read(query), user=user, now=timezone.now())}


UNFINISHED = {"new", "alenas", "answered", "pending", "late", "complaint"}

SHOWN = {
    "mine": {"alenas"},
    "unassigned": UNFINISHED - {"alenas"},
    "teams": UNFINISHED,
    "waiting": UNFINISHED - {"answered"},
    "late": {"late"},
    "pending": {"pending"},
    "open": UNFINISHED,
    "resolved": {"resolved", "closed"},
    "all": UNFINISHED | {"resolved", "closed"},
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


def test_every_view_is_tried_here() -> None:
    assert set(VIEWS) == {*SHOWN, "today"}


def test_counts_agree_with_the_views(tickets: dict[str, Ticket], alena: User) -> None:
    now = timezone.now()
    for view, count in counts(user=alena, now=now).items():
        assert count == tickets_for(Asked.read({"view": view}), user=alena, now=now).count(), view


def test_counts_stop_at_the_cap_and_cost_one_query(
    room_change: Ticket, alena: User, django_assert_num_queries: Any
) -> None:
    said = Ticket.objects.values("kind", "site_id", "team_id", "created_by_id", "due_at").get()
    Ticket.objects.bulk_create(Ticket(**said) for _ in range(COUNT_CAP + 5))
    # Which sites and teams are one's own is known from the request's beginning.
    assert alena.site_ids
    assert alena.team_ids
    with django_assert_num_queries(1):
        assert counts(user=alena, now=timezone.now())["open"] == COUNT_CAP


def test_other_sites_and_the_accused_see_nothing(
    tickets: dict[str, Ticket], marek: User, karel: User
) -> None:
    assert found(tickets, user=marek, view="all") == set()
    assert set(counts(user=marek, now=timezone.now()).values()) == {0}
    Complaint.objects.filter(ticket=tickets["complaint"]).update(colleague=karel)
    assert "complaint" not in found(tickets, user=karel, view="all")
    assert found(tickets, user=karel, q="klíč") == set()


@pytest.mark.parametrize("q", ["klic", "KLÍČ", "čekání klíč", "wisniewski", "piotr klic", "Wiśniewski č. 7"])
def test_found_by_subject_and_customer_without_accents(
    tickets: dict[str, Ticket], alena: User, q: str
) -> None:
    assert found(tickets, user=alena, q=q) == {"complaint"}


def test_found_by_number_also_when_finished(tickets: dict[str, Ticket], alena: User) -> None:
    for name in ("resolved", "new"):
        number = tickets[name].number
        assert (
            found(tickets, user=alena, q=str(number))
            == found(tickets, user=alena, q=f" #{number} ")
            == {name}
        )


@pytest.mark.parametrize("q", ["piotr jana", "nobody", "99999999", "9" * 200, "%", "_"])
def test_not_found(tickets: dict[str, Ticket], alena: User, q: str) -> None:
    assert found(tickets, user=alena, q=q) == set()


def test_a_search_inside_a_view(tickets: dict[str, Ticket], alena: User) -> None:
    assert found(tickets, user=alena, q="hot water", view="resolved") == {"resolved", "closed"}


def test_narrowed_by_kind_and_status(tickets: dict[str, Ticket], alena: User) -> None:
    assert found(tickets, user=alena, kind="complaint") == {"complaint"}
    assert found(tickets, user=alena, status="pending") == {"pending"}
    assert found(tickets, user=alena, status="pending", kind="complaint") == set()


@pytest.mark.parametrize(
    ("query", "sort"),
    [
        ("", "due"),
        ("view=resolved", "updated"),
        ("view=resolved&sort=due", "updated"),
        ("sort=number", "number"),
        ("q=x", "updated"),
    ],
)
def test_sorted_as_the_view_allows(query: str, sort: str) -> None:
    assert Asked.read(QueryDict(query)).sort == sort


@pytest.mark.parametrize(
    "query",
    [
        "view=x&sort=y&kind=z&status=w",
        "view=&sort=&kind=&status=&q=",
        "view=all%00&kind=%00",
        "sort=-id;drop",
        "q=%00",
        "status=new%20",
    ],
)
def test_garbage_falls_back_to_what_is_usual(tickets: dict[str, Ticket], alena: User, query: str) -> None:
    asked = Asked.read(QueryDict(query))
    assert (asked.kind, asked.status, asked.sort in ("due", "updated")) == ("", "", True)
    assert set(tickets_for(asked, user=alena, now=timezone.now()))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(q=st.text(max_size=60))
def test_any_text_can_be_searched_for(q: str, alena: User) -> None:
    list(tickets_for(Asked.read({"q": q}), user=alena, now=timezone.now()))
