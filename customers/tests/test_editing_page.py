import json

import pytest
from django.test import Client
from django.utils import timezone

from customers.domain.merge import merge
from customers.models import ContactPoint, Customer
from helpdesk.record.models import Entry
from helpdesk.staff.models import Membership, Site, Team, User
from tests.pages import Page, signed_in

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


@pytest.fixture
def desk(alena: User) -> Client:
    return signed_in(alena)


def form_of(**changes: str) -> dict[str, str]:
    return {
        "name": "Eva Benešová",
        "language": "cs",
        "preferred_channel": "phone",
        "phones-0": "602 123 456",
        "emails-0": "Eva@Post.Example ",
        **changes,
    }


def lines(page: Page, kind: str) -> dict[str, str]:
    filled = page.filled_in("version")
    return {name: value for name, value in filled.items() if name.startswith(f"{kind}-")}


def points(customer: Customer) -> list[tuple[str, bool]]:
    return [(point.value, point.is_preferred) for point in customer.contact_points.order_by("value")]


def test_adding_a_customer(desk: Client, alena: User, hotel: Site) -> None:
    answer = desk.post(
        "/customers/new/", form_of(company="Vltava s. r. o.", loyalty_number="HV 20-311", is_vip="on")
    )
    eva = Customer.objects.get()
    assert answer["Location"] == f"/customers/{eva.pk}/"
    assert (eva.name, eva.email, str(eva.phone)) == ("Eva Benešová", "eva@post.example", "+420 602 123 456")
    assert (eva.company, eva.folded_loyalty_number, eva.is_vip, eva.is_vulnerable) == (
        "Vltava s. r. o.",
        "hv20311",
        True,
        False,
    )
    assert list(eva.sites.all()) == [hotel]
    assert Entry.objects.about(eva).get(verb="customer.added").by == alena
    page = Page(desk.get(answer["Location"]))
    assert "+420 602 123 456" in page.text
    assert "Alena Dvořáková added the customer at Hotel Vltava" in page.text


def test_the_preferred_line_is_preferred(desk: Client, hotel: Site) -> None:
    desk.post(
        "/customers/new/",
        form_of(**{"emails-1": "work@post.example", "emails-preferred": "1", "phones-3": ""}),
    )
    assert points(Customer.objects.get()) == [
        ("+420602123456", True),
        ("eva@post.example", False),
        ("work@post.example", True),
    ]


def test_what_was_typed_comes_back_with_the_mistake(desk: Client, hotel: Site) -> None:
    sent = form_of(name="", loyalty_number="X", is_vip="on") | {"phones-0": "12", "emails-0": "no address"}
    page = Page(desk.post("/customers/new/", sent))
    assert page.status == 422
    assert "“12” is not a number one can call. Add the country, as +420." in page.text
    came_back = page.filled_in("version")
    assert {name: came_back.get(name) for name in sent} == sent
    assert not Customer.objects.exists()
    (wrong,) = page.all("input", name="emails-0")
    assert page.all("p", id=wrong["aria-describedby"])


def test_one_more_line_without_complaints(desk: Client, hotel: Site, jana: Customer) -> None:
    for url in ("/customers/new/", f"/customers/{jana.pk}/editing/"):
        typed = form_of(name="", is_vip="on", more="emails") | {"emails-preferred": "0"}
        page = Page(desk.post(url, typed))
        assert (page.status, page.all("p", lambda one: "invalid" in one["class"])) == (200, [])
        assert lines(page, "emails") == {
            "emails-0": "Eva@Post.Example ",
            "emails-1": "",
            "emails-preferred": "0",
        }
        (empty,) = [one for one in page.all("input") if "autofocus" in one.attrs]
        assert empty["name"] == "emails-1"
        assert page.filled_in("version")["is_vip"] == "on"
    assert Customer.objects.count() == 1


def test_an_empty_form_is_a_mistake(desk: Client, jana: Customer) -> None:
    assert desk.post("/customers/new/", {}).status_code == 422
    assert desk.post(f"/customers/{jana.pk}/editing/", {}).status_code == 422


