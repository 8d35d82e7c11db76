from datetime import timedelta

import pytest

from helpdesk.staff.models import User
from tests.cast import DETAILS, log_case
from tickets.domain import clocks
from tickets.domain.kind import change_kind
from tickets.domain.lifecycle import move
from tickets.domain.message import add_message
from tickets.domain.resolution import reopen, resolve
from tickets.enums import Direction, MessageType, Outcome, Pausing, Status, Target
from tickets.kinds import KINDS, kind_of
from tickets.models import Clock, ClockPause, Message, SlaPolicy, SlaTarget, Ticket

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


def test_waiting_for_the_customer_stops_the_clocks(room_change: Ticket, alena: User) -> None:
    waiting = move(room_change, Status.PENDING, by=alena)
    assert waiting.due_at is None
    for one in room_change.clocks.running():
        pause = one.pauses.get()
        assert (one.paused_at, one.next_moment_at) == (pause.from_at, None)
        assert (pause.reason, pause.until_at) == (Pausing.PENDING, None)


def test_a_third_party_is_no_excuse_unless_a_policy_says_so(room_change: Ticket, alena: User) -> None:
    due = room_change.due_at
    assert move(room_change, Status.ON_HOLD, by=alena).due_at == due
    assert not ClockPause.objects.exists()


def test_reopening_starts_a_new_clock_and_keeps_the_old_one(room_change: Ticket, alena: User) -> None:
    resolve(room_change, outcome=Outcome.AS_ASKED, explanation="Moved.", by=alena)
    met = clock(room_change, Target.RESOLUTION)
    reopened = reopen(room_change, reason="It is cold again.", by=alena)
    running = clock(room_change, Target.RESOLUTION)
    response = clock(room_change, Target.NEXT_RESPONSE)
    assert reopened.due_at == min(running.due_at, response.due_at)
    assert reopened.customer_waits_since == response.started_at
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


def test_what_is_due_from_the_moment_it_was_promised_stays_so(room_change: Ticket, alena: User) -> None:
    """Whatever happens to the ticket afterwards: nobody is late before it was promised."""
    now = room_change.created_at + timedelta(hours=1)
    change_kind(room_change, kind_of("suggestion").model(**DETAILS["suggestion"]), by=alena)
    policy = SlaPolicy.objects.create(name="At once")
    SlaTarget.objects.create(policy=policy, target=Target.RESOLUTION, within=timedelta(minutes=5))
    ticket = Ticket.objects.get(pk=room_change.pk)
    for later in (timedelta(0), timedelta(minutes=1), timedelta(hours=1)):
        clocks.recount(ticket, now=now + later)
        resolution = clock(ticket, Target.RESOLUTION)
        assert (resolution.due_at, resolution.next_moment_at, resolution.used) == (
            now,
            now,
            timedelta(hours=1),
        )
