"""Customers as a file: who may take them out, what is in it, and back again."""

import csv
from io import StringIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from customers.domain import csv_export
from customers.domain.customer import add_customer
from customers.enums import Channel
from customers.models import ContactPoint, Customer, CustomerReference
from customers.tests.import_files import begin, counts, file_of_guests, imported, run, upload
from helpdesk.record.models import Entry
from helpdesk.staff.models import Site, User
from tests.pages import signed_in

pytestmark = pytest.mark.django_db

URL = "/customers/export/"


def content(answer: Any) -> str:
    assert answer.status_code == 200
    return b"".join(answer.streaming_content).decode()


def table(answer: Any, *, delimiter: str) -> list[list[str]]:
    text = content(answer)
    assert text.startswith("\ufeff")
    return list(csv.reader(StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=delimiter))


def test_everything_about_the_customers_one_sees(
    petra: User, jana: Customer, agnieszka: Customer, hotel: Site, shop: Site
) -> None:
    Customer.objects.filter(pk=jana.pk).update(company="=HYPERLINK(1)", loyalty_number="HV-1", is_vip=True)
    jana.contact_points.create(type="email", value="=jana@work.example")
    CustomerReference.of(jana, "K-7", site=hotel).save()
    answer = signed_in(petra).get(URL)
    day = timezone.localdate()
    assert answer["Content-Disposition"] == f'attachment; filename="customers-{day:%Y-%m-%d}.csv"'
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("text/csv; charset=utf-8", "no-store")
    headings, first, second = table(answer, delimiter=",")
    assert headings == [
        "Courtesy Desk number",
        "Name",
        "E-mail",
        "Phone",
        "Language",
        "Preferred channel",
        "Company",
        "Loyalty number",
        "VIP",
        "Own reference",
        "Known at",
        "Known since",
    ]
    assert first == [
        f"CD-{agnieszka.pk}",
        "Agnieszka Zielińska",
        "agnieszka@poczta.example",
        "+48 512 345 678",
        "pl",
        "E-mail",
        "",
        "",
        "no",
        "",
        "Sklep Wisła",
        f"{agnieszka.created_at:%Y-%m-%d}",
    ]
    assert second[1:4] == [
        "Jana Nováková",
        "jana.novakova@post.example; =jana@work.example",
        "+420 777 123 456",
    ]
    assert second[6:11] == ["'=HYPERLINK(1)", "HV-1", "yes", "K-7", "Hotel Vltava"]


def test_what_was_searched_for_and_nobody_else(ivan: User, jana: Customer, piotr: Customer) -> None:
    _headings, *rows = table(signed_in(ivan).get(URL, {"q": "novakova"}), delimiter=";")
    assert [row[1] for row in rows] == ["Jana Nováková"]
    entry = Entry.objects.about(ivan).last()
    assert entry is not None
    assert (entry.verb, entry.by, entry.details) == (
        "customers.exported",
        ivan,
        {"number": 1, "search": True},
    )


def test_nothing_of_other_sites(
    ivan: User, jana: Customer, agnieszka: Customer, hotel: Site, shop: Site
) -> None:
    jana.sites.add(shop)
    CustomerReference.of(jana, "K-7", site=hotel).save()
    CustomerReference.of(jana, "W-9", site=shop).save()
    _headings, row = table(signed_in(ivan).get(URL), delimiter=";")
    assert (row[1], row[9], row[10]) == ("Jana Nováková", "K-7", "Hotel Vltava")


def test_merged_and_erased_customers_are_not_in_it(ivan: User, jana: Customer, piotr: Customer) -> None:
    Customer.objects.filter(pk=jana.pk).update(erased_at=timezone.now())
    Customer.objects.filter(pk=piotr.pk).update(merged_into=jana)
    assert len(table(signed_in(ivan).get(URL), delimiter=";")) == 1


