"""An import finds, changes and gives away nobody whom the importer may not see."""

import pytest
from django.utils import timezone

from customers.domain.imports import work
from customers.enums import ImportStatus
from customers.models import Customer, CustomerReference
from customers.tests.import_files import (
    HEADINGS,
    begin,
    counts,
    csv_of,
    imported,
)
from helpdesk.record.models import Entry
from helpdesk.staff.models import Site, User

pytestmark = pytest.mark.django_db


def test_a_customer_one_may_not_see_is_neither_found_nor_changed(
    agnieszka: Customer, shop: Site, hotel: Site, ivan: User
) -> None:
    agnieszka.loyalty_number = "L-1"
    agnieszka.save()
    CustomerReference.of(agnieszka, "R-1", site=shop).save()
    before = (
        agnieszka.name,
        agnieszka.company,
        agnieszka.contact_points.count(),
        Entry.objects.about(agnieszka).count(),
    )
    one = imported(
        csv_of(
            ("Courtesy Desk number", *HEADINGS),
            (
                f"CD-{agnieszka.pk}",
                "Agnieszka Zielińska",
                "agnieszka@poczta.example",
                "+48512345678",
                "",
                "Firma",
                "L-1",
                "",
                "R-1",
            ),
        ),
        site=hotel,
        by=ivan,
    )
    assert counts(one) == (1, 0, 0, 0)
    agnieszka.refresh_from_db()
    assert before == (
        agnieszka.name,
        agnieszka.company,
        agnieszka.contact_points.count(),
        Entry.objects.about(agnieszka).count(),
    )
    assert list(agnieszka.sites.all()) == [shop]
    assert list(Customer.objects.visible_to(ivan).values_list("company", flat=True)) == ["Firma"]


def test_who_sees_both_sites_makes_the_customer_known_here_too(
    agnieszka: Customer, hotel: Site, shop: Site, petra: User
) -> None:
    content = csv_of(("Name", "E-mail"), ("Agnieszka Zielińska", "agnieszka@poczta.example"))
    assert counts(imported(content, site=hotel, by=petra)) == (0, 1, 0, 0)
    assert set(agnieszka.sites.all()) == {hotel, shop}
    entry = Entry.objects.about(agnieszka).last()
    assert entry is not None
    assert (entry.verb, entry.details["site"]) == ("customer.added", "Hotel Vltava")
    assert counts(imported(content, site=hotel, by=petra)) == (0, 0, 1, 0)


def test_a_reference_is_that_of_its_site(jana: Customer, hotel: Site, shop: Site, petra: User) -> None:
    """Two systems may give the same number to two people."""
    CustomerReference.of(jana, "100", site=hotel).save()
    one = imported(csv_of(("Name", "Own reference"), ("Marta Kos", "100")), site=shop, by=petra)
    assert counts(one) == (1, 0, 0, 0)


def test_an_erased_customer_is_not_found(jana: Customer, hotel: Site, ivan: User) -> None:
    Customer.objects.filter(pk=jana.pk).update(erased_at=timezone.now())
    content = csv_of(
        ("Courtesy Desk number", "Name", "E-mail"),
        (f"CD-{jana.pk}", "Jana Nováková", "jana.novakova@post.example"),
    )
    assert counts(imported(content, site=hotel, by=ivan)) == (1, 0, 0, 0)


def test_who_may_no_longer_add_customers_there_stops(hotel: Site, ivan: User) -> None:
    one = begin(csv_of(("Name",), ("Eva",)), site=hotel, by=ivan)
    ivan.teams.clear()
    work.work_on(one.pk, is_time_up=lambda: False)
    one.refresh_from_db()
    assert (one.status, one.failure) == (ImportStatus.FAILED, "no_access")
    assert not Customer.objects.exists()
