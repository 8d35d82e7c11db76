from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone, translation

from customers.models import Customer
from helpdesk.staff.models import User
from tests.cast import log_case
from tests.pages import Page, signed_in
from tickets.domain.queue import SORTS, VIEWS
from tickets.domain.queue.columns import COLUMNS
from tickets.domain.queue.filters import FILTERS
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
    assert look(desk, sort="-number") == ["In two hours", "In two days"]
    assert look(desk, sort="number") == ["In two days", "In two hours"]


def test_each_view_counts_what_it_holds(desk: Client, alena: User, karel: User, jana: Customer) -> None:
    mine = log_case("complaint", by=alena, customer=jana, subject="Mine")
    late = log_case("complaint", by=alena, customer=jana, subject="Late")
    pending = log_case("complaint", by=alena, customer=jana, subject="Pending")
    Ticket.objects.filter(pk=mine.pk).update(assignee=alena)
    Ticket.objects.filter(pk=late.pk).update(due_at=timezone.now() - timedelta(hours=1), assignee=karel)
    Ticket.objects.filter(pk=pending.pk).update(status=Status.PENDING, customer_waits_since=None)
    page = Page(desk.get("/"))
    (views,) = [one for one in page.all("nav") if one["class"] == "views"]
    links = [one for one in views.children if any(part["class"] == "num" for part in one.children)]
    counted = {link["href"].removeprefix("?view="): link.children[-1].text for link in links}
    assert len(counted) == 9
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
    for key in SORTS:
        for sort in (key, f"-{key}"):
            first = Page(desk.get("/", {"sort": sort}))
            (more,) = first.all("a", rel="next")
            second = Page(desk.get(f"/{more['href']}"))
            (back,) = second.all("a", rel="prev")
            assert (len(subjects_on(first)), len(subjects_on(second))) == (50, 10), sort
            assert len({*subjects_on(first), *subjects_on(second)}) == 60
            assert subjects_on(Page(desk.get(f"/{back['href']}"))) == subjects_on(first)
            other = more["href"].replace(f"sort={sort}", "sort=number" if key != "number" else "sort=updated")
            assert desk.get(f"/{other}").status_code == 200


@pytest.mark.parametrize("name", ["view", "sort", "q", "after", "before", "saved", *FILTERS])
def test_garbage_in_the_address_is_harmless(desk: Client, room_change: Ticket, name: str) -> None:
    for typed in GARBAGE:
        assert desk.get("/", {name: typed}).status_code == 200, typed
        assert desk.get("/", {"q": "water", "view": "all", name: typed}).status_code == 200, typed
        assert desk.get("/queue/filters/", {name: typed}).status_code == 200, typed
        assert desk.get("/api/tickets/", {name: typed}).status_code in (200, 400), typed


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


def test_subjects_of_every_sort_stay_on_their_line(desk: Client, alena: User) -> None:
    """Right to left, invisible, endless, full of signs: each is one row, escaped, in its own direction."""
    said = [
        "\u202eabc",
        "مرحبا بالعالم",
        "\u200b\u200b",
        "x" * 1000,
        "<b>&amp;</b>",
        "👩‍👩‍👧 \x01subject\x01",
    ]
    for subject in said:
        Ticket.objects.filter(pk=log_case("complaint", by=alena).pk).update(subject=subject)
    page = Page(desk.get("/?sort=number"))
    shown = [one for one in page.all("span") if one["class"] == "subject"]
    assert [one.text for one in shown] == [one if len(one) < 300 else f"{one[:300]}…" for one in said]
    assert {one["dir"] for one in shown} == {"auto"}
    assert not page.all("b", lambda one: one.text == "&amp;")


