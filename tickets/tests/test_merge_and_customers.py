"""Customers are merged, and parted again, while their tickets are."""

import pytest
from django.utils import timezone

from customers.domain import merge as customers
from customers.models import Customer
from helpdesk.staff.models import User
from tests.cast import log_case
from tickets.domain.merge import merge
from tickets.models import Ticket
from tickets.tests.linked import say

pytestmark = pytest.mark.django_db


def unite(kept: Ticket, merged: Ticket, *, by: User) -> None:
    merge(kept=kept, merged=merged, by=by, now=timezone.now())


def whose(*tickets: Ticket) -> list[int | None]:
    return [Ticket.objects.get(pk=one.pk).customer_id for one in tickets]


def test_tickets_of_two_who_are_one(alena: User, jana: Customer, piotr: Customer) -> None:
    of_jana, of_piotr = (log_case("enquiry", by=alena, customer=one) for one in (jana, piotr))
    customers.merge(kept=jana, merged=piotr, by=alena, now=timezone.now())
    unite(of_jana, of_piotr, by=alena)
    assert whose(of_jana, of_piotr) == [jana.pk, jana.pk]


def test_a_case_is_never_torn_between_two_customers(alena: User, jana: Customer, piotr: Customer) -> None:
    of_jana, of_piotr = (log_case("enquiry", by=alena, customer=one) for one in (jana, piotr))
    alone = log_case("enquiry", by=alena, customer=piotr)
    said = say(of_piotr, "I am Piotr.", by=alena)
    done = customers.merge(kept=jana, merged=piotr, by=alena, now=timezone.now())
    unite(of_jana, of_piotr, by=alena)
    customers.undo(done, by=alena, now=timezone.now())
    assert whose(of_jana, of_piotr, alone) == [jana.pk, jana.pk, piotr.pk]
    said.refresh_from_db()
    assert said.ticket.customer == jana


def test_a_case_that_came_along_goes_back_as_a_whole(alena: User, jana: Customer, piotr: Customer) -> None:
    kept, merged = (log_case("enquiry", by=alena, customer=piotr) for _ in range(2))
    unite(kept, merged, by=alena)
    done = customers.merge(kept=jana, merged=piotr, by=alena, now=timezone.now())
    assert whose(kept, merged) == [jana.pk, jana.pk]
    customers.undo(done, by=alena, now=timezone.now())
    assert whose(kept, merged) == [piotr.pk, piotr.pk]


def test_what_another_ticket_was_merged_into_stays_with_all_of_it(
    alena: User, jana: Customer, piotr: Customer
) -> None:
    of_jana, first, second = (
        log_case("enquiry", by=alena, customer=jana),
        log_case("enquiry", by=alena, customer=piotr),
        log_case("enquiry", by=alena, customer=piotr),
    )
    unite(first, second, by=alena)
    done = customers.merge(kept=jana, merged=piotr, by=alena, now=timezone.now())
    unite(first, of_jana, by=alena)
    customers.undo(done, by=alena, now=timezone.now())
    assert whose(of_jana, first, second) == [jana.pk] * 3
