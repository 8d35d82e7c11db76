"""Names with a letter wrong, missing or too many."""

import pytest

from customers.domain.customer import add_customer
from customers.domain.similar import nearly, similar
from customers.models import Customer
from helpdesk.staff.models import Site, User

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("text", ["Novkova", "Jana Novakva", "nováčková", "Nvoáková", "Novákova"])
def test_who_is_called_nearly_so(text: str, jana: Customer, piotr: Customer, alena: User) -> None:
    assert similar(text, user=alena, at_most=5) == [jana]


def test_the_nearest_comes_first(hotel: Site, alena: User) -> None:
    people = [
        add_customer(Customer(name=name, language="cs"), site=hotel, by=alena)
        for name in ("Petr Novákovičová", "Jan Novák")
    ]
    assert similar("Nvoák", user=alena, at_most=5) == [people[1], people[0]]


@pytest.mark.parametrize(
    "text", ["", "Jan", "Jan 777123456", "a@b.example", "x" * 30, "jannovakova jana", "one two three four"]
)
def test_what_is_no_name_is_like_nobody(text: str, jana: Customer, alena: User) -> None:
    assert similar(text, user=alena, at_most=5) == []


def test_nobody_is_found_beyond_ones_sites(agnieszka: Customer, alena: User, zofia: User) -> None:
    assert similar("Agnieszak", user=alena, at_most=5) == []
    assert similar("Agnieszak", user=zofia, at_most=5) == [agnieszka]


def test_the_spellings_one_letter_away() -> None:
    assert nearly("abcd") == r"\m(.?bcd|a.?cd|ab.?d|abc.?|a.bcd|ab.cd|abc.d|bacd|acbd|abdc)"
