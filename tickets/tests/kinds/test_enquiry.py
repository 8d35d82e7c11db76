from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from helpdesk.staff.models import Site, User
from tests.cast import PRAGUE, log_case, typed_as, typed_details
from tickets.enums import Target
from tickets.kinds import kind_of
from tickets.kinds.enquiry import Enquiry, EnquiryForm

pytestmark = pytest.mark.django_db


def form(hotel: Site, **changes: str) -> EnquiryForm:
    return EnquiryForm({**typed_details("enquiry"), **changes}, site=hotel)


def test_a_promise_is_when_the_ticket_is_due(alena: User) -> None:
    promised = timezone.now() + timedelta(hours=2, minutes=5)
    ticket = log_case("enquiry", by=alena, answer_given="follow_up", follow_up_by=promised)
    clock = ticket.clocks.get(target=Target.RESOLUTION)
    assert (clock.due_at, clock.started_at) == (promised, ticket.created_at)
    assert clock.next_moment_at == promised - timedelta(hours=1)


def test_answered_on_the_spot_it_is_due_by_the_kind(alena: User) -> None:
    ticket = log_case("enquiry", by=alena)
    due_at = ticket.clocks.get(target=Target.RESOLUTION).due_at
    assert due_at == ticket.created_at + kind_of("enquiry").resolution


def test_the_form_promises_on_the_hotels_wall(hotel: Site) -> None:
    promised = (timezone.now() + timedelta(days=1)).replace(second=0, microsecond=0)
    filled = form(hotel, answer_given="follow_up", follow_up_by=typed_as(promised))
    assert filled.is_valid(), filled.errors
    details = filled.save(commit=False)
    assert isinstance(details, Enquiry)
    assert details.promised_at() == promised
    assert str(details.follow_up_by.tzinfo if details.follow_up_by else "") == str(PRAGUE)


@pytest.mark.parametrize("minutes", [-1440, -1, 0])
def test_nothing_is_promised_for_the_past(hotel: Site, minutes: int) -> None:
    past = timezone.now() + timedelta(minutes=minutes)
    filled = form(hotel, answer_given="follow_up", follow_up_by=typed_as(past))
    assert filled.errors == {"follow_up_by": ["This time has passed already."]}


def test_a_promise_has_a_time(hotel: Site) -> None:
    assert form(hotel, answer_given="follow_up").errors == {"follow_up_by": ["By when do we come back?"]}


def test_what_was_answered_promises_nothing(hotel: Site) -> None:
    filled = form(hotel, answer_given="on_the_spot", follow_up_by="2020-01-01T10:00")
    assert filled.is_valid(), filled.errors
    assert filled.save(commit=False).promised_at() is None


def test_what_was_promised_may_be_kept_on_paper_after_its_time(hotel: Site, alena: User) -> None:
    """Somebody corrects the topic of an enquiry whose promise is broken by now."""
    promised = (timezone.now() - timedelta(hours=1)).replace(second=0, microsecond=0)
    ticket = log_case("enquiry", by=alena, answer_given="follow_up", follow_up_by=promised)
    typed = {"topic": "goods", "answer_given": "follow_up", "follow_up_by": typed_as(promised)}
    kept = kind_of("enquiry").details_of(ticket)
    assert EnquiryForm(typed, site=hotel, instance=kept).is_valid()
    assert not EnquiryForm(typed, site=hotel).is_valid()


@pytest.mark.parametrize(("answer", "by"), [("follow_up", None), ("on_the_spot", timezone.now())])
def test_the_database_refuses_a_promise_without_a_time(alena: User, answer: str, by: object) -> None:
    with pytest.raises(IntegrityError, match="enquiry_promise_has_a_time"), transaction.atomic():
        log_case("enquiry", by=alena, answer_given=answer, follow_up_by=by)


@pytest.mark.parametrize(("field", "value"), [("topic", ""), ("topic", "weather"), ("answer_given", "maybe")])
def test_the_form_refuses_mistakes(hotel: Site, field: str, value: str) -> None:
    assert field in form(hotel, **{field: value}).errors
