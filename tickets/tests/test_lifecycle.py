import pytest
from django.utils import timezone

from helpdesk.record.models import Entry
from helpdesk.staff.models import User
from tickets.domain.errors import NotPossible
from tickets.domain.lifecycle import MOVES, move, moves_for
from tickets.enums import UNFINISHED, Status
from tickets.models import Ticket

pytestmark = pytest.mark.django_db

PAIRS = [(before, after) for before in Status for after in Status]


def put(ticket: Ticket, status: Status) -> None:
    """As if it had come into this status by the gate."""
    if status not in UNFINISHED:
        ticket.clocks.update(met_at=timezone.now())
    Ticket.objects.filter(pk=ticket.pk).update(status=status)


@pytest.mark.parametrize(("before", "after"), PAIRS, ids=[f"{before}-{after}" for before, after in PAIRS])
def test_the_gate_lets_through_what_the_table_says(
    room_change: Ticket, alena: User, before: Status, after: Status
) -> None:
    put(room_change, before)
    if before == after:
        assert move(room_change, after, by=alena).status == before
    elif after in MOVES[before]:
        assert move(room_change, after, by=alena).status == after
    else:
        with pytest.raises(NotPossible, match=str(room_change.number)):
            move(room_change, after, by=alena)
    room_change.refresh_from_db()
    assert room_change.status == (after if after in MOVES[before] else before)
    moves = Entry.objects.about(room_change).filter(verb="ticket.moved")
    told = [(entry.by, entry.details) for entry in moves]
    assert told == ([(alena, {"before": before, "after": after})] if after in MOVES[before] else [])


def test_every_status_stands_in_the_table() -> None:
    assert set(MOVES) == set(Status)
    assert MOVES[Status.CLOSED] == ()


def test_moving_twice_is_harmless(room_change: Ticket, alena: User) -> None:
    first = move(room_change, Status.PENDING, by=alena)
    second = move(room_change, Status.PENDING, by=alena)
    assert first.updated_at == second.updated_at
    assert Entry.objects.about(room_change).filter(verb="ticket.moved").count() == 1


def test_the_gate_judges_what_the_ticket_is_by_now(room_change: Ticket, alena: User, ivan: User) -> None:
    stale = Ticket.objects.get(pk=room_change.pk)
    move(room_change, Status.RESOLVED, by=ivan)
    with pytest.raises(NotPossible):
        move(stale, Status.PENDING, by=alena)


@pytest.mark.parametrize("status", [Status.RESOLVED, Status.CLOSED])
def test_nobody_waits_for_a_finished_ticket(room_change: Ticket, ivan: User, status: Status) -> None:
    put(room_change, Status.OPEN if status == Status.RESOLVED else Status.RESOLVED)
    assert room_change.customer_waits_since is not None
    moved = move(room_change, status, by=ivan)
    assert (moved.customer_waits_since, moved.due_at) == (None, None)


def test_the_time_of_the_move_is_kept(room_change: Ticket, alena: User) -> None:
    started = timezone.now()
    assert started <= move(room_change, Status.ON_HOLD, by=alena).updated_at <= timezone.now()


def test_only_supervisors_are_offered_closing_and_auditors_nothing(
    room_change: Ticket, alena: User, ivan: User, petra: User, jan: User
) -> None:
    room_change.status = Status.RESOLVED
    assert set(moves_for(room_change, user=alena)) == {Status.OPEN}
    assert (
        set(moves_for(room_change, user=ivan))
        == set(moves_for(room_change, user=petra))
        == {Status.OPEN, Status.CLOSED}
    )
    assert not moves_for(room_change, user=jan)
    room_change.status = Status.CLOSED
    assert not moves_for(room_change, user=petra)


def test_unfinished_is_everything_before_resolved() -> None:
    assert set(Status) - set(UNFINISHED) == {Status.RESOLVED, Status.CLOSED}
