from datetime import UTC, datetime

import pytest

from helpdesk.staff.models import Site
from tests.cast import typed_details
from tickets.kinds.reservation import Reservation, ReservationForm

pytestmark = pytest.mark.django_db


def form(hotel: Site, **changes: str) -> ReservationForm:
    return ReservationForm({**typed_details("reservation"), **changes}, site=hotel)


def test_it_is_for_the_time_on_the_hotels_wall(hotel: Site) -> None:
    filled = form(hotel, reserved_for="2099-07-01T19:00")
    assert filled.is_valid(), filled.errors
    details = filled.save(commit=False)
    assert isinstance(details, Reservation)
    assert details.reserved_for == datetime(2099, 7, 1, 17, 0, tzinfo=UTC)


@pytest.mark.parametrize("step", ["make", "change"])
def test_nothing_is_reserved_for_a_time_that_has_passed(hotel: Site, step: str) -> None:
    assert list(form(hotel, step=step, reserved_for="2020-01-01T19:00").errors) == ["reserved_for"]


def test_a_reservation_of_the_past_may_still_be_cancelled(hotel: Site) -> None:
    assert form(hotel, step="cancel", reserved_for="2020-01-01T19:00").is_valid()


@pytest.mark.parametrize("missing", ["reserved_for", "party_size"])
def test_to_make_one_takes_a_time_and_a_number_of_people(hotel: Site, missing: str) -> None:
    assert list(form(hotel, **{missing: ""}).errors) == [missing]
    assert form(hotel, step="change", **{missing: ""}).is_valid()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("step", "steal"),
        ("reserved", ""),
        ("reserved_for", "tomorrow"),
        ("reserved_for", "9999-12-31T23:59"),
        ("party_size", "0"),
        ("party_size", "1001"),
        ("party_size", "a few"),
        ("under_name", ""),
        ("confirmation", "x" * 61),
    ],
)
def test_the_form_refuses_mistakes(hotel: Site, field: str, value: str) -> None:
    assert list(form(hotel, **{field: value}).errors) == [field]
