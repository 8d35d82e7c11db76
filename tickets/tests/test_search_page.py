"""The page of the search, and the box above every page that leads to it."""

import pytest
from django.utils.http import urlencode
from pytest_django import DjangoAssertNumQueries

from customers.models import Customer
from helpdesk.staff.models import User
from tests.cast import log_case
from tests.pages import Page, signed_in
from tickets.domain.message import add_message
from tickets.enums import Direction, MessageType
from tickets.models import Message, Ticket

pytestmark = pytest.mark.django_db


def page_of(text: str, *, by: User, **further: str) -> Page:
    return Page(signed_in(by).get("/search/?" + urlencode({"q": text, **further})))


def test_the_box_leads_to_the_search_and_keeps_what_was_typed(room_change: Ticket, alena: User) -> None:
    page = page_of('"hot water" <b>', by=alena)
    (box,) = page.all("input", lambda one: one["id"] == "search")
    assert box["value"] == '"hot water" <b>'
    (form,) = page.all("form", lambda one: one["role"] == "search")
    assert form["action"] == "/search/"


def test_a_ticket_and_what_was_said_are_links(room_change: Ticket, alena: User) -> None:
    body = "Kotelna <i>hučí</i>"
    message = add_message(
        room_change, Message(type=MessageType.NOTE, direction=Direction.INTERNAL, body=body), by=alena
    )
    page = page_of("kotelna", by=alena)
    addresses = [link["href"] for link in page.all("a")]
    assert f"/tickets/{room_change.pk}/" in addresses
    assert f"/tickets/{room_change.pk}/messages/{message.pk}/" in addresses
    assert [mark.text for mark in page.all("mark")] == ["Kotelna"]
    assert "Kotelna <i>hučí</i>" in page.text


def test_nothing_fits(alena: User) -> None:
    page = page_of("zzzz", by=alena)
    assert page.status == 200
    assert "Nothing fits" in page.text


def test_without_a_text_it_says_how_to_search(alena: User) -> None:
    page = page_of("", by=alena)
    assert page.all("details", lambda one: one["class"] == "how")[0]["open"] is not None
    assert "Nothing fits" not in page.text


@pytest.mark.parametrize("after", ["x", "1.2", f"{10**17 - 1}.{10**18 - 1}.999", "٣.٣.٣", "-1.-1.-1", "\x00"])
def test_a_mark_nobody_made_shows_something(after: str, room_change: Ticket, alena: User) -> None:
    assert page_of("water", by=alena, after=after).status == 200


@pytest.mark.parametrize("number", [1, 14])
@pytest.mark.parametrize(("text", "queries"), [("hot water", 11), ("Novkova", 9), ("+420 777 123 456", 12)])
def test_it_costs_as_many_queries_for_one_as_for_many(
    text: str,
    queries: int,
    number: int,
    alena: User,
    jana: Customer,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for n in range(number):
        log_case("room_change", by=alena, customer=jana, what_happened=f"Call +420 777 123 456, {n}.")
    client = signed_in(alena)
    with django_assert_num_queries(queries):
        client.get("/search/?" + urlencode({"q": text}))


def test_the_api_searches_the_same_way(room_change: Ticket, alena: User, jana: Customer) -> None:
    log_case("complaint", by=alena, customer=jana)
    client = signed_in(alena)
    for text in ("kind:room_change", '"hot water"', "wat nova", "HV-20311", f"#{room_change.pk}"):
        answer = client.get("/api/tickets/?" + urlencode({"q": text})).json()
        assert [one["number"] for one in answer["results"]] == [room_change.pk], text
    # Nothing that could be a word does not narrow.
    assert len(client.get("/api/tickets/?" + urlencode({"q": '" -'})).json()["results"]) == 2
