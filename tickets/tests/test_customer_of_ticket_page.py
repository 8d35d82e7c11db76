"""A walk-in is completed later, and a mistaken customer put right."""

import pytest
from django.test import Client

from customers.models import Customer
from helpdesk.record.models import Entry
from helpdesk.staff.models import User
from tests.cast import log_case
from tests.pages import Page, signed_in
from tickets.enums import Status
from tickets.models import Ticket

pytestmark = pytest.mark.django_db


@pytest.fixture
def walk_in(alena: User) -> Ticket:
    return log_case("return", by=alena)


@pytest.fixture
def desk(alena: User) -> Client:
    return signed_in(alena)


def url(ticket: Ticket) -> str:
    return f"/tickets/{ticket.pk}/customer/"


def test_a_walk_in_tells_their_name_later(desk: Client, walk_in: Ticket, jana: Customer) -> None:
    assert desk.post(url(walk_in), {"customer": jana.pk})["Location"] == walk_in.get_absolute_url()
    walk_in.refresh_from_db()
    assert walk_in.customer == jana
    entry = Entry.objects.about(walk_in).last()
    assert entry
    assert (entry.verb, entry.details) == ("ticket.customer_set", {"before": None, "after": jana.pk})


def test_a_new_customer_without_any_address(desk: Client, walk_in: Ticket) -> None:
    desk.post(url(walk_in), {"new_name": "Eva Benešová", "new_language": "cs"})
    walk_in.refresh_from_db()
    assert walk_in.customer
    assert (walk_in.customer.name, walk_in.customer.contact_points.count()) == ("Eva Benešová", 0)


def test_it_was_nobody_we_know_after_all(desk: Client, alena: User, jana: Customer) -> None:
    ticket = log_case("return", by=alena, customer=jana)
    desk.post(url(ticket), {"walk_in": "on"})
    ticket.refresh_from_db()
    assert ticket.customer is None


def test_a_customer_one_may_not_see_cannot_be_chosen(
    desk: Client, walk_in: Ticket, agnieszka: Customer
) -> None:
    answer = desk.post(url(walk_in), {"customer": agnieszka.pk})
    assert answer.status_code == 422
    assert "Agnieszka" not in answer.content.decode()
    walk_in.refresh_from_db()
    assert walk_in.customer is None


def test_what_was_typed_comes_back_with_those_who_fit(desk: Client, walk_in: Ticket, jana: Customer) -> None:
    answer = desk.post(url(walk_in), {"customer_text": "novakova"})
    page = Page(answer)
    assert answer.status_code == 422
    assert page.filled_in("customer_text")["customer_text"] == "novakova"
    assert page.all("input", type="radio", name="customer", value=str(jana.pk))


def test_a_closed_ticket_stays_whose_it_is(desk: Client, walk_in: Ticket, jana: Customer) -> None:
    Ticket.objects.update(status=Status.CLOSED)
    assert desk.post(url(walk_in), {"customer": jana.pk}).status_code == 404
