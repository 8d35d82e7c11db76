import pytest
from django.test import Client

from customers.models import ContactPoint, Customer
from helpdesk.record.models import Entry
from helpdesk.staff.models import Site, Team, User
from tests.cast import log_case
from tests.pages import Page, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(alena: User) -> Client:
    return signed_in(alena)


def form_of(*points: tuple[str, str], **changes: str) -> dict[str, str]:
    sent = {
        "name": "Eva Benešová",
        "language": "cs",
        "preferred_channel": "phone",
        "contact_points-TOTAL_FORMS": str(max(len(points), 2)),
        "contact_points-INITIAL_FORMS": "0",
        "contact_points-MIN_NUM_FORMS": "0",
        "contact_points-MAX_NUM_FORMS": "20",
    }
    for number, (kind, value) in enumerate(points):
        sent |= {f"contact_points-{number}-type": kind, f"contact_points-{number}-value": value}
    return sent | changes


def test_adding_a_customer(desk: Client, alena: User, hotel: Site) -> None:
    sent = form_of(("phone", "602 123 456"), ("email", "Eva@Post.Example "))
    answer = desk.post("/customers/new/", sent)
    eva = Customer.objects.get()
    assert answer["Location"] == f"/customers/{eva.pk}/"
    assert (eva.name, eva.email, str(eva.phone)) == ("Eva Benešová", "eva@post.example", "+420 602 123 456")
    assert list(eva.sites.all()) == [hotel]
    assert Entry.objects.about(eva).get(verb="customer.added").by == alena
    page = Page(desk.get(answer["Location"]))
    assert "+420 602 123 456" in page.text
    assert "Alena Dvořáková added the customer at Hotel Vltava" in page.text


def test_what_was_typed_comes_back_with_the_mistake(desk: Client, hotel: Site) -> None:
    sent = form_of(("phone", "12"), ("email", "no address"), name="")
    page = Page(desk.post("/customers/new/", sent))
    assert page.status == 422
    assert "“12” is not a number one can call. Add the country, as +420." in page.text
    came_back = page.filled_in("name")
    assert {name: came_back.get(name) for name in sent} == sent
    assert not Customer.objects.exists()


def test_a_form_without_its_formset_is_a_mistake(desk: Client, hotel: Site) -> None:
    assert desk.post("/customers/new/", {"name": "Eva", "language": "cs"}).status_code == 422


def test_the_same_number_twice_is_a_mistake(desk: Client, hotel: Site) -> None:
    sent = form_of(("phone", "602 123 456"), ("phone", "+420602123456"))
    assert desk.post("/customers/new/", sent).status_code in (302, 422)
    assert ContactPoint.objects.filter(value="+420602123456").count() <= 1


def test_a_name_searched_for_is_filled_in(desk: Client, hotel: Site) -> None:
    page = Page(desk.get("/customers/new/", {"name": "Eva Benešová"}))
    assert page.filled_in("name")["name"] == "Eva Benešová"
    assert page.filled_in("name")["language"] == "cs"


def test_changing_a_customer(desk: Client, alena: User, jana: Customer) -> None:
    url = f"/customers/{jana.pk}/editing/"
    filled = Page(desk.get(url)).filled_in("name")
    values = {name: value for name, value in filled.items() if name.endswith("-value") and value}
    assert sorted(values.values()) == ["+420 777 123 456", "jana.novakova@post.example"]
    answer = desk.post(url, filled | {"name": "Jana Dvořáková", "language": "en"})
    assert answer["Location"] == f"/customers/{jana.pk}/"
    jana.refresh_from_db()
    assert (jana.name, jana.folded_name, jana.language) == ("Jana Dvořáková", "jana dvorakova", "en")
    entry = Entry.objects.about(jana).get(verb="customer.changed")
    assert (entry.by, set(entry.details["changed"])) == (alena, {"name", "language"})
    assert "Alena Dvořáková changed: name, language" in Page(desk.get(answer["Location"])).text


def test_saving_without_a_change_says_nothing(desk: Client, jana: Customer) -> None:
    url = f"/customers/{jana.pk}/editing/"
    desk.post(url, Page(desk.get(url)).filled_in("name"))
    assert not Entry.objects.about(jana).filter(verb="customer.changed").exists()


def test_taking_a_number_away(desk: Client, jana: Customer) -> None:
    url = f"/customers/{jana.pk}/editing/"
    filled = Page(desk.get(url)).filled_in("name")
    (number,) = [name.split("-")[1] for name, value in filled.items() if value == "+420 777 123 456"]
    desk.post(url, filled | {f"contact_points-{number}-DELETE": "on"})
    assert [point.value for point in jana.contact_points.all()] == ["jana.novakova@post.example"]
    assert Entry.objects.about(jana).get(verb="customer.changed").details["changed"].keys() == {
        "contact_points"
    }


def test_a_contact_point_of_somebody_else_cannot_be_changed(
    desk: Client, jana: Customer, agnieszka: Customer
) -> None:
    url = f"/customers/{jana.pk}/editing/"
    theirs = agnieszka.contact_points.first()
    assert theirs is not None
    filled = Page(desk.get(url)).filled_in("name") | {"contact_points-0-id": str(theirs.pk)}
    assert desk.post(url, filled).status_code in (302, 422)
    theirs.refresh_from_db()
    assert theirs.customer == agnieszka


def test_the_list_finds_by_anything(desk: Client, jana: Customer, piotr: Customer) -> None:
    for q in ("novakova", "777 123", "+420777123456", "00420 777", "jana.nov", "Nová 777"):
        page = Page(desk.get("/customers/", {"q": q}))
        assert [one.text for one in page.all("span") if one["class"] == "name"] == ["Jana Nováková"], q
    both = Page(desk.get("/customers/"))
    assert len([one for one in both.all("a") if one["class"] == "person-row"]) == 2
    assert "Nobody found" in Page(desk.get("/customers/", {"q": "xyz"})).text


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


@pytest.mark.parametrize("typed", ["\x00", "9" * 400, "Ω≈ç√", "'; DROP TABLE x; --", "-1"])
def test_garbage_is_a_mistake_not_a_failure(desk: Client, jana: Customer, typed: str) -> None:
    for name in form_of(("phone", "602 123 456")):
        sent = form_of(("phone", "602 123 456")) | {name: typed}
        assert desk.post("/customers/new/", sent).status_code in (302, 422), name
        assert desk.post(f"/customers/{jana.pk}/editing/", sent).status_code in (302, 422), name