def test_it_is_recorded_before_the_first_row_leaves(ivan: User, jana: Customer) -> None:
    """Whoever breaks off the download has taken something out all the same."""
    answer: Any = signed_in(ivan).get(URL)
    assert Entry.objects.about(ivan).get().details == {"number": 1, "search": False}
    answer.close()


def test_memory_and_queries_go_by_chunks(
    hotel: Site,
    ivan: User,
    monkeypatch: pytest.MonkeyPatch,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    imported(file_of_guests(250), site=hotel, by=ivan)
    monkeypatch.setattr(csv_export, "CHUNK", 100)
    # Whom they see, the customers, and three more for every hundred.
    with django_assert_num_queries(2 + 3 * 3):
        pieces = list(csv_export.as_csv(csv_export.chosen("", user=ivan), user=ivan))
    assert [piece.count("\r\n") for piece in pieces] == [1, 100, 100, 50]


def test_out_and_in_again_changes_nothing(
    jana: Customer, piotr: Customer, hotel: Site, ivan: User, alena: User
) -> None:
    Customer.objects.filter(pk=piotr.pk).update(
        company="+Firma; s r.o.", preferred_channel=Channel.LETTER, is_vip=True
    )
    CustomerReference.of(jana, "K-7", site=hotel).save()
    CustomerReference.of(jana, "=K/8", site=hotel).save()
    for name in ("Eva Malá", "Eva Malá", 'O\'Hara, "Bob"', "=1+1", "'=1", "@x"):
        add_customer(Customer(name=name, language="en"), site=hotel, by=alena)
    add_customer(
        Customer(name="Ann Smith", language="en"),
        site=hotel,
        by=alena,
        emails=["ann@post.example", "+ann@post.example"],
        phones=["+12125550123", "+447400123456"],
    )
    before = state()
    text = content(signed_in(ivan).get(URL))
    one = upload(text.encode(), site=hotel, by=ivan)
    assert one.columns == [*(field.value for field in csv_export.COLUMNS), "", ""]
    run(begin(text.encode(), site=hotel, by=ivan))
    assert state() == before
    again = begin(text.encode(), site=hotel, by=ivan)
    assert counts(run(again)) == (0, 0, Customer.objects.count(), 0)
    assert state() == before


def state() -> list[Any]:
    return [
        list(Customer.objects.order_by("pk").values()),
        list(ContactPoint.objects.order_by("pk").values()),
        list(CustomerReference.objects.order_by("pk").values()),
        list(Customer.sites.through.objects.order_by("pk").values()),
        list(Entry.objects.filter(subject_type="customers.customer").order_by("pk").values()),
    ]


names = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=40)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=names, company=names, number=names)
def test_whatever_people_are_called_out_and_in_again_adds_nobody(
    name: str, company: str, number: str, hotel: Site, ivan: User
) -> None:
    customer = Customer.objects.create(name=name, company=company, loyalty_number=number, language="cs")
    customer.sites.add(hotel)
    before = state()
    text = "".join(csv_export.as_csv(csv_export.chosen("", user=ivan), user=ivan))
    one = run(begin(text.encode(), site=hotel, by=ivan))
    assert (one.added, one.updated) == (0, 0)
    assert state() == before
    customer.delete()


def test_a_supervisor_of_another_site_learns_nothing_from_the_numbers(
    jana: Customer, ivan: User, marek: User, shop: Site
) -> None:
    text = content(signed_in(ivan).get(URL))
    before = list(Customer.objects.filter(pk=jana.pk).values())
    file = SimpleUploadedFile("theirs.csv", text.encode())
    client: Client = signed_in(marek)
    url = client.post("/customers/imports/", {"file": file, "site": shop.pk})["Location"]
    assert client.get(url).status_code == 200
    one = run(begin(text.encode(), site=shop, by=marek))
    assert counts(one) == (1, 0, 0, 0)
    assert list(Customer.objects.filter(pk=jana.pk).values()) == before