def test_a_name_searched_for_is_filled_in(desk: Client, hotel: Site) -> None:
    page = Page(desk.get("/customers/new/", {"name": "Eva Benešová"}))
    assert page.filled_in("name")["name"] == "Eva Benešová"
    assert page.filled_in("name")["language"] == "cs"


def test_added_at_the_site_one_is_at(alena: User, hotel: Site, returns_desk: Team, shop: Site) -> None:
    Membership.objects.create(team=returns_desk, user=alena)
    desk = signed_in(alena)
    page = Page(desk.get("/customers/new/", {"site": str(shop.pk)}))
    filled = page.filled_in("version")
    assert (filled["site"], filled["language"]) == (str(shop.pk), "pl")
    desk.post("/customers/new/", filled | {"name": "Ola", "phones-0": "601 234 567"})
    ola = Customer.objects.get()
    assert (list(ola.sites.all()), str(ola.phone)) == ([shop], "+48 601 234 567")
    for site in ("999999", "x"):
        assert desk.get("/customers/new/", {"site": site}).status_code == 404


def test_changing_a_customer(desk: Client, alena: User, jana: Customer) -> None:
    url = f"/customers/{jana.pk}/editing/"
    page = Page(desk.get(url))
    assert lines(page, "phones")["phones-0"] == "+420 777 123 456"
    assert lines(page, "emails")["emails-0"] == "jana.novakova@post.example"
    answer = desk.post(url, page.filled_in("version") | {"name": "Jana Dvořáková", "language": "en"})
    assert answer["Location"] == f"/customers/{jana.pk}/"
    jana.refresh_from_db()
    assert (jana.name, jana.folded_name, jana.language) == ("Jana Dvořáková", "jana dvorakova", "en")
    entry = Entry.objects.about(jana).get(verb="customer.changed")
    assert (entry.by, entry.details["changed"]) == (alena, ["name", "language"])
    assert "Alena Dvořáková changed: name, language" in Page(desk.get(answer["Location"])).text


def test_saving_without_a_change_says_nothing(desk: Client, jana: Customer) -> None:
    url = f"/customers/{jana.pk}/editing/"
    assert desk.post(url, Page(desk.get(url)).filled_in("version")).status_code == 302
    assert not Entry.objects.about(jana).filter(verb="customer.changed").exists()


def test_taking_a_number_away(desk: Client, jana: Customer) -> None:
    url = f"/customers/{jana.pk}/editing/"
    desk.post(url, Page(desk.get(url)).filled_in("version") | {"phones-0": " "})
    assert points(jana) == [("jana.novakova@post.example", True)]
    entry = Entry.objects.about(jana).get(verb="customer.changed")
    assert entry.details == {"changed": ["contact_points"]}


def test_nobody_overwrites_what_another_one_saved_meanwhile(
    desk: Client, karel: User, jana: Customer
) -> None:
    url = f"/customers/{jana.pk}/editing/"
    mine = Page(desk.get(url)).filled_in("version") | {"name": "Jana Velká", "phones-0": "608 000 222"}
    theirs = Page(signed_in(karel).get(url)).filled_in("version")
    signed_in(karel).post(url, theirs | {"name": "Jana Malá", "phones-1": "608 000 111"})
    page = Page(desk.post(url, mine))
    assert page.status == 409
    assert "Karel Svoboda changed this customer while you were writing" in page.text
    (table,) = page.all("table")
    for said in ("Jana Malá", "Jana Velká", "+420 608 000 111", "+420 608 000 222"):
        assert said in table.text
    jana.refresh_from_db()
    assert jana.name == "Jana Malá"
    came_back = page.filled_in("version")
    assert came_back["name"] == "Jana Velká"
    assert sorted(
        value for name, value in came_back.items() if name.startswith("phones-") and "+" in value
    ) == [
        "+420 608 000 111",
        "+420 777 123 456",
    ]
    assert came_back["phones-0"] == "608 000 222"
    assert desk.post(url, came_back).status_code == 302
    jana.refresh_from_db()
    assert jana.name == "Jana Velká"
    assert {value for value, _ in points(jana)} >= {"+420608000111", "+420608000222"}


