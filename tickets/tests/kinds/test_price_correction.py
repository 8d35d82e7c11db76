from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.money import Money
from helpdesk.staff.models import User
from tests.cast import log_case
from tickets.kinds import kind_of
from tickets.kinds.price_correction import PriceCorrectionForm, difference_figure, difference_owed

PRICES = st.decimals(0, 10**6, places=2)
PIECES = st.integers(1, 10_000)


@given(PRICES, PRICES, PIECES)
def test_what_was_charged_too_much_is_owed_and_never_less_than_nothing(
    agreed: Decimal, charged: Decimal, pieces: int
) -> None:
    owed = difference_owed(agreed, charged, pieces, currency="CZK")
    assert owed == Money(max(charged - agreed, Decimal(0)) * pieces, "CZK")


@given(PRICES, PRICES, PIECES)
def test_the_colour_says_whether_anything_is_owed(agreed: Decimal, charged: Decimal, pieces: int) -> None:
    figure = difference_figure(agreed, charged, pieces, currency="PLN")
    assert figure.tone == ("good" if charged > agreed else "calm")


@pytest.mark.parametrize("missing", ["agreed_price", "charged_price", "quantity"])
def test_no_sum_before_everything_is_known(missing: str) -> None:
    values = {"agreed_price": Decimal(0), "charged_price": Decimal(5), "quantity": 1, missing: None}
    assert PriceCorrectionForm.figure_of(values, currency="CZK", on=date(2026, 3, 1)) is None


def test_the_ticket_shows_the_sum_and_the_facts(alena: User) -> None:
    details = kind_of("price_correction").details_of(log_case("price_correction", by=alena))
    figure = details.figure()
    assert figure is not None
    assert figure.money == Money(Decimal("10.00"), "CZK")
    facts = dict(details.facts())
    assert facts["Price promised"] == "CZK\N{NO-BREAK SPACE}24.90"
    assert facts["Where the lower price stood"] == "Shelf label"
