"""Jana, and Jana once more as somebody else at the house took her down."""

from collections.abc import Callable

import pytest
from django.utils import timezone

from customers.domain.customer import add_customer
from customers.domain.merge import merge
from customers.domain.notices import place_notice
from customers.enums import ContactType
from customers.models import Customer, CustomerReference, Merge
from helpdesk.record.models import Entry
from helpdesk.staff.models import Site, User
from tests.cast import log_case

NOW = timezone.now()


@pytest.fixture
def again(hotel: Site, shop: Site, alena: User) -> Customer:
    """Jana once more, as somebody else at the house took her down; known in the shop, too."""
    twin = add_customer(
        Customer(name="Jana Novakova", language="en", company="Vltava s. r. o.", is_vip=True),
        site=hotel,
        by=alena,
        emails=["jana@work.example", "jana.novakova@post.example"],
        phones=["+420777123456", "+420608000111"],
    )
    twin.sites.add(shop)
    return twin


@pytest.fixture
def join(jana: Customer, again: Customer, ivan: User) -> Callable[..., Merge]:
    """``again`` is merged into ``jana``."""

    def merged(*choose: str) -> Merge:
        return merge(kept=jana, merged=again, by=ivan, now=NOW, choose=choose)

    return merged


def points(customer: Customer) -> dict[str, list[str]]:
    """By kind, the preferred one marked."""
    found: dict[str, list[str]] = {kind: [] for kind in ContactType.values}
    for point in customer.contact_points.order_by("value"):
        found[point.type].append(f"{point.value}{'*' if point.is_preferred else ''}")
    return found


def sites(customer: Customer) -> set[str]:
    return set(customer.sites.values_list("name", flat=True))


def verbs(customer: Customer) -> list[str]:
    return [entry.verb for entry in Entry.objects.about(customer)]


def everything(customer: Customer) -> tuple[object, ...]:
    customer.refresh_from_db()
    columns = [column.attname for column in Customer._meta.concrete_fields if column.name != "search_text"]
    return (
        [getattr(customer, name) for name in columns],
        points(customer),
        sites(customer),
        sorted(customer.tickets.values_list("pk", flat=True)),
        sorted(customer.conduct_notices.values_list("text", flat=True)),
        sorted(customer.legal_holds.values_list("reason", flat=True)),
        sorted(customer.references.values_list("site", "value")),
        sorted(customer.merged.values_list("pk", flat=True)),
    )


def fill(customer: Customer, *, site: Site, by: User, what: str) -> None:
    """One of everything that can refer to a customer."""
    log_case("room_change", by=by, customer=customer, subject=what)
    today = timezone.localdate()
    place_notice(customer, text=what, until=today, on=today, by=by)
    CustomerReference.of(customer, what, site=site).save()
    CustomerReference.of(customer, "SAME-1", site=site).save()
