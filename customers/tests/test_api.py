import pytest
from django.utils import timezone

from customers.domain.merge import merge
from customers.models import Customer
from helpdesk.staff.models import User
from tests.pages import signed_in

pytestmark = pytest.mark.django_db


def test_what_a_program_reads(alena: User, jana: Customer) -> None:
    Customer.objects.filter(pk=jana.pk).update(
        company="Vltava s. r. o.", loyalty_number="HV 1", is_vip=True, is_vulnerable=True
    )
    read = signed_in(alena).get(f"/api/customers/{jana.pk}/").json()
    assert {name: read[name] for name in ("company", "loyalty_number", "is_vip", "is_vulnerable")} == {
        "company": "Vltava s. r. o.",
        "loyalty_number": "HV 1",
        "is_vip": True,
        "is_vulnerable": True,
    }
    assert len(read["contact_points"]) == 2


def test_nothing_is_written_through_it(alena: User, jana: Customer) -> None:
    client = signed_in(alena)
    for method in (client.post, client.put, client.patch, client.delete):
        assert method(f"/api/customers/{jana.pk}/", {"is_vip": True}).status_code in (403, 405)
    jana.refresh_from_db()
    assert not jana.is_vip


def test_a_number_kept_since_before_a_merge_leads_to_who_was_kept(
    alena: User, zofia: User, jana: Customer, piotr: Customer
) -> None:
    merge(kept=piotr, merged=jana, by=alena, now=timezone.now())
    answer = signed_in(alena).get(f"/api/customers/{jana.pk}/", follow=True)
    assert answer.redirect_chain == [(f"/api/customers/{piotr.pk}/", 302)]
    assert answer.json()["id"] == piotr.pk
    assert signed_in(zofia).get(f"/api/customers/{jana.pk}/").status_code == 404
    listed = signed_in(alena).get("/api/customers/").json()["results"]
    assert [one["id"] for one in listed] == [piotr.pk]


def test_the_number_of_nobody(alena: User) -> None:
    for number in (1, 10**30):
        assert signed_in(alena).get(f"/api/customers/{number}/").status_code == 404
