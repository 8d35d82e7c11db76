"""Whom a row means: somebody the desk knows, somebody of an earlier row, or somebody new."""

import pytest
from django.utils import timezone

from customers.domain.merge import merge
from customers.enums import Channel
from customers.models import Customer, CustomerReference
from customers.tests.import_files import (
    HEADINGS,
    counts,
    csv_of,
    file_of_guests,
    imported,
)
from helpdesk.record.models import Entry
from helpdesk.record.verification import breaks
from helpdesk.staff.models import Site, User

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "row",
    [
        ("Somebody Else", "", "", "", "", "hv 123", "", ""),
        ("Somebody Else", "other@post.example", "", "", "", "", "", "k/77"),
        ("J. Nováková", "JANA.novakova@post.example", "", "", "", "", "", ""),
        ("NOVAKOVA Jana", "", "777123456", "", "", "", "", ""),
        ("Jana Nováková", "new@post.example", "+420 777 123 456", "", "", "", "", ""),
    ],
)
def test_a_customer_is_known_by(row: tuple[str, ...], jana: Customer, hotel: Site, ivan: User) -> None:
    jana.loyalty_number = "HV-123"
    jana.save()
    CustomerReference.of(jana, "K-77", site=hotel).save()
    one = imported(csv_of(HEADINGS, row), site=hotel, by=ivan)
    assert one.added == 0
    assert Customer.objects.get() == jana


@pytest.mark.parametrize(
    "row",
    [
        # They share an address, but not a word of the name.
        ("Petr Novák", "jana.novakova@post.example", "", "", "", "", "", ""),
        # They share a telephone, but not the name.
        ("Jana Nová", "", "777 123 456", "", "", "", "", ""),
        # Another card, another number in the same system: another person.
        ("Jana Nováková", "jana.novakova@post.example", "777 123 456", "", "", "HV-999", "", ""),
        ("Jana Nováková", "jana.novakova@post.example", "777 123 456", "", "", "", "", "K-99"),
        # Nothing but the name.
        ("Jana Nováková", "", "", "", "", "", "", ""),
    ],
)
def test_somebody_else_is_added(row: tuple[str, ...], jana: Customer, hotel: Site, ivan: User) -> None:
    jana.loyalty_number = "HV-123"
    jana.save()
    CustomerReference.of(jana, "K-77", site=hotel).save()
    content = csv_of(HEADINGS, row)
    assert counts(imported(content, site=hotel, by=ivan)) == (1, 0, 0, 0)
    assert counts(imported(content, site=hotel, by=ivan)) == (0, 0, 1, 0)


def test_what_people_wrote_stays_and_what_is_empty_is_filled_in(
    jana: Customer, hotel: Site, ivan: User
) -> None:
    one = imported(
        csv_of(
            (*HEADINGS, "Preferred channel"),
            (
                "Johana Nováková",
                "jana.novakova@post.example;jn@work.example",
                "602 123 456",
                "pl",
                "Kůň",
                "HV-1",
                "yes",
                "K-1",
                "Letter",
            ),
        ),
        site=hotel,
        by=ivan,
    )
    assert counts(one) == (0, 1, 0, 0)
    jana.refresh_from_db()
    assert (jana.name, jana.language, jana.preferred_channel, jana.is_vip) == (
        "Jana Nováková",
        "cs",
        Channel.EMAIL,
        False,
    )
    assert (jana.company, jana.loyalty_number, jana.folded_loyalty_number) == ("Kůň", "HV-1", "hv1")
    assert [(p.value, p.is_preferred) for p in jana.contact_points.order_by("pk")] == [
        ("jana.novakova@post.example", True),
        ("+420777123456", True),
        ("jn@work.example", False),
        ("+420602123456", False),
    ]
    entry = Entry.objects.about(jana).last()
    assert entry is not None
    assert (entry.verb, entry.by) == ("customer.changed", ivan)
    assert entry.details == {
        "changed": ["company", "loyalty_number", "contact_points", "references"],
        "customer_import": one.pk,
    }
    assert entry.said["company"] == ["", "Kůň"]
    assert entry.said["contact_points"][1] == [
        ["email", "jana.novakova@post.example", True],
        ["email", "jn@work.example", False],
        ["phone", "+420602123456", False],
        ["phone", "+420777123456", True],
    ]
    assert not list(breaks())


