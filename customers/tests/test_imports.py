"""An import from the file to the customers, once, in few statements."""

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from customers.enums import Channel, ContactType, ImportStatus
from customers.models import ContactPoint, Customer, CustomerReference
from customers.tests.import_files import (
    HEADINGS,
    begin,
    counts,
    csv_of,
    file_of_guests,
    imported,
    run_a_batch,
)
from helpdesk.live.models import News
from helpdesk.record.models import Entry
from helpdesk.record.verification import breaks
from helpdesk.staff.models import Site, User

pytestmark = pytest.mark.django_db


def test_a_row_becomes_a_customer(hotel: Site, ivan: User) -> None:
    one = imported(
        csv_of(
            (
                "Jméno",
                "Příjmení",
                "E-mail",
                "E-mail 2",
                "Mobil",
                "Jazyk",
                "Firma",
                "Číslo karty",
                "VIP",
                "Kód",
                "Kontakt",
            ),
            (
                " Řehoř ",
                "Žluťoučký",
                "Rehor@Post.Example",
                "rz@prace.example; rehor@post.example",
                "777 123 456, 00420602123456",
                "čeština",
                "Kůň a syn",
                "HV 12/3",
                "ano",
                "K-77",
                "x",
            ),
        ),
        site=hotel,
        by=ivan,
        columns=[
            "first_name",
            "last_name",
            "email",
            "email",
            "phone",
            "language",
            "company",
            "loyalty_number",
            "is_vip",
            "reference",
            "",
        ],
    )
    assert (one.status, counts(one)) == (ImportStatus.DONE, (1, 0, 0, 0))
    customer = Customer.objects.get()
    assert (customer.name, customer.folded_name, customer.language) == (
        "Řehoř Žluťoučký",
        "rehor zlutoucky",
        "cs",
    )
    assert (customer.company, customer.loyalty_number, customer.folded_loyalty_number) == (
        "Kůň a syn",
        "HV 12/3",
        "hv123",
    )
    assert (customer.is_vip, customer.preferred_channel) == (True, Channel.IN_PERSON)
    assert list(customer.sites.all()) == [hotel]
    assert [(p.type, p.value, p.is_preferred) for p in customer.contact_points.order_by("pk")] == [
        (ContactType.EMAIL, "rehor@post.example", True),
        (ContactType.EMAIL, "rz@prace.example", False),
        (ContactType.PHONE, "+420777123456", True),
        (ContactType.PHONE, "+420602123456", False),
    ]
    assert [(r.site, r.value, r.folded) for r in customer.references.all()] == [(hotel, "K-77", "k77")]
    (entry,) = Entry.objects.about(customer)
    assert (entry.verb, entry.by, entry.details) == (
        "customer.added",
        ivan,
        {"site": "Hotel Vltava", "customer_import": one.pk},
    )
    assert not list(breaks())


def test_what_is_not_said_is_as_at_the_site(shop: Site, marek: User) -> None:
    one = imported(csv_of(("Nazwisko", "Telefon"), ("Nowak", "601 234 567")), site=shop, by=marek)
    assert counts(one) == (1, 0, 0, 0)
    customer = Customer.objects.get()
    assert (customer.name, customer.language, customer.is_vip) == ("Nowak", "pl", False)
    assert customer.phone is not None
    assert customer.phone.value == "+48601234567"


def test_the_start_and_the_end_are_recorded_and_told(hotel: Site, ivan: User) -> None:
    one = imported(csv_of(("Name",), ("Eva",), ("",), ("Jan",)), site=hotel, by=ivan)
    first, last = Entry.objects.about(one)
    assert (first.verb, first.by, first.details) == (
        "import.started",
        ivan,
        {"site": "Hotel Vltava", "columns": ["name"], "bytes": one.size},
    )
    assert (last.verb, last.by, last.details) == (
        "import.finished",
        None,
        {"status": "done", "failure": "", "added": 2, "updated": 0, "unchanged": 0, "failed": 0},
    )
    assert News.objects.get(recipient=ivan).url == f"/customers/imports/{one.pk}/"
    assert one.share_done == 100