@pytest.mark.parametrize("version", ["", "x" * 64, "\x00"])
def test_a_version_nobody_made_overwrites_nothing(desk: Client, jana: Customer, version: str) -> None:
    sent = form_of(version=version)
    assert desk.post(f"/customers/{jana.pk}/editing/", sent).status_code in (409, 422)
    jana.refresh_from_db()
    assert jana.name == "Jana Nováková"


def test_who_was_merged_meanwhile_is_shown_as_who_was_kept(
    desk: Client, alena: User, jana: Customer, piotr: Customer
) -> None:
    url = f"/customers/{jana.pk}/editing/"
    mine = Page(desk.get(url)).filled_in("version") | {"name": "Jana Velká"}
    merge(kept=piotr, merged=jana, by=alena, now=timezone.now())
    page = Page(desk.post(url, mine))
    assert page.status == 409
    assert "merged into Piotr Wiśniewski while you were writing" in page.text
    came_back = page.filled_in("version")
    assert page.form_with("version")["action"] == f"/customers/{piotr.pk}/editing/"
    assert "+48 601 234 567" in came_back.values()
    assert desk.post(url, came_back)["Location"] == f"/customers/{piotr.pk}/"
    piotr.refresh_from_db()
    assert (piotr.name, piotr.contact_points.count()) == ("Jana Velká", 3)


def test_in_a_dialog(desk: Client, jana: Customer, hotel: Site) -> None:
    url = f"/customers/{jana.pk}/editing/"
    panel = Page(desk.get(url, headers=HTMX))
    assert not panel.all("html")
    assert panel.all("h2", id="customer-editor-title")
    form = panel.form_with("version")
    assert (form["hx-post"], form["hx-target"]) == (url, "closest dialog")
    filled = panel.filled_in("version")
    wrong = desk.post(url, filled | {"name": ""}, headers=HTMX)
    assert (wrong.status_code, "<html" in wrong.content.decode()) == (422, False)
    saved = desk.post(url, filled | {"name": "Jana Řehořová"}, headers=HTMX)
    assert saved.status_code == 200
    assert json.loads(saved["HX-Trigger"]) == {"customer-saved": {"pk": jana.pk, "name": "Jana Řehořová"}}
    assert Page(saved).all("div", lambda one: one["data-customer"] == str(jana.pk))
    stale = desk.post(url, filled | {"name": "Jana Jiná"}, headers=HTMX)
    assert (stale.status_code, "<html" in stale.content.decode()) == (409, False)


def test_a_new_one_in_a_dialog(desk: Client, hotel: Site) -> None:
    assert not Page(desk.get("/customers/new/", headers=HTMX)).all("html")
    saved = desk.post("/customers/new/", form_of(), headers=HTMX)
    eva = Customer.objects.get()
    assert json.loads(saved["HX-Trigger"])["customer-saved"] == {"pk": eva.pk, "name": "Eva Benešová"}


@pytest.mark.parametrize("typed", ["\x00", "9" * 400, "Ω≈ç√", "'; DROP TABLE x; --", "-1"])
def test_garbage_is_a_mistake_not_a_failure(desk: Client, jana: Customer, typed: str) -> None:
    sent = form_of(version="", company="", loyalty_number="", more="") | {
        "emails-preferred": "0",
        "phones-999": "",
    }
    del sent["more"]
    for name in sent:
        assert desk.post("/customers/new/", sent | {name: typed}).status_code in (302, 422), name
        url = f"/customers/{jana.pk}/editing/"
        assert desk.post(url, sent | {name: typed}).status_code in (302, 409, 422), name
    assert ContactPoint.objects.filter(customer=jana).count() == 2
