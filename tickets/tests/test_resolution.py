import pytest

from helpdesk.record.models import Entry
from helpdesk.record.sentences import say
from helpdesk.staff.models import User
from tests.at_once import at_once
from tests.cast import log_case
from tickets.domain.errors import NotPossible
from tickets.domain.lifecycle import move
from tickets.domain.message import add_message
from tickets.domain.resolution import reopen, resolve
from tickets.enums import Direction, MessageType, Outcome, Status
from tickets.kinds import closing_reason_label
from tickets.models import Message, Resolution, Ticket

pytestmark = pytest.mark.django_db


def settle(ticket: Ticket, *, by: User) -> Resolution:
    return resolve(
        ticket, outcome=Outcome.ALTERNATIVE, explanation="Moved to 305.\nBreakfast is free.", by=by
    )


def test_a_resolution_is_a_row_and_recorded(room_change: Ticket, alena: User) -> None:
    resolution = settle(room_change, by=alena)
    room_change.refresh_from_db()
    assert (room_change.status, room_change.last_line) == (
        Status.RESOLVED,
        "Moved to 305. Breakfast is free.",
    )
    assert (resolution.outcome, resolution.by, resolution.first_contact) == (Outcome.ALTERNATIVE, alena, True)
    moved, resolved = Entry.objects.about(room_change).order_by("sequence")[1:]
    assert (moved.verb, moved.details) == ("ticket.moved", {"before": "new", "after": "resolved"})
    assert (resolved.verb, resolved.by) == ("ticket.resolved", alena)
    assert resolved.details == {
        "resolution": resolution.pk,
        "outcome": "alternative",
        "closing_reason": "",
        "policy_version": None,
    }


@pytest.mark.parametrize(
    ("kind", "outcome", "closing_reason", "ends"),
    [
        ("room_change", Outcome.AS_ASKED, "moved", True),
        ("room_change", Outcome.AS_ASKED, "refunded", False),
        ("return", Outcome.AS_ASKED, "refunded", True),
        ("reservation", Outcome.GOODWILL_ONLY, "", False),
        ("suggestion", Outcome.EXPLAINED, "forwarded", True),
        ("suggestion", Outcome.EXPLAINED, "nonsense", False),
    ],
)
def test_a_kind_ends_in_its_own_ways_only(
    alena: User, kind: str, outcome: Outcome, closing_reason: str, ends: bool
) -> None:
    ticket = log_case(kind, by=alena)

    def end() -> Resolution:
        return resolve(ticket, outcome=outcome, closing_reason=closing_reason, explanation="So.", by=alena)

    if not ends:
        with pytest.raises(NotPossible, match="does not end like this"):
            end()
        assert not Resolution.objects.exists()
        return
    assert (end().closing_reason, Ticket.objects.get().status) == (closing_reason, Status.RESOLVED)
    told = Entry.objects.about(ticket).get(verb="ticket.resolved")
    assert told.details["closing_reason"] == closing_reason
    assert closing_reason_label(closing_reason) in say(told)


@pytest.mark.parametrize(
    ("direction", "first"), [(Direction.IN, False), (Direction.OUT, True), (Direction.INTERNAL, True)]
)
def test_first_contact_means_the_customer_did_not_have_to_ask_again(
    room_change: Ticket, alena: User, direction: Direction, first: bool
) -> None:
    add_message(room_change, Message(type=MessageType.CALL, direction=direction, body="Well?"), by=alena)
    assert settle(room_change, by=alena).first_contact is first


def test_reopened_with_a_reason(room_change: Ticket, alena: User, karel: User) -> None:
    resolution = settle(room_change, by=alena)
    reopened = reopen(room_change, reason="It is cold again.", by=karel)
    assert reopened.status == Status.OPEN
    resolution.refresh_from_db()
    assert (resolution.reopened_by, resolution.reopening_reason) == (karel, "It is cold again.")
    assert resolution.reopened_at is not None
    told = Entry.objects.about(room_change).get(verb="ticket.reopened")
    assert (told.by, told.said) == (karel, {"reason": "It is cold again."})


def test_the_second_resolution_is_another_row_and_no_first_contact(room_change: Ticket, alena: User) -> None:
    first = settle(room_change, by=alena)
    reopen(room_change, reason="Cold.", by=alena)
    second = settle(room_change, by=alena)
    assert list(room_change.resolutions.all()) == [first, second]
    assert second.first_contact is False


def test_resolved_twice(room_change: Ticket, alena: User, karel: User) -> None:
    settle(room_change, by=alena)
    with pytest.raises(NotPossible, match="resolved already"):
        settle(room_change, by=karel)
    assert Resolution.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_resolved_twice_at_once(room_change: Ticket, alena: User, karel: User) -> None:
    results = at_once(lambda: settle(room_change, by=alena), lambda: settle(room_change, by=karel))
    assert sorted(type(result).__name__ for result in results) == ["NotPossible", "Resolution"]
    assert Entry.objects.filter(verb="ticket.resolved").count() == 1


@pytest.mark.parametrize("finished", [False, True])
def test_only_a_resolved_ticket_is_reopened(
    room_change: Ticket, alena: User, ivan: User, finished: bool
) -> None:
    if finished:
        settle(room_change, by=alena)
        move(room_change, Status.CLOSED, by=ivan)
    with pytest.raises(NotPossible, match="Only a resolved"):
        reopen(room_change, reason="Again.", by=alena)


def test_reopened_twice(room_change: Ticket, alena: User) -> None:
    settle(room_change, by=alena)
    reopen(room_change, reason="Cold.", by=alena)
    with pytest.raises(NotPossible):
        reopen(room_change, reason="Cold.", by=alena)
    assert Entry.objects.about(room_change).filter(verb="ticket.reopened").count() == 1
