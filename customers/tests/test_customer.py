import pytest
from django.db import transaction
from django.utils import timezone

from customers.domain.contact_points import prefer, settle_preferred, write_contact_points
from customers.domain.customer import (
    add_customer,
    by_address,
    change_customer,
    current,
    describe,
    locked_current,
    record_changes,
    version_of,
)
from customers.domain.errors import ChangedMeanwhile, MergedMeanwhile, NotPossible
from customers.enums import ContactType
from customers.models import Customer
from helpdesk.record.models import Entry
from helpdesk.staff.models import Site, User

pytestmark = pytest.mark.django_db

EMAIL, PHONE = ContactType.EMAIL, ContactType.PHONE


def points(customer: Customer) -> list[tuple[str, str, bool]]:
    return [(point.type, point.value, point.is_preferred) for point in customer.contact_points.order_by("pk")]


def test_a_new_customer_is_known_and_recorded(hotel: Site, alena: User) -> None:
    customer = add_customer(
        Customer(name="Řehoř Žluťoučký", language="cs"),
        site=hotel,
        by=alena,
        emails=["a@post.example", "b@post.example", "a@post.example"],
        phones=["+420608111222"],
    )
    assert (customer.folded_name, list(customer.sites.all())) == ("rehor zlutoucky", [hotel])
    assert points(customer) == [
        (EMAIL, "a@post.example", True),
        (EMAIL, "b@post.example", False),
        (PHONE, "+420608111222", True),
    ]
    (entry,) = Entry.objects.about(customer)
    assert (entry.verb, entry.by, entry.details) == ("customer.added", alena, {"site": "Hotel Vltava"})


def test_letters_go_to_the_preferred_address(jana: Customer, piotr: Customer) -> None:
    jana.contact_points.update(is_preferred=False)
    jana.contact_points.create(type=ContactType.EMAIL, value="jana@work.example", is_preferred=True)
    assert (jana.email, piotr.email) == ("jana@work.example", "")
    assert jana.phone is not None
    assert jana.phone.shown == "+420 777 123 456"


def test_choosing_another_preferred_one_clears_the_old(jana: Customer) -> None:
    write_contact_points(jana, {EMAIL: ["new@post.example", "jana.novakova@post.example"], PHONE: []})
    assert points(jana) == [(EMAIL, "jana.novakova@post.example", False), (EMAIL, "new@post.example", True)]
    prefer(jana, EMAIL, "jana.novakova@post.example")
    assert points(jana) == [(EMAIL, "jana.novakova@post.example", True), (EMAIL, "new@post.example", False)]


@pytest.mark.parametrize("preferred", [(), (0,), (1,), (0, 1)])
def test_of_any_state_exactly_one_of_a_kind_is_preferred_afterwards(
    jana: Customer, preferred: tuple[int, ...]
) -> None:
    jana.contact_points.all().delete()
    for number in (0, 1):
        jana.contact_points.create(type=EMAIL, value=f"{number}@a.example", is_preferred=number in preferred)
    settle_preferred(jana)
    assert [one[2] for one in points(jana)].count(True) == 1
    assert jana.email == f"{preferred[0] if preferred else 0}@a.example"


def test_what_changed_is_recorded(jana: Customer, alena: User) -> None:
    before = describe(jana)
    jana.name = "Jana Malá"
    jana.save()
    record_changes(jana, before=before, by=alena)
    entry = Entry.objects.about(jana).last()
    assert entry is not None
    assert entry.verb == "customer.changed"
    assert entry.details == {"changed": ["name"]}
    assert entry.said == {"name": ["Jana Nováková", "Jana Malá"]}
    assert jana.folded_name == "jana mala"


def test_nothing_is_recorded_when_nothing_changed(jana: Customer, alena: User) -> None:
    record_changes(jana, before=describe(jana), by=alena)
    assert Entry.objects.about(jana).count() == 1


def test_a_change_saves_facts_and_contact_points_together(jana: Customer, alena: User) -> None:
    version = version_of(jana)
    jana.loyalty_number, jana.is_vip = "HV 20-311", True
    change_customer(jana, points={PHONE: ["+420608111222"]}, version=version, by=alena)
    saved = Customer.objects.get(pk=jana.pk)
    assert (saved.folded_loyalty_number, saved.is_vip) == ("hv20311", True)
    assert points(saved) == [(PHONE, "+420608111222", True)]
    entry = Entry.objects.about(jana).last()
    assert entry is not None
    assert (entry.by, entry.details) == (alena, {"changed": ["loyalty_number", "is_vip", "contact_points"]})


