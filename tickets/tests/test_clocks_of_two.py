"""The clocks when two tickets become one, or one becomes two."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from customers.models import Customer
from helpdesk.staff.models import User
from tests.cast import log_case
from tickets.domain.merge import merge
from tickets.domain.message import add_message
from tickets.domain.splitting import split_off
from tickets.domain.unmerging import undo
from tickets.enums import Direction, MessageType, Target
from tickets.models import Clock, Message, Ticket

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)
RESPONSES = (Target.FIRST_RESPONSE, Target.NEXT_RESPONSE)


class Wall:
    """The clock on the wall, which the test moves."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.now = datetime(2026, 10, 20, 8, tzinfo=timezone.get_default_timezone())
        patch.setattr(timezone, "now", lambda: self.now)

    def go_on(self, minutes: int) -> datetime:
        self.now += minutes * MINUTE
        return self.now


@pytest.fixture
def wall(monkeypatch: pytest.MonkeyPatch) -> Wall:
    return Wall(monkeypatch)


@pytest.fixture
def kept(wall: Wall, alena: User, jana: Customer) -> Ticket:
    """Answered: nobody waits for a word there."""
    ticket = log_case("complaint", by=alena, customer=jana)
    wall.go_on(5)
    say(ticket, "We are on it.", by=alena, direction=Direction.OUT)
    return ticket


@pytest.fixture
def merged(kept: Ticket, wall: Wall, alena: User, jana: Customer) -> Ticket:
    """Nobody has answered there for twenty minutes."""
    ticket = log_case("complaint", by=alena, customer=jana)
    wall.go_on(20)
    return ticket


def say(ticket: Ticket, words: str, *, by: User, direction: Direction) -> Message:
    return add_message(ticket, Message(type=MessageType.CALL, direction=direction, body=words), by=by)


def response_of(ticket: Ticket) -> Clock:
    return ticket.clocks.running().get(target__in=RESPONSES)


def responses_of(ticket: Ticket) -> int:
    return ticket.clocks.running().filter(target__in=RESPONSES).count()


def test_whoever_waited_there_waits_here(kept: Ticket, merged: Ticket, wall: Wall, alena: User) -> None:
    since = merged.created_at
    merge(kept=kept, merged=merged, by=alena, now=wall.now)
    clock = response_of(kept)
    assert (clock.target, clock.used, clock.within) == (Target.NEXT_RESPONSE, 20 * MINUTE, 60 * MINUTE)
    assert clock.due_at == since + 60 * MINUTE
    kept.refresh_from_db()
    assert (kept.customer_waits_since, kept.due_at) == (since, clock.due_at)
    assert not merged.clocks.running().exists()


def test_a_fair_share_of_it_is_left(kept: Ticket, merged: Ticket, wall: Wall, alena: User) -> None:
    now = wall.go_on(300)
    merge(kept=kept, merged=merged, by=alena, now=now)
    assert response_of(kept).due_at == now + 15 * MINUTE


def test_who_waited_here_waits_on(kept: Ticket, merged: Ticket, wall: Wall, alena: User) -> None:
    say(kept, "And now?", by=alena, direction=Direction.IN)
    before = response_of(kept)
    wall.go_on(1)
    merge(kept=kept, merged=merged, by=alena, now=wall.now)
    after = response_of(kept)
    assert (after.pk, after.due_at) == (before.pk, before.due_at)


def test_undone_both_are_as_before(kept: Ticket, merged: Ticket, wall: Wall, alena: User) -> None:
    due = response_of(merged).due_at
    done = merge(kept=kept, merged=merged, by=alena, now=wall.now)
    undo(done, by=alena, now=wall.go_on(3))
    assert responses_of(kept) == 0
    assert response_of(merged).due_at == due
    assert {clock.target for clock in merged.clocks.running()} == {Target.FIRST_RESPONSE, Target.RESOLUTION}


def test_the_word_nobody_answered_goes_with_its_clock(kept: Ticket, wall: Wall, alena: User) -> None:
    wall.go_on(10)
    said = say(kept, "And the lift is out of order.", by=alena, direction=Direction.IN)
    assert responses_of(kept) == 1
    wall.go_on(10)
    lift = log_case("complaint", by=alena, customer=kept.customer)
    split_off(lift, source=kept, messages=[said.pk], by=alena, now=wall.now)
    assert responses_of(kept) == 0
    assert response_of(lift).due_at == wall.now + 60 * MINUTE
    kept.refresh_from_db()
    assert kept.due_at == kept.clocks.get(target=Target.RESOLUTION).due_at


def test_an_answer_that_is_split_off_was_an_answer_there(kept: Ticket, wall: Wall, alena: User) -> None:
    said = [
        say(kept, "And the lift?", by=alena, direction=Direction.IN),
        say(kept, "It runs again.", by=alena, direction=Direction.OUT),
    ]
    lift = log_case("complaint", by=alena, customer=kept.customer)
    split_off(lift, source=kept, messages=[one.pk for one in said], by=alena, now=wall.now)
    assert responses_of(lift) == 0
    assert lift.clocks.get(target=Target.FIRST_RESPONSE).met_at == wall.now
