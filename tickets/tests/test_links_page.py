"""The card of linked tickets, and the pages of linking, merging and undoing."""

from datetime import timedelta

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from customers.models import Customer
from helpdesk.staff.models import User
from tests.cast import log_case
from tests.pages import Page, signed_in
from tickets.domain.lifecycle import move
from tickets.domain.linking import link
from tickets.domain.merge import merge
from tickets.domain.resolution import resolve
from tickets.enums import LinkType, Outcome, Status
from tickets.models import Link, Ticket, TicketMerge
from tickets.tests.linked import say

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(alena: User) -> Client:
    return signed_in(alena)


@pytest.fixture
def other(alena: User, jana: Customer) -> Ticket:
    return log_case("enquiry", by=alena, customer=jana)


class Drawn:
    """A piece of a page, drawn with what the page of a ticket gives it."""

    status_code = 200

    def __init__(self, template: str, ticket: Ticket, user: User) -> None:
        shown = Ticket.objects.with_people().with_links(user).get(pk=ticket.pk)
        may_work = user.can_work and shown.status != Status.CLOSED
        context = {"ticket": shown, "user": user, "may_work": may_work, "csrf_token": "x"}
        self.content = render_to_string(f"tickets/{template}", context).encode()

    def __getitem__(self, header: str) -> str:
        raise KeyError(header)


def drawn(template: str, ticket: Ticket, user: User) -> Page:
    return Page(Drawn(template, ticket, user))


# The card ------------------------------------------------------------------------------------------------


def test_the_card_says_what_the_ticket_has_to_do_with_others(
    room_change: Ticket, other: Ticket, alena: User
) -> None:
    link(room_change, other, type=LinkType.PART, by=alena, now=timezone.now())
    here, there = drawn("_links.html", room_change, alena), drawn("_links.html", other, alena)
    assert f"Part of {other.number} {other.subject}" in here.text
    assert f"Has the part {room_change.number} {room_change.subject}" in there.text
    assert here.all("a", href=other.get_absolute_url())
    made = Link.objects.get()
    assert there.all("form", action=f"/tickets/links/{made.pk}/removal/?from={other.pk}")


def test_the_card_is_drawn_from_one_query_however_many_there_are(
    room_change: Ticket, alena: User, jana: Customer
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            Drawn("_links.html", room_change, alena)
            Drawn("_merged.html", room_change, alena)
        return len(asked)

    assert alena.site_ids
    assert queries() == 2
    for n in range(6):
        one = log_case("enquiry", by=alena, customer=jana)
        if n % 2:
            merge(kept=room_change, merged=one, by=alena, now=timezone.now())
        else:
            link(one, room_change, type=LinkType.DUPLICATE, by=alena, now=timezone.now())
    assert queries() == 2
    page = drawn("_links.html", room_change, alena)
    assert page.text.count("Merged into this") == 3
    assert page.text.count("Has the duplicate") == 3


def test_auditors_press_nothing(room_change: Ticket, other: Ticket, alena: User, jan: User) -> None:
    link(room_change, other, type=LinkType.RELATED, by=alena, now=timezone.now())
    page = drawn("_links.html", room_change, jan)
    assert str(other.number) in page.text
    assert not page.all("form")
    assert not page.all("button")


def test_the_merged_one_says_where_it_goes_on(room_change: Ticket, other: Ticket, alena: User) -> None:
    assert drawn("_merged.html", room_change, alena).text == ""
    merge(kept=room_change, merged=other, by=alena, now=timezone.now())
    page = drawn("_merged.html", other, alena)
    assert f"This ticket goes on as {room_change.number}" in page.text
    assert page.all("a", href=room_change.get_absolute_url())
    done = TicketMerge.objects.get()
    assert page.all("form", action=f"/tickets/merges/{done.pk}/undo/")
    TicketMerge.objects.update(at=timezone.now() - timedelta(days=31))
    assert not drawn("_merged.html", other, alena).all("form")
    assert not drawn("_links.html", room_change, alena).all("form")


def test_what_it_goes_on_as_may_be_hidden_since(
    room_change: Ticket, other: Ticket, alena: User, karel: User
) -> None:
    merge(kept=room_change, merged=other, by=alena, now=timezone.now())
    about = log_case("complaint", by=alena, colleague=karel)
    TicketMerge.objects.update(kept=about)
    Ticket.objects.filter(pk=other.pk).update(merged_into=about)
    page = drawn("_merged.html", other, karel)
    assert page.text == "This ticket goes on as another one."
    assert not page.all("a")


def test_they_came_back_is_offered_on_closed_tickets(
    room_change: Ticket, other: Ticket, ivan: User, jan: User
) -> None:
    assert not drawn("_came_back.html", room_change, ivan).all("a")
    resolve(room_change, outcome=Outcome.AS_ASKED, explanation="Moved.", by=ivan)
    move(room_change, Status.CLOSED, by=ivan)
    page = drawn("_came_back.html", room_change, ivan)
    assert page.all("a", href=f"/tickets/new/?origin=back-{room_change.pk}")
    assert not drawn("_came_back.html", room_change, jan).all("a")


# Linking -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "type_", "forward"),
    [
        ("related", LinkType.RELATED, True),
        ("duplicate", LinkType.DUPLICATE, True),
        ("part", LinkType.PART, True),
        ("has_part", LinkType.PART, False),
    ],
)
def test_linking(
    desk: Client, room_change: Ticket, other: Ticket, typed: str, type_: LinkType, forward: bool
) -> None:
    url = f"/tickets/{room_change.pk}/links/"
    sent = Page(desk.get(url)).filled_in("other") | {"type": typed, "other": f"#{other.pk}"}
    page = Page(desk.post(url, sent, follow=True))
    assert "The tickets are linked." in page.text
    ends = (room_change, other) if forward else (other, room_change)
    made = Link.objects.get()
    assert ((made.ticket, made.other), made.type) == (ends, type_)
    again = desk.post(url, sent)
    assert again.status_code == 409
    assert Page(again).filled_in("other")["other"] == f"#{other.pk}"


