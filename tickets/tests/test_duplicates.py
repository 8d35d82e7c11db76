from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from customers.models import Customer
from helpdesk.staff.models import Site, Team, User
from tests.cast import log_case
from tests.pages import Page, signed_in
from tickets.domain.duplicates import Duplicate, possible_duplicates
from tickets.domain.references import references_in
from tickets.enums import ReferenceType
from tickets.kinds import kind_of
from tickets.models import Reference, Ticket

pytestmark = pytest.mark.django_db

PREVIEW = "/tickets/new/preview/"


def look(user: User, site: Site, **known: object) -> list[Duplicate]:
    return possible_duplicates(user=user, site=site, now=timezone.now(), **known)  # type: ignore[arg-type]


def reasons(found: list[Duplicate]) -> list[tuple[int, str]]:
    return [(one.ticket.pk, one.why) for one in found]


def test_the_same_receipt(alena: User, hotel: Site) -> None:
    ticket = log_case("return", by=alena, receipt="A 10-07")
    typed = references_in({"receipt": "a1007"}, kind_of("return").model)
    assert reasons(look(alena, hotel, references=typed)) == [(ticket.pk, "same receipt a1007")]


def test_a_receipt_is_no_booking(alena: User, hotel: Site) -> None:
    log_case("return", by=alena, receipt="214", subject="Nothing alike")
    assert look(alena, hotel, references=[Reference.of(ReferenceType.ROOM, "214")]) == []


def test_the_same_customer_also_at_another_site(
    alena: User, zofia: User, jana: Customer, shop: Site, hotel: Site
) -> None:
    ticket = log_case("return", by=alena, customer=jana)
    assert reasons(look(alena, hotel, customer=jana)) == [(ticket.pk, "same customer")]
    assert look(zofia, shop, customer=jana) == []


def test_similar_words_at_this_site(alena: User, hotel: Site) -> None:
    ticket = log_case("room_change", by=alena, subject="No hot water in room 214")
    assert reasons(look(alena, hotel, subject="no HOT water, room 214!")) == [(ticket.pk, "similar words")]
    assert look(alena, hotel, subject="Lost umbrella in the lobby") == []


def test_the_surest_comes_first_and_each_once(alena: User, hotel: Site, jana: Customer) -> None:
    by_customer = log_case("complaint", by=alena, customer=jana)
    by_receipt = log_case("return", by=alena, customer=jana, receipt="A-1007")
    found = look(
        alena,
        hotel,
        customer=jana,
        references=references_in({"receipt": "A-1007"}, kind_of("return").model),
        subject=by_receipt.subject,
    )
    assert [one.ticket for one in found] == [by_receipt, by_customer]


def test_what_is_older_than_30_days_is_another_case(alena: User, hotel: Site, jana: Customer) -> None:
    log_case("return", by=alena, customer=jana)
    Ticket.objects.update(created_at=timezone.now() - timedelta(days=31))
    assert look(alena, hotel, customer=jana, subject="Boots that do not fit") == []


def test_a_closed_ticket_takes_no_more(alena: User, hotel: Site, jana: Customer) -> None:
    ticket = log_case("return", by=alena, customer=jana)
    Ticket.objects.update(status="closed")
    (found,) = look(alena, hotel, customer=jana)
    assert (found.ticket, found.takes_more) == (ticket, False)


def test_a_complaint_about_oneself_is_not_shown(
    alena: User, karel: User, hotel: Site, jana: Customer
) -> None:
    log_case("complaint", by=alena, customer=jana, colleague=karel)
    assert look(karel, hotel, customer=jana) == []


def test_the_page_offers_them_while_one_types(alena: User, front_desk: Team, jana: Customer) -> None:
    ticket = log_case("return", by=alena, customer=jana)
    typed = {"kind": "return", "team": str(front_desk.pk), "customer": str(jana.pk)}
    page = Page(signed_in(alena).post(PREVIEW, typed))
    (button,) = page.all("button", formaction=f"/tickets/{ticket.pk}/addition/")
    assert button["form"] == "case-form"


@pytest.mark.parametrize("rows", [1, 30])
def test_what_it_costs(
    rows: int,
    alena: User,
    hotel: Site,
    jana: Customer,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(rows):
        log_case("return", by=alena, customer=jana)
    references = references_in({"receipt": "A-1007"}, kind_of("return").model)
    alena.sites  # noqa: B018  # asked once per request
    with django_assert_num_queries(5):
        look(alena, hotel, customer=jana, references=references, subject="Boots that do not fit")
