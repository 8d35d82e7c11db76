"""The list, the suggestions and the page of a customer."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from customers.domain.merge import merge
from customers.domain.notices import place_notice
from customers.models import Customer
from helpdesk.staff.models import Team, User
from tests.cast import log_case
from tests.pages import Page, signed_in

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


@pytest.fixture
def desk(alena: User) -> Client:
    return signed_in(alena)


def test_the_list_finds_by_anything(desk: Client, jana: Customer, piotr: Customer) -> None:
    Customer.objects.filter(pk=jana.pk).update(loyalty_number="HV 20-311", folded_loyalty_number="hv20311")
    for q in ("novakova", "777 123", "+420777123456", "00420 777", "jana.nov", "Nová 777", "hv20-31"):
        page = Page(desk.get("/customers/", {"q": q}))
        assert [one["href"] for one in page.all("a") if one["class"] == "person-row"] == [
            f"/customers/{jana.pk}/"
        ], q
    both = Page(desk.get("/customers/"))
    assert len([one for one in both.all("a") if one["class"] == "person-row"]) == 2
    assert "Nobody found" in Page(desk.get("/customers/", {"q": "xyz"})).text


def test_flags_and_notices_stand_in_list_suggestions_and_page(
    desk: Client, jana: Customer, alena: User
) -> None:
    Customer.objects.filter(pk=jana.pk).update(is_vip=True, is_vulnerable=True, company="Vltava s. r. o.")
    place_notice(jana, text="Threw a cup at Karel.", until=TODAY, on=TODAY, by=alena)
    for url in ("/customers/", "/customers/suggestions/?customer_text=nova", f"/customers/{jana.pk}/"):
        text = Page(desk.get(url)).text
        for said in ("VIP", "needs special care", "Conduct notice", "Threw a cup at Karel."):
            assert said in text, (url, said)
    assert "Vltava s. r. o." in Page(desk.get(f"/customers/{jana.pk}/")).text


def test_customers_of_another_site_are_not_there(zofia: User, jana: Customer) -> None:
    client = signed_in(zofia)
    assert "Jana" not in client.get("/customers/", {"q": ""}).content.decode()
    suggested = client.get("/customers/suggestions/", {"customer_text": "novakova"})
    assert "Jana" not in suggested.content.decode()
    assert client.get("/customers/99999999999999999999/").status_code == 404


def test_a_customer_met_at_both_sites_is_known_at_both(
    alena: User, zofia: User, jana: Customer, returns_desk: Team
) -> None:
    """The other site's tickets stay its own."""
    jana.sites.add(returns_desk.site)
    log_case("complaint", by=alena, customer=jana, subject="At the hotel")
    log_case("return", by=zofia, customer=jana, subject="In the shop")
    page = Page(signed_in(zofia).get(f"/tickets/of-customer/{jana.pk}/"))
    assert "In the shop" in page.text
    assert "At the hotel" not in page.text


def test_suggestions_while_typing(desk: Client, jana: Customer, piotr: Customer) -> None:
    url = "/customers/suggestions/"
    (option,) = Page(desk.get(url, {"customer_text": "nova"})).all("div", role="option")
    assert (option["data-value"], option["data-label"]) == (str(jana.pk), "Jana Nováková")
    assert Page(desk.get(url, {"customer_text": "n"})).all("div") == []
    assert "Nobody found" in Page(desk.get(url, {"customer_text": "xyz"})).text


def test_the_page_of_who_was_merged_leads_to_who_was_kept(
    desk: Client, jana: Customer, piotr: Customer, alena: User, zofia: User
) -> None:
    merge(kept=piotr, merged=jana, by=alena, now=timezone.now())
    for url in ("/customers/{}/", "/customers/{}/editing/"):
        assert desk.get(url.format(jana.pk))["Location"] == url.format(piotr.pk)
    for url in ("/customers/{}/card/", "/customers/{}/notices/", "/tickets/of-customer/{}/"):
        assert "Piotr Wiśniewski" in Page(desk.get(url.format(jana.pk))).text
    assert signed_in(zofia).get(f"/customers/{jana.pk}/").status_code == 404
    assert "Jana" not in Page(desk.get("/customers/")).text
    assert "merged this customer into" not in Page(desk.get(f"/customers/{piotr.pk}/")).text
    assert f"merged customer no. {jana.pk} into this one" in Page(desk.get(f"/customers/{piotr.pk}/")).text


def test_of_who_was_erased_what_is_left_is_shown(desk: Client, jana: Customer, alena: User) -> None:
    log_case("room_change", by=alena, customer=jana, subject="Cold")
    jana.contact_points.all().delete()
    Customer.objects.filter(pk=jana.pk).update(name="", folded_name="", erased_at=timezone.now())
    page = Page(desk.get(f"/customers/{jana.pk}/"))
    assert page.status == 200
    assert "Erased customer" in page.all("h1")[0].text
    assert not [link for link in page.all("a") if "editing" in link["href"] or "merge" in link["href"]]
    assert "Cold" in Page(desk.get(f"/tickets/of-customer/{jana.pk}/")).text
    for verb in ("editing", "merge"):
        assert desk.get(f"/customers/{jana.pk}/{verb}/").status_code == 404
    assert not Page(desk.get(f"/customers/{jana.pk}/notices/")).all("textarea")
    until = {"text": "Hm.", "until": TODAY.isoformat()}
    assert desk.post(f"/customers/{jana.pk}/notices/", until).status_code == 409
    assert "Erased" not in Page(desk.get("/customers/")).text


def test_what_is_over_is_not_shown_any_more(desk: Client, jana: Customer, alena: User) -> None:
    place_notice(jana, text="Yesterday.", until=TODAY, on=TODAY, by=alena)
    jana.conduct_notices.update(until=TODAY - timedelta(days=1))
    page = Page(desk.get(f"/customers/{jana.pk}/"))
    assert not page.all("div", role="note")
    assert "Yesterday." in page.text
    assert "Yesterday." not in Page(desk.get("/customers/")).text


def test_the_card_of_who_was_chosen(desk: Client, jana: Customer, alena: User, zofia: User) -> None:
    place_notice(jana, text="Speak slowly.", until=TODAY, on=TODAY, by=alena)
    page = Page(desk.get(f"/customers/{jana.pk}/card/"))
    (card,) = page.all("div", lambda one: one["data-customer"] == str(jana.pk))
    (note,) = page.all("div", role="note")
    assert ("Jana Nováková" in card.text, "Speak slowly." in note.text) == (True, True)