@pytest.mark.parametrize(
    "typed", ["", "0", "999999", "9" * 19, "x", "-1", "1.5", "١٢", "1042; DROP", "\x00", "9" * 5000]
)
def test_numbers_that_are_none(desk: Client, room_change: Ticket, typed: str) -> None:
    for url in (f"/tickets/{room_change.pk}/links/", f"/tickets/{room_change.pk}/merge/"):
        answer = desk.post(url, {"type": "related", "other": typed, "number": typed, "likely": typed})
        assert answer.status_code == 422
    assert not Link.objects.exists()
    assert not TicketMerge.objects.exists()


def test_a_ticket_one_does_not_see_does_not_exist(
    desk: Client, room_change: Ticket, zofia: User, agnieszka: Customer
) -> None:
    theirs = log_case("return", by=zofia, customer=agnieszka)
    for url, name in (("links", "other"), ("merge", "number")):
        answer = desk.post(f"/tickets/{room_change.pk}/{url}/", {"type": "related", name: str(theirs.pk)})
        assert answer.status_code == 422
        assert "There is no such ticket." in Page(answer).text


def test_taking_a_link_away(desk: Client, room_change: Ticket, other: Ticket, alena: User) -> None:
    made = link(room_change, other, type=LinkType.RELATED, by=alena, now=timezone.now())
    answer = desk.post(f"/tickets/links/{made.pk}/removal/?from={other.pk}")
    assert answer["Location"] == other.get_absolute_url()
    assert not Link.objects.exists()
    assert desk.post(f"/tickets/links/{made.pk}/removal/").status_code == 404


# Merging -------------------------------------------------------------------------------------------------


def test_merging_into_what_looks_alike(desk: Client, room_change: Ticket, other: Ticket) -> None:
    url = f"/tickets/{room_change.pk}/merge/"
    page = Page(desk.get(url))
    assert "same Booking" in page.text or "same booking" in page.text
    assert [one["value"] for one in page.all("input", name="likely")] == [str(other.pk)]
    answer = desk.post(url, page.filled_in("likely") | {"likely": str(other.pk)})
    assert answer["Location"] == other.get_absolute_url()
    room_change.refresh_from_db()
    assert room_change.merged_into == other
    assert desk.post(url, {"likely": str(other.pk)}).status_code == 404


def test_a_number_counts_more_than_what_is_ticked(
    desk: Client, room_change: Ticket, other: Ticket, alena: User, jana: Customer
) -> None:
    third = log_case("suggestion", by=alena, customer=jana)
    sent = {"likely": str(other.pk), "number": str(third.pk)}
    answer = desk.post(f"/tickets/{room_change.pk}/merge/", sent)
    assert answer["Location"] == third.get_absolute_url()


def test_what_cannot_be_is_said_and_what_was_typed_stays(
    desk: Client, room_change: Ticket, alena: User, piotr: Customer
) -> None:
    theirs = log_case("enquiry", by=alena, customer=piotr)
    answer = desk.post(f"/tickets/{room_change.pk}/merge/", {"number": str(theirs.pk)})
    assert answer.status_code == 409
    page = Page(answer)
    assert "two customers" in page.text
    assert page.filled_in("number")["number"] == str(theirs.pk)


def test_undoing(desk: Client, room_change: Ticket, other: Ticket, alena: User) -> None:
    done = merge(kept=room_change, merged=other, by=alena, now=timezone.now())
    url = f"/tickets/merges/{done.pk}/undo/"
    answer = desk.post(url)
    assert answer["Location"] == other.get_absolute_url()
    other.refresh_from_db()
    assert other.merged_into is None
    assert "undone already" in Page(desk.post(url, follow=True)).text


def test_merging_costs_the_same_for_many_messages(
    room_change: Ticket, other: Ticket, alena: User, jana: Customer
) -> None:
    def cost(kept: Ticket, merged: Ticket) -> int:
        with CaptureQueriesContext(connection) as asked:
            merge(kept=kept, merged=merged, by=alena, now=timezone.now())
        return len(asked)

    say(other, "Hello?", by=alena)
    few = cost(room_change, other)
    many = log_case("enquiry", by=alena, customer=jana)
    for _ in range(10):
        say(many, "Hello?", by=alena)
    assert cost(room_change, many) == few
