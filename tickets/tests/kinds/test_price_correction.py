from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.money import Money
from helpdesk.staff.models import Site, User
from tests.cast import log_case, typed_details
from tickets.kinds import kind_of
from tickets.kinds.price_correction import PriceCorrectionForm, at_most, difference, difference_figure
from tickets.models import PriceMatchRule

PRICES = st.decimals(0, 10**6, places=2)
PIECES = st.integers(1, 10_000)
TODAY = date(2026, 3, 1)
LONG_AGO = date(2020, 1, 1)


@given(PRICES, PRICES, PIECES)
def test_what_was_charged_too_much_is_owed_and_never_less_than_nothing(
    agreed: Decimal, charged: Decimal, pieces: int
) -> None:
    owed = difference(agreed, charged, pieces, currency="CZK")
    assert owed == Money(max(charged - agreed, Decimal(0)) * pieces, "CZK")


@given(PRICES, PRICES, PIECES)
def test_the_colour_says_whether_anything_is_owed(agreed: Decimal, charged: Decimal, pieces: int) -> None:
    owed = difference(agreed, charged, pieces, currency="PLN")
    assert difference_figure(owed, whole=owed).tone == ("good" if charged > agreed else "calm")


@given(PRICES, PRICES, st.decimals(0, 100, places=2), PRICES)
def test_a_rule_gives_no_more_than_its_limits_and_no_more_than_is_owed(
    agreed: Decimal, charged: Decimal, share: Decimal, amount: Decimal
) -> None:
    owed, price = difference(agreed, charged, 1, currency="CZK"), Money(charged, "CZK")
    given_back = at_most(owed, price=price, share=share, amount=amount)
    assert Decimal(0) <= given_back.amount <= owed.amount
    assert given_back.amount <= amount
    assert given_back <= price * (share / 100)
    assert at_most(owed, price=price, share=None, amount=None) == owed


def form(hotel: Site, **changes: str) -> PriceCorrectionForm:
    return PriceCorrectionForm({**typed_details("price_correction"), **changes}, site=hotel, on=TODAY)


@pytest.mark.parametrize("missing", ["agreed_price", "charged_price", "quantity"])
def test_no_sum_before_everything_is_known(hotel: Site, missing: str) -> None:
    assert form(hotel).figure() is not None
    assert form(hotel, **{missing: ""}).figure() is None


def test_the_ticket_shows_the_sum_and_the_facts(alena: User) -> None:
    details = kind_of("price_correction").details_of(log_case("price_correction", by=alena))
    figure = details.figure()
    assert figure is not None
    assert figure.money == Money(Decimal("10.00"), "CZK")
    facts = dict(details.facts())
    assert facts["Price promised"] == "CZK\N{NO-BREAK SPACE}24.90"
    assert facts["Where the lower price stood"] == "Shelf label"


def test_the_day_of_purchase_has_come_by_now(hotel: Site) -> None:
    assert list(form(hotel, bought_on="2999-01-01").errors) == ["bought_on"]
    assert form(hotel, bought_on="").is_valid()


# The rule of the house ------------------------------------------------------------------------------------


def test_without_a_rule_every_difference_is_owed_whenever_and_wherever(hotel: Site) -> None:
    old = form(hotel, bought_on="2001-01-01", source="website")
    assert old.outside_rule() == ""
    figure = old.figure()
    assert figure is not None
    assert (figure.money, figure.remark) == (Money(Decimal(10), "CZK"), "charged too much")


@pytest.mark.parametrize(("source", "counts"), [("shelf_label", True), ("advert", True), ("website", False)])
def test_only_some_sources_count(hotel: Site, source: str, counts: bool) -> None:
    PriceMatchRule.objects.create(sources=["shelf_label", "advert"], valid_from=LONG_AGO)
    filled = form(hotel, source=source)
    assert filled.outside_rule() == ("" if counts else "a lower price does not count from there: Website")
    figure = filled.figure()
    assert figure is not None
    assert figure.tone == ("good" if counts else "late")


@pytest.mark.parametrize(
    ("bought_on", "said"),
    [
        (TODAY - timedelta(days=14), ""),
        (TODAY - timedelta(days=15), "too late for a lower price: day 15 of 14"),
        (None, "nobody knows when it was bought, and the rule counts 14 days"),
    ],
)
def test_only_for_some_days(hotel: Site, bought_on: date | None, said: str) -> None:
    PriceMatchRule.objects.create(days=14, valid_from=LONG_AGO)
    assert form(hotel, bought_on=str(bought_on or "")).outside_rule() == said


@pytest.mark.parametrize(
    ("share", "amount", "given_back"),
    [
        ("10", None, "5.98"),
        (None, "7.50", "7.50"),
        ("10", "7.50", "5.98"),
        ("50", "100", "10.00"),
        ("0", None, "0"),
    ],
)
def test_no_more_than_the_rule_gives(
    hotel: Site, share: str | None, amount: str | None, given_back: str
) -> None:
    """Two coffees at 29.90 each instead of 24.90."""
    PriceMatchRule.objects.create(
        site=hotel, currency="CZK", most_share=share, most_amount=amount, valid_from=LONG_AGO
    )
    filled = form(hotel)
    assert filled.outside_rule() == ""
    figure = filled.figure()
    assert figure is not None
    assert figure.money == Money(Decimal(given_back), "CZK")
    limited = figure.money.amount < 10
    assert figure.remark == (
        "the rule gives back at most this of CZK\N{NO-BREAK SPACE}10.00" if limited else "charged too much"
    )


def test_where_nothing_is_owed_no_rule_is_broken(hotel: Site) -> None:
    PriceMatchRule.objects.create(days=1, sources=["advert"], valid_from=LONG_AGO)
    assert form(hotel, charged_price="24.90").outside_rule() == ""
    assert form(hotel, charged_price="").outside_rule() == ""


def test_a_rule_that_changes_leaves_the_case_alone(hotel: Site, alena: User) -> None:
    rule = PriceMatchRule.objects.create(most_share=Decimal(10), valid_from=LONG_AGO)
    ticket = log_case("price_correction", by=alena)
    rule.delete()
    figure = kind_of("price_correction").details_of(ticket).figure()
    assert figure is not None
    assert figure.money == Money(Decimal("5.98"), "CZK")
