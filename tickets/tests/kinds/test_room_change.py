from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.money import Money
from helpdesk.staff.models import Site
from tests.cast import DETAILS
from tickets.kinds import kind_of
from tickets.kinds.room_change import RoomChange, RoomChangeForm, price_difference
from tickets.models import Ticket

PRICES = st.decimals(0, 10**5, places=2)
NIGHTS = st.integers(1, 365)
TODAY = date(2026, 3, 1)


@given(PRICES, PRICES, NIGHTS)
def test_the_difference_is_paid_one_way_or_the_other(old: Decimal, new: Decimal, nights: int) -> None:
    difference = price_difference(old, new, nights, fault_of_house=False, currency="CZK")
    assert difference == Money((new - old) * nights, "CZK")


@given(PRICES, PRICES, NIGHTS)
def test_a_fault_of_the_house_never_charges_and_still_gives_back(
    old: Decimal, new: Decimal, nights: int
) -> None:
    difference = price_difference(old, new, nights, fault_of_house=True, currency="CZK")
    assert difference == Money(min(new - old, Decimal(0)) * nights, "CZK")


@pytest.mark.parametrize(
    ("old", "new", "fault", "label", "amount", "remark"),
    [
        ("2400", "2900", False, "The guest pays", "1000", ""),
        ("2400", "2900", True, "The guest pays", "0", "fault of the house: no charge"),
        ("2900", "2400", False, "To give back to the guest", "1000", ""),
        ("2900", "2400", True, "To give back to the guest", "1000", ""),
        ("2400", "2400", False, "The guest pays", "0", ""),
    ],
)
def test_the_figure(old: str, new: str, fault: bool, label: str, amount: str, remark: str) -> None:
    values = {"price_from": Decimal(old), "price_to": Decimal(new), "nights": 2, "fault_of_house": fault}
    figure = RoomChangeForm.figure_of(values, currency="CZK", on=TODAY)
    assert figure is not None
    assert (figure.label, figure.money, figure.remark) == (label, Money(Decimal(amount), "CZK"), remark)


def test_no_figure_without_both_prices() -> None:
    assert RoomChangeForm.figure_of({"price_from": Decimal(1), "nights": 1}, currency="CZK", on=TODAY) is None


def test_the_ticket_shows_it(room_change: Ticket) -> None:
    figure = kind_of("room_change").details_of(room_change).figure()
    assert figure is not None
    assert figure.money == Money(Decimal(0), "CZK")


def test_the_guest_means_the_time_on_the_hotels_wall(hotel: Site) -> None:
    said = {**DETAILS["room_change"], "moves_at": "2026-07-01T14:00"}
    form = RoomChangeForm({name: str(value) for name, value in said.items()}, site=hotel)
    assert form.is_valid(), form.errors
    details = form.save(commit=False)
    assert isinstance(details, RoomChange)
    assert details.moves_at == datetime(2026, 7, 1, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("nights", "0"),
        ("nights", "366"),
        ("moves_at", "soon"),
        ("reason", "ghosts"),
        ("price_to", "much"),
        ("from_room", ""),
    ],
)
def test_the_form_refuses_mistakes(hotel: Site, field: str, value: str) -> None:
    said = {**DETAILS["room_change"], field: value}
    form = RoomChangeForm({name: str(each) for name, each in said.items()}, site=hotel)
    assert list(form.errors) == [field]
