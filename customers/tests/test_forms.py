import pytest

from customers.domain.phone import digits_to_find, to_e164
from customers.enums import ContactType
from customers.forms.choice import CustomerField
from customers.forms.contact_points import MOST, ContactLines
from customers.models import Customer
from helpdesk.staff.models import User

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


def lines(kind: ContactType, *typed: str, preferred: str = "0") -> ContactLines:
    sent = {f"{kind}s-{number}": text for number, text in enumerate(typed)}
    return ContactLines.read(kind, {**sent, f"{kind}s-preferred": preferred, "name": "Eva"}, country="CZ")


def test_points_are_kept_in_one_spelling() -> None:
    phones = lines(ContactType.PHONE, " 777 123 456 ", "", "+420 777-123-456")
    emails = lines(ContactType.EMAIL, " Piotr@Poczta.EXAMPLE ")
    assert phones.is_valid()
    assert emails.is_valid()
    assert (phones.values, emails.values) == (["+420777123456"], ["piotr@poczta.example"])


@pytest.mark.parametrize(
    ("preferred", "first"),
    [
        ("0", "a@b.example"),
        ("2", "c@d.example"),
        ("1", "a@b.example"),
        ("9", "a@b.example"),
        ("x", "a@b.example"),
        ("", "a@b.example"),
    ],
)
def test_the_preferred_one_comes_first(preferred: str, first: str) -> None:
    emails = lines(ContactType.EMAIL, "a@b.example", "", "c@d.example", preferred=preferred)
    assert emails.is_valid()
    assert emails.values[0] == first
    assert sorted(emails.values) == ["a@b.example", "c@d.example"]


def test_exactly_one_line_is_drawn_as_preferred_and_one_is_empty() -> None:
    for preferred in ("0", "1", "7"):
        drawn = lines(ContactType.EMAIL, "a@b.example", "c@d.example", preferred=preferred).lines
        assert [line.is_preferred for line in drawn].count(True) == 1
        assert [line.typed for line in drawn] == ["a@b.example", "c@d.example", ""]
    (only,) = lines(ContactType.PHONE).lines
    assert (only.typed, only.is_preferred) == ("", True)


@pytest.mark.parametrize("value", ["12", "seven", "777 123 45", "7" * 200, "\x00"])
def test_a_bad_number_is_answered_with_a_sentence(value: str) -> None:
    phones = lines(ContactType.PHONE, "602 123 456", value)
    assert not phones.is_valid()
    right, wrong, _empty = phones.lines
    assert (right.error, wrong.typed) == ("", value)
    assert wrong.error == f"“{value}” is not a number one can call. Add the country, as +420."


@pytest.mark.parametrize("value", ["piotr", "a\x00@b.example", "a" * 250 + "@b.example"])
def test_an_address_that_is_none_is_refused(value: str) -> None:
    assert not lines(ContactType.EMAIL, value).is_valid()


def test_too_many_are_refused() -> None:
    assert lines(ContactType.EMAIL, *(f"a{n}@b.example" for n in range(MOST))).is_valid()
    many = lines(ContactType.EMAIL, *(f"a{n}@b.example" for n in range(MOST + 1)))
    assert not many.is_valid()
    assert many.error == "More than 20 are too many."


def test_a_customer_merged_while_the_page_was_open_is_followed(
    jana: Customer, piotr: Customer, agnieszka: Customer, alena: User
) -> None:
    field = CustomerField(Customer.objects.visible_to(alena).current())
    assert field.clean(str(jana.pk)) == field.clean(jana.pk) == jana
    jana.merged_into = piotr
    jana.save()
    assert field.clean(str(jana.pk)) == piotr
    piotr.merged_into = agnieszka
    piotr.save()
    for number in (str(piotr.pk), str(agnieszka.pk), "x", "1" * 30, "٣"):
        with pytest.raises(Exception, match="valid choice"):
            field.clean(number)