def test_a_stale_change_is_refused_and_tells_both_versions(jana: Customer, alena: User, karel: User) -> None:
    version = version_of(jana)
    theirs = Customer.objects.get(pk=jana.pk)
    theirs.name = "Jana Malá"
    change_customer(theirs, points={PHONE: ["+420777123456"]}, version=version, by=karel)
    jana.name = "Jana Velká"
    with pytest.raises(ChangedMeanwhile) as refused:
        change_customer(jana, points={EMAIL: ["v@post.example"]}, version=version, by=alena)
    assert (refused.value.now["name"], refused.value.typed["name"]) == ("Jana Malá", "Jana Velká")
    assert refused.value.now["contact_points"] == [[PHONE, "+420777123456", True]]
    assert Customer.objects.get(pk=jana.pk).name == "Jana Malá"


def test_the_same_change_twice_is_one(jana: Customer, alena: User, karel: User) -> None:
    version = version_of(jana)
    jana.company = "Vltava s. r. o."
    for who in (alena, karel):
        change_customer(jana, points={}, version=version, by=who)
    assert Entry.objects.about(jana).filter(verb="customer.changed").count() == 1


def test_who_is_gone_cannot_be_changed(jana: Customer, piotr: Customer, alena: User) -> None:
    version = version_of(jana)
    Customer.objects.filter(pk=jana.pk).update(merged_into=piotr)
    with pytest.raises(MergedMeanwhile, match="Piotr Wiśniewski") as refused:
        change_customer(jana, points={}, version=version, by=alena)
    assert refused.value.kept == piotr
    Customer.objects.filter(pk=piotr.pk).update(erased_at=timezone.now())
    with pytest.raises(NotPossible, match="erased"):
        change_customer(piotr, points={}, version="", by=alena)


def test_who_was_merged_is_followed_and_who_was_erased_is_refused(
    jana: Customer, piotr: Customer, agnieszka: Customer
) -> None:
    Customer.objects.filter(pk=jana.pk).update(merged_into=piotr)
    Customer.objects.filter(pk=piotr.pk).update(merged_into=agnieszka)
    jana.refresh_from_db()
    assert current(jana) == locked_current(jana) == locked_current(agnieszka) == agnieszka
    Customer.objects.filter(pk=agnieszka.pk).update(erased_at=timezone.now())
    with pytest.raises(NotPossible, match="erased"):
        locked_current(jana)


@pytest.mark.django_db(transaction=True)
def test_nobody_is_held_outside_a_transaction(jana: Customer) -> None:
    with pytest.raises(RuntimeError, match="transaction"):
        locked_current(jana)
    with transaction.atomic():
        assert locked_current(jana) == jana


def test_by_the_address_of_a_letter(jana: Customer, piotr: Customer) -> None:
    piotr.contact_points.create(type=EMAIL, value="jana.novakova@post.example")
    assert list(by_address("Jana.Novakova@Post.example ")) == [jana, piotr]
    Customer.objects.filter(pk=jana.pk).update(erased_at=timezone.now())
    assert list(by_address("jana.novakova@post.example")) == [piotr]
    assert not by_address("").exists()


def test_customers_are_those_of_ones_sites(
    jana: Customer, agnieszka: Customer, alena: User, jan: User, zofia: User, petra: User
) -> None:
    def seen(person: User) -> set[Customer]:
        return set(Customer.objects.visible_to(person))

    assert seen(alena) == seen(jan) == {jana}
    assert seen(zofia) == {agnieszka}
    assert seen(petra) == {jana, agnieszka}


def test_a_number_stands_for_whom_it_was_merged_into(jana: Customer, piotr: Customer) -> None:
    Customer.objects.filter(pk=jana.pk).update(merged_into=piotr)
    for number in (jana.pk, piotr.pk):
        assert Customer.objects.standing_for(number).get() == piotr
    assert not Customer.objects.standing_for(10**30).exists()
