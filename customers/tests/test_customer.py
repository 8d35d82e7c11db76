import pytest

from customers.domain.customer import add_customer, describe, record_changes
from customers.enums import ContactType
from customers.models import Customer
from helpdesk.record.models import Entry
from helpdesk.staff.models import Site, User

pytestmark = pytest.mark.django_db


def test_a_new_customer_is_known_and_recorded(hotel: Site, alena: User) -> None:
    customer = add_customer(
        Customer(name="Řehoř Žluťoučký", language="cs"),
        site=hotel,
        by=alena,
        emails=["a@post.example", "b@post.example", "a@post.example"],
        phones=["+420608111222"],
    )
    assert (customer.folded_name, list(customer.sites.all())) == ("rehor zlutoucky", [hotel])
    assert [(p.type, p.value, p.is_preferred) for p in customer.contact_points.order_by("pk")] == [
        (ContactType.EMAIL, "a@post.example", True),
        (ContactType.EMAIL, "b@post.example", False),
        (ContactType.PHONE, "+420608111222", True),
    ]
    (entry,) = Entry.objects.about(customer)
    assert (entry.verb, entry.by, entry.details) == ("customer.added", alena, {"site": "Hotel Vltava"})


def test_letters_go_to_the_preferred_address(jana: Customer, piotr: Customer) -> None:
    jana.contact_points.update(is_preferred=False)
    jana.contact_points.create(type=ContactType.EMAIL, value="jana@work.example", is_preferred=True)
    assert (jana.email, piotr.email) == ("jana@work.example", "")
    assert jana.phone is not None
    assert jana.phone.shown == "+420 777 123 456"


def test_what_changed_is_recorded(jana: Customer, alena: User) -> None:
    before = describe(jana)
    jana.name = "Jana Malá"
    jana.save()
    record_changes(jana, before=before, by=alena)
    entry = Entry.objects.about(jana).last()
    assert entry is not None
    assert entry.verb == "customer.changed"
    assert entry.details == {"changed": {"name": ["Jana Nováková", "Jana Malá"]}}
    assert jana.folded_name == "jana mala"


def test_nothing_is_recorded_when_nothing_changed(jana: Customer, alena: User) -> None:
    record_changes(jana, before=describe(jana), by=alena)
    assert Entry.objects.about(jana).count() == 1


def test_customers_are_those_of_ones_sites(
    jana: Customer, agnieszka: Customer, alena: User, jan: User, zofia: User, petra: User
) -> None:
    def seen(person: User) -> set[Customer]:
        return set(Customer.objects.visible_to(person))

    assert seen(alena) == seen(jan) == {jana}
    assert seen(zofia) == {agnieszka}
    assert seen(petra) == {jana, agnieszka}
