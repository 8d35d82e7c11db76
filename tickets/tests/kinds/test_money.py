"""Money in every kind and currency: nothing below zero, no coin lost, and lines that add up."""

from decimal import Decimal

import pytest
from babel.numbers import format_decimal, get_currency_precision
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from helpdesk.money import Money, minor_unit, parse_amount
from helpdesk.money_field import MoneyField
from tickets.kinds.charges import Charge, Verdict, sums_of
from tickets.kinds.price_correction import at_most, difference
from tickets.kinds.return_ import refund_owed
from tickets.kinds.room_change import move_figure, price_difference

CURRENCIES = st.sampled_from(["CZK", "PLN", "EUR", "JPY", "KWD"])
COINS = st.integers(0, 10**9)
PIECES = st.integers(1, 10_000)
VERDICTS = st.sampled_from(Verdict)
many = settings(max_examples=500, deadline=None)


def worth(coins: int, currency: str) -> Decimal:
    return coins * minor_unit(currency)


def in_coins(money: Money) -> int:
    """Whole coins; a part of one would be money that nobody can pay."""
    coins = money.amount / minor_unit(money.currency)
    assert coins == int(coins)
    return int(coins)


@many
@given(CURRENCIES, COINS, PIECES)
def test_a_refund_is_what_was_paid_to_the_coin(currency: str, coins: int, pieces: int) -> None:
    owed = refund_owed(worth(coins, currency), pieces, currency=currency)
    assert in_coins(owed) == coins * pieces


@many
@given(CURRENCIES, COINS, COINS, PIECES)
def test_a_difference_is_owed_to_the_coin_and_never_below_nothing(
    currency: str, agreed: int, charged: int, pieces: int
) -> None:
    owed = difference(worth(agreed, currency), worth(charged, currency), pieces, currency=currency)
    assert in_coins(owed) == max(charged - agreed, 0) * pieces


@many
@given(CURRENCIES, COINS, COINS, st.decimals(0, 100, places=2), COINS)
def test_what_a_rule_gives_back_is_whole_coins_between_nothing_and_what_is_owed(
    currency: str, agreed: int, charged: int, share: Decimal, most: int
) -> None:
    owed = difference(worth(agreed, currency), worth(charged, currency), 1, currency=currency)
    price = Money(worth(charged, currency), currency)
    given_back = at_most(owed, price=price, share=share, amount=worth(most, currency))
    assert 0 <= in_coins(given_back) <= min(in_coins(owed), most)


@many
@given(CURRENCIES, COINS, COINS, st.integers(1, 365), st.booleans(), COINS)
def test_a_move_costs_or_gives_back_but_is_never_below_nothing(
    currency: str, before: int, after: int, nights: int, at_fault: bool, fee: int
) -> None:
    fee = 0 if at_fault else fee
    by = price_difference(
        worth(before, currency), worth(after, currency), nights, fault_of_house=at_fault, currency=currency
    )
    figure = move_figure(by, fee=Money(worth(fee, currency), currency), fault_of_house=at_fault)
    pays = in_coins(figure.money) * (1 if figure.label == "The guest pays" else -1)
    assert in_coins(figure.money) >= 0
    assert pays == (min((after - before) * nights, 0) if at_fault else (after - before) * nights) + fee
    assert not at_fault or pays <= 0


@st.composite
def bills(draw: st.DrawFn) -> tuple[str, list[Charge]]:
    """A currency and some charges; a correction may be anything, as a row in the database never is."""
    currency = draw(CURRENCIES)
    charges = draw(
        st.lists(
            st.builds(
                Charge,
                st.text(max_size=5),
                COINS.map(lambda coins: worth(coins, currency)),
                VERDICTS,
                st.none() | COINS.map(lambda coins: worth(coins, currency)),
            ),
            max_size=30,
        )
    )
    return currency, charges


@many
@given(bills())
def test_the_lines_of_a_bill_add_up(bill: tuple[str, list[Charge]]) -> None:
    currency, charges = bill
    sums = sums_of(charges, currency=currency)
    assert in_coins(sums.in_question) == sum(int(c.amount / minor_unit(currency)) for c in charges)
    assert in_coins(sums.corrected) == sum(in_coins(c.correction(currency=currency)) for c in charges)
    assert sums.in_question == sums.corrected + sums.remaining
    assert min(sums.corrected, sums.remaining, sums.disputed).amount >= 0
    assert sums.disputed <= sums.in_question


@many
@given(bills(), st.integers(0, 30))
def test_however_the_lines_are_grouped_they_come_to_the_same(
    bill: tuple[str, list[Charge]], cut: int
) -> None:
    currency, charges = bill
    whole = sums_of(charges, currency=currency)
    assert sums_of(charges[:cut], currency=currency) + sums_of(charges[cut:], currency=currency) == whole
    assert sums_of(reversed(charges), currency=currency) == whole


@many
@given(bills())
def test_no_correction_makes_a_charge_dearer(bill: tuple[str, list[Charge]]) -> None:
    currency, charges = bill
    for charge in charges:
        correction = charge.correction(currency=currency)
        assert 0 <= correction.amount <= charge.amount
        assert charge.verdict == Verdict.CORRECTED or not correction


@many
@given(CURRENCIES, COINS, st.sampled_from(["en", "cs", "pl"]))
def test_what_is_shown_reads_back_as_it_was(currency: str, coins: int, language: str) -> None:
    amount = worth(coins, currency)
    pattern = "#,##0." + "0" * get_currency_precision(currency)
    shown = format_decimal(amount, format=pattern, locale=language)
    with translation.override(language):
        assert shown in str(Money(amount, currency))
        assert parse_amount(shown, language=language) == amount
        assert MoneyField().clean(MoneyField().prepare_value(amount)) == amount


@pytest.mark.parametrize("verdict", [Verdict.OPEN, Verdict.EXPLAINED, Verdict.DISPUTED])
def test_only_what_was_corrected_comes_off(verdict: Verdict) -> None:
    charge = Charge("Minibar", Decimal(340), verdict, Decimal(120))
    assert charge.correction(currency="CZK") == Money(Decimal(0), "CZK")
