"""The one search box of the new-ticket page: whatever the customer shows or says."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from customers.models import Customer
from helpdesk.staff.models import User
from tests.cast import log_case
from tests.pages import signed_in
from tickets.domain.finding import Found, find_customers
from tickets.models import Reference, Ticket

pytestmark = pytest.mark.django_db


def names(found: list[Found]) -> list[str]:
    return [str(one.customer) for one in found if one.customer]


@pytest.mark.parametrize(
    "typed",
    [
        "jana novakova",
        "NOVÁK",
        "nov ja",
        "777 123 456",
        "+420 777-123-456",
        "00420777123456",
        "777123",
        "jana.novakova@post",
        "HV-20311",
        "hv20311",
        "hv 203",
        "214",
        "novakova 777",
    ],
)
def test_jana_is_found_by(typed: str, alena: User, room_change: Ticket) -> None:
    assert names(find_customers(typed, user=alena)) == ["Jana Nováková"]


def test_she_is_found_by_her_tickets_number(alena: User, room_change: Ticket) -> None:
    for typed in (str(room_change.number), f"#{room_change.number}"):
        (found,) = find_customers(typed, user=alena)
        assert (str(found.customer), found.why) == ("Jana Nováková", f"ticket {room_change.number}")


def test_it_says_by_what(alena: User, room_change: Ticket) -> None:
    (found,) = find_customers("214", user=alena)
    assert found.why == f"room 214, ticket {room_change.number}"


@pytest.mark.parametrize(
    "typed", ["", "  ", "...", "%", "_", "\\", "' OR 1=1 --", "\x00", "9" * 200, "\u202e", "½"]
)
def test_nothing_that_is_typed_does_harm(typed: str, alena: User, room_change: Ticket) -> None:
    assert names(find_customers(typed, user=alena)) == []


def test_a_guest_who_left_is_not_found_by_the_room(alena: User, room_change: Ticket) -> None:
    Reference.objects.update(at=timezone.now() - timedelta(days=31))
    assert names(find_customers("214", user=alena)) == []
    assert names(find_customers("HV-20311", user=alena)) == ["Jana Nováková"]


def test_a_short_number_must_fit_as_a_whole(alena: User, room_change: Ticket) -> None:
    assert names(find_customers("30", user=alena)) == []
    assert names(find_customers("305", user=alena)) == ["Jana Nováková"]


def test_a_walk_ins_ticket_is_offered_itself(alena: User) -> None:
    ticket = log_case("return", by=alena, receipt="A-9999")
    (found,) = find_customers("a 9999", user=alena)
    assert (found.customer, found.ticket) == (None, ticket)
    page = signed_in(alena).get("/tickets/new/customers/", {"customer_text": "a 9999"}).content.decode()
    assert f'href="{ticket.get_absolute_url()}"' in page


def test_nobody_finds_what_they_may_not_see(zofia: User, room_change: Ticket) -> None:
    for typed in ("novakova", "777 123 456", "HV-20311", "214", str(room_change.number)):
        assert find_customers(typed, user=zofia) == []


def test_a_complaint_about_oneself_does_not_give_the_customer_away(
    alena: User, karel: User, jana: Customer
) -> None:
    ticket = log_case("complaint", by=alena, customer=jana, colleague=karel)
    # The digits may stand in her phone number; that says nothing about the ticket.
    assert [one for one in find_customers(str(ticket.number), user=karel) if one.ticket] == []


def test_merged_and_erased_customers_are_not_offered(alena: User, jana: Customer, piotr: Customer) -> None:
    Customer.objects.filter(pk=jana.pk).update(merged_into=piotr)
    assert names(find_customers("novakova", user=alena)) == []


def test_it_costs_as_much_for_many_as_for_one(
    alena: User, jana: Customer, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(30):
        log_case("room_change", by=alena, customer=jana)
    client = signed_in(alena)
    with django_assert_num_queries(9):
        client.get("/tickets/new/customers/", {"customer_text": "214"})
