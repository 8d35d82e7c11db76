from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone, translation

from customers.models import Customer
from helpdesk.staff.models import User
from tests.cast import log_case
from tests.pages import Page, signed_in
from tickets.domain.queue import SORTS, VIEWS
from tickets.domain.resolution import resolve
from tickets.enums import Outcome, Status
from tickets.models import Ticket

pytestmark = pytest.mark.django_db

GARBAGE = [
    "\x00",
    "9" * 400,
    "-1",
    "Ω≈ç√ ﷽ 👩‍👩‍👧",
    "'; DROP TABLE tickets_ticket; --",
    "%00",
    "a" * 5000,
    "#",
    "\ud800".encode("utf-8", "surrogatepass").decode("utf-8", "replace"),
]


@pytest.fixture
def desk(alena: User) -> Client:
    return signed_in(alena)


def subjects_on(page: Page) -> list[str]:
    return [one.text for one in page.all("span") if one["class"] == "subject"]


def look(client: Client, **query: str) -> list[str]:
    return subjects_on(Page(client.get("/", query)))


def test_home_is_what_is_open_due_first(desk: Client, alena: User, jana: Customer) -> None:
    log_case("complaint", by=alena, customer=jana, subject="In two days")
    log_case("room_change", by=alena, customer=jana, subject="In two hours")
    done = log_case("return", by=alena, customer=jana, subject="Done")
    resolve(done, outcome=Outcome.AS_ASKED, explanation="Paid.", by=alena)
    assert look(desk) == ["In two hours", "In two days"]
    assert look(desk, view="resolved") == ["Done"]
    assert look(desk, sort="number") == ["In two hours", "In two days"]


def test_each_view_counts_what_it_holds(desk: Client, alena: User, karel: User, jana: Customer) -> None:
    mine = log_case("complaint", by=alena, customer=jana, subject="Mine")
    late = log_case("complaint", by=alena, customer=jana, subject="Late")
    pending = log_case("complaint", by=alena, customer=jana, subject="Pending")
    Ticket.objects.filter(pk=mine.pk).update(assignee=alena)
    Ticket.objects.filter(pk=late.pk).update(due_at=timezone.now() - timedelta(hours=1), assignee=karel)
    Ticket.objects.filter(pk=pending.pk).update(status=Status.PENDING, customer_waits_since=None)
    page = Page(desk.get("/"))
    (views,) = [one for one in page.all("nav") if one["class"] == "views"]
    counted = {
        link["href"].removeprefix("?view="): one.text for link in views.children for one in link.children
    }
    for view, count in counted.items():
        assert len(look(desk, view=view)) == int(count), view
    assert look(desk, view="mine") == ["Mine"]
    assert look(desk, view="late") == ["Late"]
    assert look(desk, view="pending") == ["Pending"]
    assert sorted(look(desk, view="waiting")) == ["Late", "Mine"]


def test_narrowing_by_kind_and_status(desk: Client, alena: User, jana: Customer) -> None:
    log_case("complaint", by=alena, customer=jana, subject="One")
    two = log_case("return", by=alena, customer=jana, subject="Two")
    Ticket.objects.filter(pk=two.pk).update(status=Status.ON_HOLD)
    assert look(desk, kind="return") == ["Two"]
    assert look(desk, status="new") == ["One"]
    assert look(desk, kind="complaint", status="on_hold") == []


def test_search_finds_number_subject_and_customer(desk: Client, alena: User, jana: Customer) -> None:
    ticket = log_case("complaint", by=alena, customer=jana, subject="Žluťoučký kůň")
    for q in (str(ticket.pk), f"#{ticket.pk}", "zlutoucky", "KUN", "novak", "nova kun"):
        assert look(desk, q=q) == ["Žluťoučký kůň"], q
    assert look(desk, q="nobody") == []


def test_another_sites_tickets_are_not_there(zofia: User, room_change: Ticket) -> None:
    for query in ({}, {"view": "all"}, {"q": str(room_change.pk)}, {"q": "water"}):
        assert look(signed_in(zofia), **query) == []


def test_an_empty_view_says_what_would_be_here(desk: Client) -> None:
    for view in VIEWS.values():
        page = Page(desk.get("/", {"view": view.key}))
        with translation.override("en"):
            assert str(view.empty) in page.text


def test_paging_forth_and_back(desk: Client, alena: User) -> None:
    for number in range(60):
        log_case("room_change", by=alena, subject=f"No. {number}")
    for sort in SORTS:
        first = Page(desk.get("/", {"sort": sort}))
        (more,) = first.all("a", rel="next")
        second = Page(desk.get(f"/{more['href']}"))
        (back,) = second.all("a", rel="prev")
        assert (len(subjects_on(first)), len(subjects_on(second))) == (50, 10)
        assert len({*subjects_on(first), *subjects_on(second)}) == 60
        assert subjects_on(Page(desk.get(f"/{back['href']}"))) == subjects_on(first)
        wrong_sort = more["href"].replace(
            f"sort={sort}", "sort=number" if sort != "number" else "sort=updated"
        )
        assert desk.get(f"/{wrong_sort}").status_code == 200


@pytest.mark.parametrize("name", ["view", "sort", "kind", "status", "q", "after", "before"])
def test_garbage_in_the_address_is_harmless(desk: Client, room_change: Ticket, name: str) -> None:
    for typed in GARBAGE:
        assert desk.get("/", {name: typed}).status_code == 200, typed
        assert desk.get("/", {"q": "water", "view": "all", name: typed}).status_code == 200, typed


def test_a_mark_somebody_changed_gives_the_first_page(desk: Client, alena: User) -> None:
    for number in range(51):
        log_case("room_change", by=alena, subject=f"No. {number}")
    (more,) = Page(desk.get("/")).all("a", rel="next")
    assert len(look(desk, after=more["href"].split("after=")[1][:-3])) == 50


@pytest.mark.parametrize(
    "path", ["/customers/", "/customers/suggestions/", "/surveys/", "/api/tickets/", "/api/customers/"]
)
def test_nor_elsewhere(petra: User, jana: Customer, path: str) -> None:
    client = signed_in(petra)
    for name in ("q", "customer_text", "after", "before", "page", "kind", "status", "cursor"):
        for typed in GARBAGE:
            assert client.get(path, {name: typed}).status_code in (200, 400, 404), (name, typed)
