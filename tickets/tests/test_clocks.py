from datetime import timedelta

import pytest
from django.utils import timezone

from helpdesk.staff.models import User
from tests.cast import log_case
from tickets.domain import clocks
from tickets.domain.lifecycle import move
from tickets.domain.message import add_message
from tickets.domain.resolution import reopen, resolve
from tickets.enums import Direction, MessageType, Outcome, Status, Target
from tickets.kinds import KINDS, kind_of
from tickets.models import Clock, Message, SlaPolicy, Ticket

pytestmark = pytest.mark.django_db


def clock(ticket: Ticket, target: Target) -> Clock:
    """The latest clock of the ticket for this target."""
    found = ticket.clocks.filter(target=target).last()
    assert found is not None
    return found


def call(ticket: Ticket, direction: Direction, *, by: User) -> Message:
    return add_message(ticket, Message(type=MessageType.CALL, direction=direction, body="Hello."), by=by)


@pytest.mark.parametrize("kind", KINDS)
def test_both_clocks_start_with_the_targets_of_the_kind(kind: str, alena: User) -> None:
    ticket = log_case(kind, by=alena)
    promised = kind_of(kind)
    response, resolution = clock(ticket, Target.FIRST_RESPONSE), clock(ticket, Target.RESOLUTION)
    assert response.due_at - response.started_at == promised.first_response
    assert resolution.due_at - resolution.started_at == promised.resolution
    assert ticket.due_at == min(response.due_at, resolution.due_at)
    assert {response.met_at, resolution.met_at} == {None}


def test_the_administrators_targets_come_first(alena: User) -> None:
    SlaPolicy.objects.create(
        kind="room_change",
        first_response=timedelta(hours=5),
        resolution=timedelta(hours=3),
        remind_before=timedelta(minutes=10),
    )
    ticket = log_case("room_change", by=alena)
    resolution = clock(ticket, Target.RESOLUTION)
    assert ticket.due_at == resolution.due_at == resolution.started_at + timedelta(hours=3)
    assert resolution.remind_at == resolution.due_at - timedelta(minutes=10)


@pytest.mark.parametrize(("remind_before", "expected"), [(10, 50), (30, 30), (59, 30), (600, 30)])
def test_the_reminder_comes_at_half_time_at_the_earliest(
    room_change: Ticket, remind_before: int, expected: int
) -> None:
    SlaPolicy.objects.create(
        kind="room_change",
        first_response=timedelta(minutes=60),
        resolution=timedelta(days=1),
        remind_before=timedelta(minutes=remind_before),
    )
    room_change.clocks.all().delete()
    now = timezone.now()
    started = clocks.start(room_change, Target.FIRST_RESPONSE, now=now)
    assert started.remind_at == started.next_moment_at == now + timedelta(minutes=expected)


def test_the_first_word_to_the_customer_meets_the_first_response(room_change: Ticket, alena: User) -> None:
    said = call(room_change, Direction.OUT, by=alena)
    response = clock(room_change, Target.FIRST_RESPONSE)
    assert (response.met_at, response.next_moment_at) == (said.at, None)
    room_change.refresh_from_db()
    assert room_change.due_at == clock(room_change, Target.RESOLUTION).due_at
    call(room_change, Direction.OUT, by=alena)
    assert clock(room_change, Target.FIRST_RESPONSE).met_at == said.at


@pytest.mark.parametrize("direction", [Direction.IN, Direction.INTERNAL])
def test_other_words_meet_nothing(room_change: Ticket, alena: User, direction: Direction) -> None:
    call(room_change, direction, by=alena)
    assert room_change.clocks.running().count() == 2


def test_resolving_meets_both(room_change: Ticket, alena: User) -> None:
    resolve(room_change, outcome=Outcome.AS_ASKED, explanation="Moved.", by=alena)
    assert not room_change.clocks.running().exists()
    room_change.refresh_from_db()
    assert room_change.due_at is None


@pytest.mark.parametrize("status", [Status.PENDING, Status.ON_HOLD])
def test_waiting_stops_no_clock(room_change: Ticket, alena: User, status: Status) -> None:
    due = room_change.due_at
    assert move(room_change, status, by=alena).due_at == due
    assert room_change.clocks.running().count() == 2


def test_reopening_starts_a_new_clock_and_keeps_the_old_one(room_change: Ticket, alena: User) -> None:
    resolve(room_change, outcome=Outcome.AS_ASKED, explanation="Moved.", by=alena)
    met = clock(room_change, Target.RESOLUTION)
    reopened = reopen(room_change, reason="It is cold again.", by=alena)
    running = room_change.clocks.running().get()
    assert (running.target, reopened.due_at) == (Target.RESOLUTION, running.due_at)
    assert met.met_at is not None
    assert running.started_at >= met.met_at
    assert room_change.clocks.filter(target=Target.RESOLUTION).count() == 2


def test_late_is_met_or_still_running_after_the_due_time(room_change: Ticket) -> None:
    response = clock(room_change, Target.FIRST_RESPONSE)
    second = timedelta(seconds=1)
    assert response.is_late(now=response.due_at + second)
    assert not response.is_late(now=response.due_at)
    response.met_at = response.due_at - second
    assert not response.is_late(now=response.due_at + timedelta(days=1))
