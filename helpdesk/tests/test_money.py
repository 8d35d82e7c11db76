from decimal import Decimal

import pytest
from babel.numbers import format_decimal, get_currency_precision
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.money import Money, minor_unit, parse_amount
from helpdesk.money_field import HIGHEST, MoneyField

LANGUAGES = st.sampled_from(["en", "cs", "pl"])
CURRENCIES = st.sampled_from(["CZK", "PLN", "EUR", "JPY", "KWD"])


@st.composite
def sums(draw: st.DrawFn) -> Money:
    currency = draw(CURRENCIES)
    minor = draw(st.integers(0, int(HIGHEST / minor_unit(currency))))
    return Money(Decimal(minor) * minor_unit(currency), currency)


@given(sums(), LANGUAGES)
def test_an_amount_reads_back_as_it_is_written(money: Money, language: str) -> None:
    pattern = "#,##0." + "0" * get_currency_precision(money.currency)
    assert (
        parse_amount(format_decimal(money.amount, format=pattern, locale=language), language=language)
        == money.amount
    )


@given(sums(), LANGUAGES)
def test_a_field_takes_back_what_it_shows(money: Money, language: str) -> None:
    field = MoneyField()
    with translation.override(language):
        assert field.clean(field.prepare_value(money.amount)) == money.amount


@given(sums(), st.integers(0, 10_000))
def test_no_minor_unit_is_lost_or_found(money: Money, times: int) -> None:
    minor_units = int(money.amount / minor_unit(money.currency))
    assert (money * times).amount == minor_units * times * minor_unit(money.currency)
    assert money + money - money == money


@pytest.mark.parametrize(
    ("language", "typed", "amount"),
    [
        ("cs", "2 490,00", "2490.00"),
        ("cs", "2\N{NO-BREAK SPACE}490,5", "2490.5"),
        ("cs", "1.290,50", "1290.50"),
        ("cs", "12.5", "12.5"),
        ("en", "1,290.00", "1290.00"),
        ("en", "1,290", "1290"),
        ("en", "12,5", "12.5"),
        ("en", "1.290,50", "1290.50"),
        ("en", "1,290,000", "1290000"),
        ("pl", "0,5", "0.5"),
        ("pl", ",5", "0.5"),
        ("en", "0,500", "0.500"),
    ],
)
def test_people_type_amounts_in_many_ways(language: str, typed: str, amount: str) -> None:
    assert parse_amount(typed, language=language) == Decimal(amount)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "abc",
        "-5",
        "+5",
        "1e5",
        "NaN",
        "Infinity",
        "1,2,3",
        "1..2",
        "12.",
        "٣",
        "5 Kč",
        "0x10",
        "1,29.5,0",
    ],
)
@pytest.mark.parametrize("language", ["en", "cs", "pl"])
def test_what_is_no_amount_is_refused(typed: str, language: str) -> None:
    with pytest.raises(ValueError, match=r"is not an amount|could mean two"):
        parse_amount(typed, language=language)


@pytest.mark.parametrize("language", ["cs", "pl"])
def test_nobody_knows_what_a_lone_dot_before_three_digits_means(language: str) -> None:
    with pytest.raises(ValueError, match="could mean two amounts"):
        parse_amount("1.290", language=language)


@given(st.text(max_size=30), LANGUAGES)
def test_any_text_is_an_amount_or_refused(typed: str, language: str) -> None:
    try:
        amount = parse_amount(typed, language=language)
    except ValueError:
        return
    assert amount >= 0


@pytest.mark.parametrize(
    ("currency", "amount", "kept"),
    [
        ("JPY", "1290.5", "1291"),
        ("KWD", "1.2345", "1.235"),
        ("CZK", "0.005", "0.01"),
        ("PLN", "2.004", "2.00"),
    ],
)
def test_money_is_rounded_half_up_to_its_minor_unit(currency: str, amount: str, kept: str) -> None:
    assert str(Money(Decimal(amount), currency).amount) == kept


def test_money_is_shown_as_the_language_writes_it() -> None:
    with translation.override("cs"):
        assert str(Money(Decimal(2490), "CZK")) == "2\N{NO-BREAK SPACE}490,00\N{NO-BREAK SPACE}Kč"
    with translation.override("en"):
        assert str(Money(Decimal(2490), "JPY")) == "¥2,490"


def test_currencies_are_never_added_up() -> None:
    with pytest.raises(ValueError, match="cannot be added"):
        Money(Decimal(1), "CZK") + Money(Decimal(1), "PLN")


@pytest.mark.parametrize("amount", [Decimal("NaN"), Decimal("Infinity"), 1.5, 1])
def test_money_is_made_of_finite_decimals_only(amount: Decimal) -> None:
    with pytest.raises(ValueError, match="finite Decimal"):
        Money(amount, "CZK")


@pytest.mark.parametrize("typed", ["1000000001", "1,0005", "x", "9" * 5000])
def test_the_field_refuses_with_a_sentence(typed: str) -> None:
    with translation.override("cs"), pytest.raises(ValidationError):
        MoneyField().clean(typed)