def test_the_first_address_of_a_kind_is_preferred(piotr: Customer, hotel: Site, ivan: User) -> None:
    row = ("Piotr Wiśniewski", "piotr@poczta.example", "+48 601 234 567", "", "", "", "", "")
    imported(csv_of(HEADINGS, row), site=hotel, by=ivan)
    assert {p.value: p.is_preferred for p in piotr.contact_points.all()} == {
        "+48601234567": True,
        "piotr@poczta.example": True,
    }


def test_rows_that_mean_the_same_person_are_one_customer(hotel: Site, ivan: User) -> None:
    one = imported(
        csv_of(
            HEADINGS,
            ("Eva Malá", "eva@post.example", "", "", "", "", "", ""),
            ("Malá Eva", "eva@post.example", "777 123 456", "", "", "", "", ""),
            ("eva mala", "", "+420777123456", "", "Kůň", "L1", "", ""),
            ("E. Malá", "", "", "", "", "l-1", "", "R1"),
            ("Who?", "", "", "", "", "", "", "r 1"),
            ("Eva Malá", "EVA@post.example", "", "", "", "", "", ""),
        ),
        site=hotel,
        by=ivan,
    )
    assert counts(one) == (1, 3, 2, 0)
    customer = Customer.objects.get()
    assert (customer.company, customer.loyalty_number) == ("Kůň", "L1")
    assert (customer.contact_points.count(), customer.references.count()) == (2, 1)
    (entry,) = Entry.objects.about(customer)
    assert entry.verb == "customer.added"


def test_rows_far_apart_that_mean_the_same_person_are_one_customer(hotel: Site, ivan: User) -> None:
    content = file_of_guests(1100) + csv_of(("Guest Number3", "", "+420777000003", "", "", "", "", ""))
    assert counts(imported(content, site=hotel, by=ivan)) == (1100, 0, 1, 0)


def test_an_address_a_thousand_people_share_keeps_them_apart(hotel: Site, ivan: User) -> None:
    """A mailbox of a company, or what somebody typed to get rid of the question."""
    rows = [
        (f"Jan{n} Novák{n}", "no@mail.example", "777 123 456", "", "", "", "", f"R{n}") for n in range(1200)
    ]
    content = csv_of(HEADINGS, *rows)
    assert counts(imported(content, site=hotel, by=ivan)) == (1200, 0, 0, 0)
    assert counts(imported(content, site=hotel, by=ivan)) == (0, 0, 1200, 0)


def test_whoever_was_merged_is_the_one_who_was_kept(
    jana: Customer, piotr: Customer, hotel: Site, shop: Site, ivan: User, marek: User
) -> None:
    """Two rows of a file turned out to be one person: the next import does not part them again."""
    rows = [
        ("Jana Nováková", "jana.novakova@post.example", "", "", "", "L-1", "", "R-1"),
        ("J. Nováková", "jana.novakova@post.example", "", "", "", "L-2", "", "R-2"),
    ]
    content = csv_of(HEADINGS, *rows)
    assert counts(imported(content, site=hotel, by=ivan)) == (1, 1, 0, 0)
    other = Customer.objects.get(loyalty_number="L-2")
    merge(kept=jana, merged=other, by=ivan, now=timezone.now())
    by_number = csv_of(("Courtesy Desk number", "Name"), (f"CD-{other.pk}", "J. Nováková"))
    for again in (content, by_number):
        one = imported(again, site=hotel, by=ivan)
        assert (one.added, one.updated, one.failed) == (0, 0, 0)
    assert counts(imported(by_number, site=shop, by=marek)) == (1, 0, 0, 0)


def test_what_a_row_says_goes_to_the_one_who_was_kept(
    jana: Customer, piotr: Customer, hotel: Site, ivan: User
) -> None:
    merge(kept=jana, merged=piotr, by=ivan, now=timezone.now())
    content = csv_of(
        ("Courtesy Desk number", "Name", "Company"), (f"CD-{piotr.pk}", "Piotr Wiśniewski", "Kůň")
    )
    assert counts(imported(content, site=hotel, by=ivan)) == (0, 1, 0, 0)
    jana.refresh_from_db()
    assert jana.company == "Kůň"
