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
    RETURN_DAYS,
    Return,
    ReturnForm,
    is_inside_window,
    refund_figure,
    refund_owed,
)
from tickets.models import ProductGroup, ReturnRule

PRICES = st.decimals(0, 10**6, places=2)
TODAY = date(2026, 3, 1)


@given(PRICES, st.integers(1, 10_000))
def test_what_was_paid_is_owed(price: Decimal, pieces: int) -> None:
    assert refund_owed(price, pieces, currency="CZK") == Money(price * pieces, "CZK")


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(-1000, 1000), st.integers(0, 400))
def test_the_window(bought_on: date, days: int, window: int) -> None:
    inside = is_inside_window(bought_on, on=bought_on + timedelta(days=days), window=window)
    assert inside == (days <= window)


@pytest.mark.parametrize(("day", "inside"), [(0, True), (29, True), (30, True), (31, False), (366, False)])
def test_the_last_day_of_the_window_still_counts(day: int, inside: bool) -> None:
    owed = Money(Decimal("4980.00"), "CZK")
    figure = refund_figure(owed, bought_on=TODAY - timedelta(days=day), on=TODAY, window=RETURN_DAYS)
    assert figure.money == owed
    assert figure.tone == ("good" if inside else "late")
    assert f"day {day} of 30" in figure.remark
    assert figure.remark.startswith("inside" if inside else "outside")


def form(shop: Site, **changes: object) -> ReturnForm:
    said = {**DETAILS["return"], "price_paid": "249,90", **changes}
    return ReturnForm({name: str(value) for name, value in said.items()}, site=shop, on=TODAY)


def test_the_sum_is_known_before_the_day_is(shop: Site) -> None:
    figure = form(shop, bought_on="", quantity=3).figure()
    assert figure is not None
    assert (figure.money, figure.remark) == (Money(Decimal("749.70"), "PLN"), "")
    assert form(shop, price_paid="").figure() is None
    assert form(shop, quantity="").figure() is None
    free = form(shop, price_paid="0").figure()
    assert free is not None
    assert free.money == Money(Decimal(0), "PLN")


def test_the_window_is_counted_in_the_days_of_the_site(zofia: User) -> None:
    """Half past eleven in the evening in UTC is the next day in Kraków."""
    ticket = log_case("return", by=zofia, bought_on=date(2026, 1, 1))
    ticket.created_at = datetime(2026, 1, 31, 23, 30, tzinfo=UTC)
    figure = kind_of("return").details_of(ticket).figure()
    assert figure is not None
    assert "day 31 of 30" in figure.remark


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
        ("price_paid", "5.005"),
        ("reason", "because"),
        ("item", ""),
        ("item", "a\x00"),
    ],
)
def test_the_form_refuses_mistakes(shop: Site, field: str, value: str) -> None:
    assert list(form(shop, **{field: value}).errors) == [field]


# The rule of the house ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("day", "said"), [(30, ""), (31, "outside the return window: day 31 of 30")])
def test_without_a_rule_goods_come_back_for_thirty_days(shop: Site, day: int, said: str) -> None:
    assert form(shop, bought_on=TODAY - timedelta(days=day)).outside_rule() == said


def test_the_rule_of_the_day_decides(shop: Site) -> None:
    ReturnRule.objects.create(site=shop, days=14, valid_from=date(2020, 1, 1), valid_until=TODAY)
    ReturnRule.objects.create(site=shop, days=60, valid_from=TODAY + timedelta(days=1))
    late = form(shop, bought_on=TODAY - timedelta(days=15))
    assert late.outside_rule() == "outside the return window: day 15 of 14"
    figure = late.figure()
    assert figure is not None
    assert (figure.remark, figure.tone) == ("outside the window: day 15 of 14", "late")


def test_goods_are_told_apart_by_their_group(shop: Site, hotel: Site) -> None:
    swimwear = ProductGroup.objects.create(name="Swimwear", site=shop)
    elsewhere = ProductGroup.objects.create(name="Towels", site=hotel)
    ReturnRule.objects.create(days=30, valid_from=date(2020, 1, 1))
    ReturnRule.objects.create(site=shop, group=swimwear, days=3, valid_from=date(2020, 1, 1))
    four_days_ago = TODAY - timedelta(days=4)
    assert "day 4 of 3" in form(shop, product_group=swimwear.pk, bought_on=four_days_ago).outside_rule()
    assert form(shop, product_group="", bought_on=four_days_ago).outside_rule() == ""
    assert list(form(shop, product_group=elsewhere.pk).errors) == ["product_group"]


def test_where_goods_are_not_told_apart_nobody_is_asked(shop: Site) -> None:
    assert "product_group" not in ReturnForm(site=shop).fields


@pytest.mark.parametrize("reason", ["faulty", "not_as_described", "wrong_item"])
def test_the_house_answers_for_faults_after_the_window_too(shop: Site, reason: str) -> None:
    rule = ReturnRule.objects.create(
        days=30, unused_only=True, receipt_needed=True, valid_from=date(2020, 1, 1)
    )
    old = {"bought_on": date(2025, 9, 1), "reason": reason, "condition": "damaged", "receipt": ""}
    assert form(shop, **old).outside_rule() == ""
    figure = form(shop, **old).figure()
    assert figure is not None
    assert "the return window does not matter" in figure.remark
    rule.faults_too = True
    rule.save()
    assert form(shop, **old).outside_rule() == (
        "outside the return window: day 181 of 30; goods come back with the receipt only; "
        "only unused goods come back"
    )


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"receipt": ""}, "goods come back with the receipt only"),
        ({"condition": "used"}, "only unused goods come back"),
        ({"condition": "damaged"}, "only unused goods come back"),
        ({"condition": "unworn"}, ""),
        ({"condition": "unopened"}, ""),
    ],
)
def test_receipt_and_condition_may_be_asked_for(shop: Site, changes: dict[str, str], said: str) -> None:
    ReturnRule.objects.create(days=90, receipt_needed=True, unused_only=True, valid_from=date(2020, 1, 1))
    assert form(shop, **changes).outside_rule() == said


def test_a_rule_that_changes_leaves_the_case_alone(zofia: User, shop: Site) -> None:
    rule = ReturnRule.objects.create(days=1000, valid_from=date(2020, 1, 1))
    ticket = log_case("return", by=zofia)
    rule.days = 1
    rule.save()
    details = kind_of("return").details_of(ticket)
    figure = details.figure()
    assert figure is not None
    assert "of 1000" in figure.remark
    assert details.outside_rule() == ""
