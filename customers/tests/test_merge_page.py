from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from customers.domain.customer import add_customer
from customers.domain.merge import merge
from customers.models import Customer, Merge
from helpdesk.staff.models import Site, User
from tests.cast import DETAILS, log_case
from tests.pages import Page, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(alena: User) -> Client:
    return signed_in(alena)


@pytest.fixture
def again(hotel: Site, alena: User) -> Customer:
    twin = Customer(name="Jana Novakova", language="en", loyalty_number="HV 1", is_vip=True)
    return add_customer(twin, site=hotel, by=alena, emails=["jana@work.example"])


def test_the_other_one_is_found_without_javascript(desk: Client, jana: Customer, again: Customer) -> None:
    url = f"/customers/{jana.pk}/merge/"
    page = Page(desk.get(url))
    assert page.form_with("customer_text")["method"] == "get"
    found = Page(desk.get(url, {"customer_text": "novakova", "other": ""}))
    links = [one["href"] for one in found.all("a") if one["href"].startswith("?other=")]
    assert links == [f"?other={again.pk}"]
    assert "Nobody found" in Page(desk.get(url, {"customer_text": "xyz"})).text


def test_side_by_side_what_both_have(desk: Client, jana: Customer, again: Customer, alena: User) -> None:
    for _ in range(2):
        log_case("room_change", by=alena, customer=again)
    page = Page(desk.get(f"/customers/{jana.pk}/merge/", {"other": str(again.pk)}))
    (table,) = page.all("table")
    for said in ("Jana Nováková", "Jana Novakova", "jana@work.example", "+420 777 123 456", "Hotel Vltava"):
        assert said in table.text
    assert [one.text for one in table.inside() if one["class"] == "count"] == ["0", "2"]
    # Who has more is kept, and what only one of them has is not lost.
    assert page.filled_in("keep") == {
        "csrfmiddlewaretoken": page.filled_in("keep")["csrfmiddlewaretoken"],
        "other": str(again.pk),
        "keep": str(again.pk),
        "name": str(again.pk),
        "language": str(again.pk),
        "preferred_channel": str(again.pk),
        "loyalty_number": str(again.pk),
        "is_vip": str(again.pk),
    }


def test_merging_and_undoing(desk: Client, jana: Customer, again: Customer, alena: User) -> None:
    url = f"/customers/{jana.pk}/merge/"
    filled = Page(desk.get(url, {"other": str(again.pk)})).filled_in("keep")
    chosen = filled | {"keep": str(jana.pk), "name": str(jana.pk), "is_vip": str(again.pk)}
    merged = desk.post(
        url, chosen | {"language": str(again.pk), "loyalty_number": str(again.pk)}, follow=True
    )
    page = Page(merged)
    assert page.status == 200
    jana.refresh_from_db()
    assert (jana.name, jana.language, jana.is_vip, jana.loyalty_number) == (
        "Jana Nováková",
        "en",
        True,
        "HV 1",
    )
    assert "You can undo this for 30 days." in page.text
    assert "Jana Novakova was merged into this customer by Alena Dvořáková" in page.text
    (undoing,) = page.all("form", lambda one: "undo" in one["action"])
    undone = desk.post(undoing["action"], follow=True)
    assert "Jana Novakova is a customer again" in Page(undone).text
    assert undone.redirect_chain[-1][0] == f"/customers/{again.pk}/"
    assert not Page(desk.get(f"/customers/{jana.pk}/")).all("form", lambda one: "undo" in one["action"])


def test_undone_twice_is_said(desk: Client, jana: Customer, again: Customer, alena: User) -> None:
    done = merge(kept=jana, merged=again, by=alena, now=timezone.now())
    desk.post(f"/customers/merges/{done.pk}/undo/")
    assert "undone already" in Page(desk.post(f"/customers/merges/{done.pk}/undo/", follow=True)).text


def test_after_thirty_days_it_is_not_offered(
    desk: Client, jana: Customer, again: Customer, alena: User
) -> None:
    done = merge(kept=jana, merged=again, by=alena, now=timezone.now() - timedelta(days=31))
    assert "Undo" not in Page(desk.get(f"/customers/{jana.pk}/")).text
    said = Page(desk.post(f"/customers/merges/{done.pk}/undo/", follow=True)).text
    assert "A merge can be undone for 30 days." in said


def test_one_must_see_both(
    desk: Client, zofia: User, petra: User, jana: Customer, agnieszka: Customer, shop: Site
) -> None:
    sent = {"other": str(agnieszka.pk), "keep": str(jana.pk)}
    url = f"/customers/{jana.pk}/merge/"
    for who in (desk, signed_in(zofia)):
        assert who.get(url, {"other": str(agnieszka.pk)}).status_code == 404
        assert who.post(url, sent).status_code == 404
    assert not Merge.objects.exists()
    assert signed_in(petra).post(url, sent).status_code == 302
    jana.refresh_from_db()
    assert set(jana.sites.all()) >= {shop}


def test_nor_can_one_undo_what_one_does_not_see(
    zofia: User, alena: User, jana: Customer, again: Customer
) -> None:
    done = merge(kept=jana, merged=again, by=alena, now=timezone.now())
    assert signed_in(zofia).post(f"/customers/merges/{done.pk}/undo/").status_code == 404


@pytest.mark.parametrize("other", ["x", "", "-1", "٣", "9" * 30, "999999"])
def test_nobody_is_merged_with_nonsense(desk: Client, jana: Customer, other: str) -> None:
    assert desk.get(f"/customers/{jana.pk}/merge/", {"other": other}).status_code in (200, 404)
    posted = desk.post(f"/customers/{jana.pk}/merge/", {"other": other, "keep": str(jana.pk)})
    assert posted.status_code in (200, 404)
    assert not Merge.objects.exists()


def test_oneself_is_not_another(desk: Client, jana: Customer) -> None:
    page = Page(desk.get(f"/customers/{jana.pk}/merge/", {"other": str(jana.pk)}))
    assert (page.status, "This is the same customer." in page.text) == (409, True)


def test_who_is_kept_must_be_one_of_them(
    desk: Client, jana: Customer, again: Customer, piotr: Customer
) -> None:
    url = f"/customers/{jana.pk}/merge/"
    for keep in ("", str(piotr.pk), "x"):
        page = Page(desk.post(url, {"other": str(again.pk), "keep": keep}))
        assert (page.status, "Choose who is kept." in page.text) == (422, True)
    assert not Merge.objects.exists()


def test_a_ticket_logged_for_who_was_merged_meanwhile_goes_to_who_was_kept(
    desk: Client, jana: Customer, again: Customer, alena: User
) -> None:
    filled = Page(desk.get("/tickets/new/", {"customer": str(again.pk)})).filled_in("what_happened")
    assert filled["customer"] == str(again.pk)
    merge(kept=jana, merged=again, by=alena, now=timezone.now())
    details = {f"details-{name}": value for name, value in DETAILS["complaint"].items()}
    answer = desk.post(
        "/tickets/new/", filled | details | {"what_happened": "Forty minutes.", "subject": "Slow"}
    )
    assert answer.status_code == 302
    assert [ticket.subject for ticket in jana.tickets.all()] == ["Slow"]