def test_chips_name_what_narrows_and_take_it_away(
    desk: Client, alena: User, karel: User, jana: Customer, marek: User
) -> None:
    query = f"view=all&kind=return&assignee={karel.pk}&assignee=me&customer={jana.pk}&logged_from=-7d"
    page = Page(desk.get(f"/?{query}"))
    chips = [one for one in page.all("span") if one["class"] == "chip on"]
    assert [" ".join(one.children[0].text.split()) for one in chips] == [
        "Kind Return",
        f"Assignee {karel.name}, me",
        "Customer Jana Nováková",
        "Logged from -7d",
    ]
    without = Page(desk.get(f"/{chips[0].children[1]['href']}"))
    assert len([one for one in without.all("span") if one["class"] == "chip on"]) == 3
    # Whom one does not know stays a number.
    assert marek.name not in Page(desk.get(f"/?assignee={marek.pk}")).text


def test_heads_and_menu_sort_and_turn_around(desk: Client, room_change: Ticket) -> None:
    page = Page(desk.get("/?sort=customer&kind=room_change"))
    (head,) = [
        one
        for one in page.all("a", href="?view=open&kind=room_change&sort=-customer")
        if one.parent and one.parent.tag == "span"
    ]
    assert "smallest first" in head.text
    everywhere = Page(desk.get("/?view=all"))
    assert not everywhere.all("a", lambda one: "sort=customer" in one["href"])
    assert everywhere.all("a", lambda one: "sort=number" in one["href"] or "sort=-number" in one["href"])


def test_columns_are_as_somebody_chose(desk: Client, room_change: Ticket, karel: User) -> None:
    assert "Room change" in cells(desk)
    answer = desk.post("/queue/columns/?view=mine", {"columns": ["channel", "status", "nonsense"]})
    assert answer.status_code == 422
    answer = desk.post("/queue/columns/?view=mine&saved=x", {"columns": ["channel", "status"]})
    assert (answer.status_code, answer["Location"]) == (302, "/?view=mine")
    assert cells(desk) == ["New", "In person"]
    assert "Změna pokoje" in cells(signed_in(karel))
    desk.post("/queue/columns/", {})
    assert "Room change" in cells(desk)


def cells(client: Client) -> list[str]:
    row = next(one for one in Page(client.get("/")).all("li") if one["id"].startswith("t"))
    return [one.text for one in row.inside() if one["class"].startswith("cell word")]


def test_every_column_can_be_shown(desk: Client, room_change: Ticket) -> None:
    desk.post("/queue/columns/", {"columns": list(COLUMNS)})
    for view in ("open", "all"):
        assert look(desk, view=view) == ["No hot water in 214"]


def test_the_form_of_the_filters_says_what_is_set(desk: Client, alena: User, jana: Customer) -> None:
    page = Page(
        desk.get(f"/queue/filters/?view=late&kind=return&is=waiting&tag=vip&due_to=today&customer={jana.pk}")
    )
    ticked = {
        (one["name"], one["value"]) for one in page.all("input") if one["name"] and "checked" in one.attrs
    }
    assert ticked == {("kind", "return"), ("is", "waiting")}
    form = page.form_with("due_to")
    named = {one["name"]: one["value"] for one in form.inside() if one.tag == "input"}
    assert (named["view"], named["tag"], named["due_to"], named["customer"]) == (
        "late",
        "vip",
        "today",
        str(jana.pk),
    )


def test_what_a_search_parameter_of_the_api_does_not_know_is_refused(
    desk: Client, room_change: Ticket
) -> None:
    assert desk.get("/api/tickets/?kind=room_change&kind=return&is=waiting&assignee=nobody").json()["results"]
    assert desk.get("/api/tickets/?kind=room_change&is=late").json()["results"] == []
    assert desk.get("/api/tickets/?clock=resolution&clock=first_response").json()["results"]
    for nothing in ("is=paused", "clock=next_response", "is=due_soon&is=late"):
        assert desk.get(f"/api/tickets/?{nothing}").json()["results"] == [], nothing
    for wrong in ("kind=x", "kind=return&kind=x", "is=rich", "team=one", "logged_from=yesterday", "tag=%00"):
        assert desk.get(f"/api/tickets/?{wrong}").status_code == 400, wrong
