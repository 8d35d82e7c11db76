from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.money import Money
from helpdesk.staff.models import Site, User
from tests.cast import DETAILS, log_case
from tickets.kinds import kind_of
from tickets.kinds.return_ import (
    RETURN_WINDOW,
    Return,
    ReturnForm,
    is_inside_window,
    refund_figure,
    refund_owed,
)

PRICES = st.decimals(0, 10**6, places=2)
TODAY = date(2026, 3, 1)


@given(PRICES, st.integers(1, 10_000))
def test_what_was_paid_is_owed(price: Decimal, pieces: int) -> None:
    assert refund_owed(price, pieces, currency="CZK") == Money(price * pieces, "CZK")


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(-1000, 1000))
def test_the_window(bought_on: date, days: int) -> None:
    assert is_inside_window(bought_on, on=bought_on + timedelta(days=days)) == (days <= RETURN_WINDOW.days)


@pytest.mark.parametrize(("day", "inside"), [(0, True), (29, True), (30, True), (31, False), (366, False)])
def test_the_last_day_of_the_window_still_counts(day: int, inside: bool) -> None:
    figure = refund_figure(
        Decimal("2490"), 2, bought_on=TODAY - timedelta(days=day), on=TODAY, currency="CZK"
    )
    assert figure.money == Money(Decimal("4980.00"), "CZK")
    assert figure.tone == ("good" if inside else "late")
    assert f"day {day} of 30" in figure.remark
    assert figure.remark.startswith("inside" if inside else "outside")


def test_the_sum_is_known_before_the_day_is() -> None:
    values = {"price_paid": Decimal("10"), "quantity": 3}
    figure = ReturnForm.figure_of(values, currency="JPY", on=TODAY)
    assert figure is not None
    assert (figure.money, figure.remark) == (Money(Decimal(30), "JPY"), "")
    assert ReturnForm.figure_of({"quantity": 3}, currency="JPY", on=TODAY) is None
    assert (
        ReturnForm.figure_of({"price_paid": Decimal(0), "quantity": 1}, currency="JPY", on=TODAY) is not None
    )


def test_the_window_is_counted_in_the_days_of_the_site(zofia: User) -> None:
    """Half past eleven in the evening in UTC is the next day in Kraków."""
    ticket = log_case("return", by=zofia, bought_on=date(2026, 1, 1))
    ticket.created_at = datetime(2026, 1, 31, 23, 30, tzinfo=UTC)
    figure = kind_of("return").details_of(ticket).figure()
    assert figure is not None
    assert "day 31 of 30" in figure.remark


def form(shop: Site, **changes: object) -> ReturnForm:
    said = {**DETAILS["return"], "price_paid": "249,90", **changes}
    return ReturnForm({name: str(value) for name, value in said.items()}, site=shop)


def test_the_form_keeps_price_and_currency(shop: Site) -> None:
    filled = form(shop)
    assert filled.is_valid(), filled.errors
    details = filled.save(commit=False)
    assert isinstance(details, Return)
    assert (details.price_paid, details.currency) == (Decimal("249.90"), "PLN")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("bought_on", "2999-01-01"),
        ("bought_on", "yesterday"),
        ("bought_on", ""),
        ("quantity", "0"),
        ("quantity", "-1"),
        ("quantity", "10001"),
        ("quantity", "9" * 30),
        ("price_paid", "-5"),
        ("price_paid", "NaN"),
        ("price_paid", "9" * 15),
        ("reason", "because"),
        ("item", ""),
        ("item", "a\x00"),
    ],
)
def test_the_form_refuses_mistakes(shop: Site, field: str, value: str) -> None:
    assert list(form(shop, **{field: value}).errors) == [field]
