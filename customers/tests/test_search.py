import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from customers.domain.customer import add_customer, know_at
from customers.domain.search import find
from customers.models import Customer
from helpdesk.staff.models import Site, User

pytestmark = pytest.mark.django_db

QUIET = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(autouse=True)
def known(jana: Customer, piotr: Customer, agnieszka: Customer) -> None:
    """The customers of the cast."""


@pytest.mark.parametrize(
    "text",
    [
        "Jana",
        "nováková",
        "novakova",
        "NOVAKOVA jana",
        "jana nov",
        "ak",
        "ja",
        "  Jana   N ",
        "jana.novakova",
        "@post",
        "POST.example",
    ],
)
def test_by_name_or_address_without_accents(text: str, jana: Customer, alena: User) -> None:
    found = list(find(text, user=alena))
    assert found == ([jana] if text != "ak" else [])


def test_by_a_polish_name(piotr: Customer, alena: User) -> None:
    assert list(find("wisniewski", user=alena)) == list(find("WIŚNIEW", user=alena)) == [piotr]


@pytest.mark.parametrize(
    "text",
    [
        "+420777123456",
        "+420 777 123 456",
        "00420 777 123 456",
        "00420777123456",
        "420777123456",
        "777123456",
        "777 123 456",
        "777-123-456",
        "(777) 123.456",
        "777/123456",
        "777",
        "7771",
        "77 123 4",
        "7123",
        "+420 777",
        "00420 777",
        "jana 777",
        "777 nov",
        "00420 777 123 novakova",
    ],
)
def test_by_any_spelling_of_the_number(text: str, jana: Customer, alena: User) -> None:
    assert list(find(text, user=alena)) == [jana]


@QUIET
@given(
    country=st.sampled_from(["+420", "00420", "420", ""]),
    digits=st.integers(3, 9),
    gap=st.sampled_from(["", " ", "-"]),
)
def test_while_the_number_is_being_typed(
    country: str, digits: int, gap: str, jana: Customer, alena: User
) -> None:
    number = "777123456"[:digits]
    typed = f"{country}{gap if country else ''}{gap.join([number[:3], number[3:6], number[6:]]).strip('- ')}"
    assert jana in find(typed, user=alena)


@pytest.mark.parametrize(
    "text", ["jana piotr", "777 601", "jana 601", "nobody", "999888777", "%", "_", "' OR 1=1 --"]
)
def test_everything_typed_must_fit(text: str, alena: User) -> None:
    assert not find(text, user=alena).exists()


def test_an_address_with_digits_in_it(hotel: Site, alena: User) -> None:
    born = add_customer(
        Customer(name="Eva Malá", language="cs"), site=hotel, by=alena, emails=["eva1985.mala@post.example"]
    )
    for text in ("eva1985", "eva1985.mala", "eva1985.mala@post.example"):
        assert list(find(text, user=alena)) == [born], text


def test_empty_text_finds_everybody_by_name(jana: Customer, piotr: Customer, alena: User) -> None:
    assert list(find("", user=alena)) == list(find("  \x00 ", user=alena)) == [jana, piotr]


def test_nobody_is_found_across_sites(
    agnieszka: Customer, jana: Customer, shop: Site, alena: User, zofia: User, petra: User
) -> None:
    assert not find("Agnieszka", user=alena).exists()
    assert not find("777 123 456", user=zofia).exists()
    assert list(find("Agnieszka", user=petra)) == [agnieszka]
    know_at(jana, shop)
    assert list(find("777 123 456", user=zofia)) == [jana]


@pytest.mark.parametrize(
    "text", ["\x00", "Ja\x00na", "777\x00123", "x" * 10_000, "7" * 10_000, "@" * 10_000, "a " * 5_000, "٧٧٧"]
)
def test_nonsense_is_searched_for_without_complaint(text: str, alena: User) -> None:
    list(find(text, user=alena))


@QUIET
@given(text=st.text(max_size=60))
def test_any_text_can_be_searched_for(text: str, alena: User) -> None:
    list(find(text, user=alena))
