from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from helpdesk.staff.models import Site, User
from tests.cast import log_case, typed_details
from tickets.enums import Target
from tickets.kinds import kind_of
from tickets.kinds.service_request import ServiceRequest, ServiceRequestForm

pytestmark = pytest.mark.django_db


def form(hotel: Site, **changes: str) -> ServiceRequestForm:
    appointment = {"window_from": "2099-05-04T08:00", "window_to": "2099-05-04T12:00"}
    return ServiceRequestForm({**typed_details("service_request"), **appointment, **changes}, site=hotel)


def test_the_ticket_is_due_when_the_appointment_ends(alena: User) -> None:
    start = timezone.now() + timedelta(days=6)
    ticket = log_case("service_request", by=alena, window_from=start, window_to=start + timedelta(hours=2))
    assert ticket.clocks.get(target=Target.RESOLUTION).due_at == start + timedelta(hours=2)


def test_without_an_appointment_it_is_due_by_the_kind(alena: User) -> None:
    ticket = log_case("service_request", by=alena)
    due_at = ticket.clocks.get(target=Target.RESOLUTION).due_at
    assert due_at == ticket.created_at + kind_of("service_request").resolution


def test_the_technician_comes_at_the_time_on_the_wall(hotel: Site) -> None:
    filled = form(hotel, window_from="2099-01-04T08:00", window_to="2099-01-04T10:00")
    assert filled.is_valid(), filled.errors
    details = filled.save(commit=False)
    assert isinstance(details, ServiceRequest)
    assert details.window_from == datetime(2099, 1, 4, 7, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"window_from": ""}, "window_from"),
        ({"window_to": ""}, "window_to"),
        ({"window_from": "2099-05-04T12:00"}, "window_to"),
        ({"window_from": "2099-05-04T12:01"}, "window_to"),
        ({"window_from": "2099-05-03T23:59"}, "window_to"),
        ({"window_from": "2020-05-04T08:00", "window_to": "2020-05-04T12:00"}, "window_to"),
        ({"window_to": "soon"}, "window_to"),
        ({"device": ""}, "device"),
        ({"serial": "x" * 61}, "serial"),
    ],
)
def test_the_form_refuses_mistakes(hotel: Site, changes: dict[str, str], wrong: str) -> None:
    assert list(form(hotel, **changes).errors) == [wrong]


def test_an_appointment_is_not_needed_yet(hotel: Site) -> None:
    assert form(hotel, window_from="", window_to="", technician="").is_valid()


def test_the_database_refuses_half_an_appointment(alena: User) -> None:
    with pytest.raises(IntegrityError, match="service_request_window"), transaction.atomic():
        log_case("service_request", by=alena, window_from=timezone.now(), window_to=None)


@pytest.mark.parametrize("hours", [0, -1])
def test_the_database_refuses_an_appointment_that_ends_before_it_begins(alena: User, hours: int) -> None:
    start = timezone.now() + timedelta(days=1)
    with pytest.raises(IntegrityError, match="service_request_window"), transaction.atomic():
        log_case("service_request", by=alena, window_from=start, window_to=start + timedelta(hours=hours))