def test_the_same_file_twice_changes_nothing(hotel: Site, ivan: User) -> None:
    content = file_of_guests(1200)
    assert counts(imported(content, site=hotel, by=ivan)) == (1200, 0, 0, 0)
    before = everything()
    assert counts(imported(content, site=hotel, by=ivan)) == (0, 0, 1200, 0)
    assert everything() == before


def test_a_name_and_nothing_else_twice_is_one_customer(hotel: Site, shop: Site, ivan: User) -> None:
    elsewhere = Customer.objects.create(name="Eva Malá", language="pl")
    elsewhere.sites.add(shop)
    content = csv_of(
        ("Name", "Company"), ("Eva Malá", ""), ("EVA  MALA", ""), ("Eva Malá", "Kůň"), ("Eva Malá", "Vůz")
    )
    assert counts(imported(content, site=hotel, by=ivan)) == (2, 1, 1, 0)
    assert counts(imported(content, site=hotel, by=ivan)) == (0, 0, 4, 0)


def everything() -> tuple[int, int, int, int]:
    points, references = ContactPoint.objects.count(), CustomerReference.objects.count()
    entries = Entry.objects.filter(subject_type="customers.customer").count()
    return Customer.objects.count(), points, references, entries


@pytest.mark.parametrize("nothing", ["0", "000", "-", "n/a", "none", "NULL", "xxx", "není", "brak"])
def test_what_people_write_for_no_number_is_no_number(nothing: str, hotel: Site, ivan: User) -> None:
    """Else everybody without a card were one customer."""
    rows = [(name, "", "", "", "", nothing, "", nothing) for name in ("Eva Malá", "Jan Novák")]
    content = csv_of(HEADINGS, *rows)
    assert counts(imported(content, site=hotel, by=ivan)) == (2, 0, 0, 0)
    assert counts(imported(content, site=hotel, by=ivan)) == (0, 0, 2, 0)
    assert not CustomerReference.objects.exists()
    assert set(Customer.objects.values_list("loyalty_number", flat=True)) == {""}


def test_no_more_addresses_than_a_customer_can_have(jana: Customer, hotel: Site, ivan: User) -> None:
    many = ";".join(f"jana{n}@post.example" for n in range(19))
    row = ("Jana Nováková", f"jana.novakova@post.example;{many}", "", "", "", "", "", "")
    one = imported(csv_of(HEADINGS, row), site=hotel, by=ivan)
    assert counts(one) == (0, 0, 0, 1)
    assert jana.contact_points.count() == 2
    assert one.problems.get().faults == [{"code": "points", "limit": 20}]


def test_a_batch_costs_the_same_whatever_is_in_it(
    hotel: Site, ivan: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    one = begin(file_of_guests(5000), site=hotel, by=ivan)
    for _ in range(10):
        with django_assert_num_queries(NEW_ROWS):
            assert run_a_batch(one)
    with connection.cursor() as cursor:
        # As the database does by itself once rows are kept; else 5,000 are looked through for each.
        cursor.execute("ANALYZE customers_customer, customers_contactpoint, customers_customer_sites")
    again = begin(file_of_guests(4000) + csv_of(*more_of(1000)), site=hotel, by=ivan)
    for _ in range(8):
        with django_assert_num_queries(KNOWN_ROWS):
            assert run_a_batch(again)
    for _ in range(2):
        with django_assert_num_queries(CHANGED_ROWS):
            assert run_a_batch(again)
    assert not run_a_batch(again)
    again.refresh_from_db()
    assert counts(again) == (0, 1000, 4000, 0)
    assert Customer.objects.count() == 5000


# Of 500 rows each, the two statements of the test's own savepoint included.
NEW_ROWS = 17
KNOWN_ROWS = 15
CHANGED_ROWS = 19


def more_of(number: int) -> list[tuple[str, ...]]:
    """Rows about guests who have one more address now."""
    return [
        (f"Guest Number{n}", f"new{n}@post.example", "", "", "", f"L-{n:06}", "", "") for n in range(number)
    ]
