from typing import Any

import pytest

from customers.domain.phone import digits_to_find, to_e164
from customers.forms.customer import ContactPointFormSet
from customers.models import Customer

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("spelling", "country", "kept"),
    [
        ("777 123 456", "CZ", "+420777123456"),
        ("+420 777-123-456", "PL", "+420777123456"),
        ("00420777123456", "CZ", "+420777123456"),
        ("601 234 567", "PL", "+48601234567"),
        ("800 123 456", "CZ", "+420800123456"),
        ("tel: 777 123 456", "CZ", "+420777123456"),
        ("112", "CZ", None),
        ("12", "CZ", None),
        ("abc", "CZ", None),
        ("", "CZ", None),
        ("7" * 10_000, "CZ", None),
        ("+999 123 456 789", "CZ", None),
    ],
)
def test_a_number_is_kept_in_e164_or_refused(spelling: str, country: str, kept: str | None) -> None:
    assert to_e164(spelling, country=country) == kept


@pytest.mark.parametrize(
    ("spelling", "digits"),
    [("00420 777", "420777"), ("+48 60", "4860"), ("0601", "601"), ("(777) 1", "7771"), ("-", "")],
)
def test_the_digits_a_kept_number_must_contain(spelling: str, digits: str) -> None:
    assert digits_to_find(spelling) == digits


def formset(customer: Customer, *points: tuple[str, str]) -> Any:
    data: dict[str, Any] = {"contact_points-TOTAL_FORMS": len(points), "contact_points-INITIAL_FORMS": 0}
    for number, (kind, value) in enumerate(points):
        data |= {f"contact_points-{number}-type": kind, f"contact_points-{number}-value": value}
    return ContactPointFormSet(data, instance=customer, form_kwargs={"country": "CZ"})


def test_points_are_kept_in_one_spelling(piotr: Customer) -> None:
    points = formset(piotr, ("phone", " 777 123 456 "), ("email", " Piotr@Poczta.EXAMPLE "))
    assert points.is_valid(), points.errors
    assert [point.value for point in points.save()] == ["+420777123456", "piotr@poczta.example"]


@pytest.mark.parametrize("value", ["12", "seven", "777 123 45", "7" * 200])
def test_a_bad_number_is_answered_with_a_sentence(piotr: Customer, value: str) -> None:
    points = formset(piotr, ("phone", value))
    assert not points.is_valid()
    assert points.errors[0] == {
        "value": [f"“{value}” is not a number one can call. Add the country, as +420."]
    }


@pytest.mark.parametrize(
    ("kind", "value"), [("email", "piotr"), ("email", "a\x00@b.example"), ("phone", "\x00"), ("fax", "1")]
)
def test_other_mistakes_are_refused_too(piotr: Customer, kind: str, value: str) -> None:
    assert not formset(piotr, (kind, value)).is_valid()


def test_one_number_in_two_spellings_is_one_number(piotr: Customer) -> None:
    assert not formset(piotr, ("phone", "777123456"), ("phone", "+420 777 123 456")).is_valid()


def test_a_number_the_customer_has_already_is_refused(jana: Customer) -> None:
    assert not formset(jana, ("phone", "777 123 456")).is_valid()
