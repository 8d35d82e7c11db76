from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.money import Money
from helpdesk.staff.models import Site, User
from tests.cast import log_case, typed_details
from tickets.kinds import kind_of
from tickets.kinds.room_change import RoomChange, RoomChangeForm, move_figure, price_difference
from tickets.models import RoomChangeFee, Ticket

PRICES = st.decimals(0, 10**5, places=2)
NIGHTS = st.integers(1, 365)
LONG_AGO = date(2020, 1, 1)


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


@given(st.decimals(-(10**6), 10**6, places=2), PRICES)
def test_difference_and_fee_are_one_sum_that_is_never_below_nothing(amount: Decimal, fee: Decimal) -> None:
    difference = Money(amount, "CZK")
    figure = move_figure(difference, fee=Money(fee, "CZK"), fault_of_house=False)
    assert figure.money.amount >= 0
    pays = figure.label == "The guest pays"
    assert (figure.money if pays else figure.money * -1) == difference + Money(fee, "CZK")


def form(hotel: Site, **changes: str | None) -> RoomChangeForm:
    said = {
        name: value
        for name, value in {**typed_details("room_change"), **changes}.items()
        if value is not None
    }
    return RoomChangeForm(said, site=hotel)


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
def test_the_figure(
    hotel: Site, old: str, new: str, fault: bool, label: str, amount: str, remark: str
) -> None:
    figure = form(hotel, price_from=old, price_to=new, fault_of_house="on" if fault else None).figure()
    assert figure is not None
    assert (figure.label, figure.money, figure.remark) == (label, Money(Decimal(amount), "CZK"), remark)


def test_no_figure_without_both_prices(hotel: Site) -> None:
    assert form(hotel, price_to="").figure() is None


def test_the_ticket_shows_it(room_change: Ticket) -> None:
    figure = kind_of("room_change").details_of(room_change).figure()
    assert figure is not None
    assert figure.money == Money(Decimal(0), "CZK")


def test_the_guest_means_the_time_on_the_hotels_wall(hotel: Site) -> None:
    filled = form(hotel, moves_at="2026-07-01T14:00")
    assert filled.is_valid(), filled.errors
    details = filled.save(commit=False)
    assert isinstance(details, RoomChange)
    assert details.moves_at == datetime(2026, 7, 1, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("nights", "0"),
        ("nights", "366"),
        ("moves_at", "soon"),
        ("moves_at", "0001-01-01T00:00"),
        ("moves_at", "9999-12-31T23:59"),
        ("reason", "ghosts"),
        ("price_to", "much"),
        ("from_room", ""),
    ],
)
def test_the_form_refuses_mistakes(hotel: Site, field: str, value: str) -> None:
    assert list(form(hotel, **{field: value}).errors) == [field]


# The fee of the house -------------------------------------------------------------------------------------


@pytest.fixture
def fee(hotel: Site) -> RoomChangeFee:
    return RoomChangeFee.objects.create(
        site=hotel, currency="CZK", fee=300, free_reasons=["accessibility"], valid_from=LONG_AGO
    )


@pytest.mark.parametrize(
    ("reason", "fault", "pays"),
    [("view", None, "1300"), ("view", "on", "0"), ("accessibility", None, "1000"), ("noise", None, "1300")],
)
def test_the_fee_is_for_wishes_only(
    hotel: Site, fee: RoomChangeFee, reason: str, fault: str | None, pays: str
) -> None:
    figure = form(hotel, reason=reason, fault_of_house=fault).figure()
    assert figure is not None
    assert (figure.label, figure.money) == ("The guest pays", Money(Decimal(pays), "CZK"))
    assert ("the fee of CZK\N{NO-BREAK SPACE}300.00" in figure.remark) == (pays == "1300")


@pytest.mark.parametrize(
    ("new", "label", "amount"),
    [
        ("2350", "The guest pays", "200"),
        ("2250", "The guest pays", "0"),
        ("2000", "To give back to the guest", "500"),
    ],
)
def test_what_is_given_back_pays_for_the_fee_first(
    hotel: Site, fee: RoomChangeFee, new: str, label: str, amount: str
) -> None:
    """Two nights at 2400 before."""
    figure = form(hotel, reason="view", fault_of_house=None, price_to=new).figure()
    assert figure is not None
    assert (figure.label, figure.money) == (label, Money(Decimal(amount), "CZK"))


def test_the_fee_is_known_before_the_prices_are(hotel: Site, fee: RoomChangeFee) -> None:
    figure = form(hotel, reason="view", fault_of_house=None, price_to="").figure()
    assert figure is not None
    assert (figure.money, figure.remark) == (Money(Decimal(300), "CZK"), "the fee for moving")
    assert form(hotel, reason="view", fault_of_house="on", price_to="").figure() is None


def test_a_fee_that_changes_leaves_the_case_alone(hotel: Site, alena: User, fee: RoomChangeFee) -> None:
    ticket = log_case("room_change", by=alena, reason="view", fault_of_house=False)
    RoomChangeFee.objects.update(fee=900)
    figure = kind_of("room_change").details_of(ticket).figure()
    assert figure is not None
    assert figure.money == Money(Decimal(1300), "CZK")
