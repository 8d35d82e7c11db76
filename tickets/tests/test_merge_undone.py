"""A merge of tickets is taken back: both stand as they stood, and what came since stays."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from customers.domain.erasure import erase
from customers.enums import ErasureGround
from customers.models import Customer
from helpdesk.files.models import File
from helpdesk.record.models import Entry
from helpdesk.record.verification import breaks
from helpdesk.staff.models import User
from tests.cast import log_case
from tickets.domain.attachment import attach
from tickets.domain.customer import set_customer
from tickets.domain.errors import NotPossible
from tickets.domain.escalation import escalate
from tickets.domain.follow_up import promise
from tickets.domain.lifecycle import move
from tickets.domain.merge import merge
from tickets.domain.resolution import resolve
from tickets.domain.tags import coin, retag
from tickets.domain.unmerging import undo
from tickets.domain.watching import watch
from tickets.enums import Direction, Outcome, Status
from tickets.models import Clock, Message, Ticket, TicketMerge
from tickets.tests.linked import say

pytestmark = pytest.mark.django_db

# What a merge and its undoing leave behind: the marks of when.
LEFT = ("updated_at",)


@pytest.fixture
def kept(alena: User, jana: Customer) -> Ticket:
    return log_case("room_change", by=alena, customer=jana)


@pytest.fixture
def merged(alena: User, jana: Customer) -> Ticket:
    return log_case("enquiry", by=alena, customer=jana)


def unite(kept: Ticket, merged: Ticket, *, by: User) -> TicketMerge:
    return merge(kept=kept, merged=merged, by=by, now=timezone.now())


def everything() -> dict[str, list[Any]]:
    """All there is of all tickets, but for the record."""
    return {
        "tickets": [
            {name: value for name, value in row.items() if name not in LEFT}
            for row in Ticket.objects.order_by("pk").values()
        ],
        "messages": list(Message.objects.order_by("pk").values("ticket", "moved_from", "body")),
        "clocks": list(Clock.objects.order_by("pk").values()),
        **{
            name: [list(getattr(one, name).order_by("pk").values()) for one in Ticket.objects.order_by("pk")]
            for name in ("attachments", "follow_ups", "escalations", "exceptions")
        },
        "watchers": [
            sorted(one.watchings.values_list("user", flat=True)) for one in Ticket.objects.order_by("pk")
        ],
    }


def test_everything_is_as_it_was(
    kept: Ticket, merged: Ticket, alena: User, karel: User, ivan: User, bill: File, photo: File
) -> None:
    now = timezone.now()
    coin("Noise", by=ivan)
    retag(merged, add=["Noise"], by=alena)
    watch(merged, karel)
    say(kept, "The water is cold.", by=alena, direction=Direction.OUT)
    said = say(merged, "It is cold still.", by=alena)
    attach(merged, [bill], by=alena, now=now)
    attach(merged, [photo], by=alena, now=now, message=said)
    promise(merged, text="Ask the plumber", due_at=now + timedelta(hours=1), by=alena, now=now)
    escalate(merged, reason="A free night?", by=alena)
    move(merged, Status.ON_HOLD, by=alena)
    before = everything()
    done = unite(kept, merged, by=alena)
    assert everything() != before
    assert undo(done, by=ivan, now=timezone.now()) == merged
    assert everything() == before
    done.refresh_from_db()
    assert done.undone_by == ivan


def test_it_stands_in_both_records(kept: Ticket, merged: Ticket, alena: User, ivan: User) -> None:
    done = unite(kept, merged, by=alena)
    undo(done, by=ivan, now=timezone.now())
    for ticket, other in ((kept, merged), (merged, kept)):
        entry = Entry.objects.about(ticket).get(verb="ticket.merge_undone")
        told = {"merge": done.pk, "other": other.pk, "kept": ticket == kept}
        assert (entry.by, entry.details) == (ivan, told)
    assert list(breaks()) == []


def test_what_came_since_stays(kept: Ticket, merged: Ticket, alena: User) -> None:
    done = unite(kept, merged, by=alena)
    since = say(kept, "And now the lift.", by=alena)
    undo(done, by=alena, now=timezone.now())
    since.refresh_from_db()
    kept.refresh_from_db()
    assert (since.ticket, since.moved_from) == (kept, None)
    assert kept.last_line == "And now the lift."


def test_the_customer_was_answered_meanwhile(kept: Ticket, merged: Ticket, alena: User) -> None:
    done = unite(kept, merged, by=alena)
    say(kept, "We called.", by=alena, direction=Direction.OUT)
    undo(done, by=alena, now=timezone.now())
    kept.refresh_from_db()
    merged.refresh_from_db()
    assert kept.customer_waits_since is None
    assert merged.customer_waits_since == merged.created_at


def test_a_resolved_one_is_resolved_again_and_closes_when_it_would_have(
    kept: Ticket, merged: Ticket, alena: User
) -> None:
    resolve(merged, outcome=Outcome.EXPLAINED, explanation="Till midnight.", by=alena)
    merged.refresh_from_db()
    closes_at = merged.closes_at
    done = unite(kept, merged, by=alena)
    undo(done, by=alena, now=timezone.now())
    merged.refresh_from_db()
    assert (merged.status, merged.closes_at) == (Status.RESOLVED, closes_at)
    assert closes_at is not None


def test_in_any_order(kept: Ticket, merged: Ticket, alena: User, ivan: User, jana: Customer) -> None:
    third = log_case("enquiry", by=alena, customer=jana)
    coin("Noise", by=ivan)
    for one in (merged, third):
        retag(one, add=["Noise"], by=alena)
        watch(one, ivan)
        say(one, "Noise!", by=alena)
    first, second = unite(kept, merged, by=alena), unite(kept, third, by=alena)
    undo(first, by=alena, now=timezone.now())
    kept.refresh_from_db()
    assert kept.tags == ["Noise"], "the other one brought it, too"
    assert list(kept.watchers.all()) == [ivan]
    assert kept.messages.get().moved_from == third
    undo(second, by=alena, now=timezone.now())
    assert not kept.messages.exists()
    assert merged.messages.count() == third.messages.count() == 1


def test_of_a_chain_the_last_one_first(kept: Ticket, merged: Ticket, alena: User, jana: Customer) -> None:
    first = log_case("enquiry", by=alena, customer=jana)
    said = say(first, "Does anybody hear me?", by=alena)
    before = everything()
    inner = unite(merged, first, by=alena)
    outer = unite(kept, merged, by=alena)
    with pytest.raises(NotPossible, match="Undo that first"):
        undo(inner, by=alena, now=timezone.now())
    undo(outer, by=alena, now=timezone.now())
    said.refresh_from_db()
    first.refresh_from_db()
    assert (said.ticket, said.moved_from, first.merged_into) == (merged, first, merged)
    undo(inner, by=alena, now=timezone.now())
    assert everything() == before


@pytest.mark.parametrize("walk_in", ["kept", "merged"])
def test_a_walk_in_is_nobody_again(walk_in: str, alena: User, jana: Customer) -> None:
    tickets = {
        name: log_case("enquiry", by=alena, customer=None if name == walk_in else jana)
        for name in ("kept", "merged")
    }
    before = everything()
    done = unite(tickets["kept"], tickets["merged"], by=alena)
    undo(done, by=alena, now=timezone.now())
    assert everything() == before


def test_whose_it_is_was_said_meanwhile(alena: User, jana: Customer, piotr: Customer) -> None:
    kept, merged = log_case("enquiry", by=alena), log_case("enquiry", by=alena, customer=jana)
    done = unite(kept, merged, by=alena)
    set_customer(kept, piotr, by=alena)
    merged.refresh_from_db()
    assert merged.customer == piotr, "what was merged into it is the same case"
    assert Entry.objects.about(merged).filter(verb="ticket.customer_set").count() == 1
    undo(done, by=alena, now=timezone.now())
    assert list(Ticket.objects.order_by("pk").values_list("customer", flat=True)) == [None, piotr.pk]


def test_not_twice(kept: Ticket, merged: Ticket, alena: User) -> None:
    done = unite(kept, merged, by=alena)
    undo(done, by=alena, now=timezone.now())
    with pytest.raises(NotPossible, match="already"):
        undo(done, by=alena, now=timezone.now())
    assert Entry.objects.filter(verb="ticket.merge_undone").count() == 2


def test_for_thirty_days_also_when_it_is_closed(
    kept: Ticket, merged: Ticket, alena: User, ivan: User
) -> None:
    done = unite(kept, merged, by=alena)
    resolve(kept, outcome=Outcome.AS_ASKED, explanation="Moved.", by=alena)
    move(kept, Status.CLOSED, by=ivan)
    with pytest.raises(NotPossible, match="30 days"):
        undo(done, by=alena, now=done.at + timedelta(days=30, seconds=1))
    undo(done, by=alena, now=done.at + timedelta(days=30))
    kept.refresh_from_db()
    merged.refresh_from_db()
    assert (kept.status, merged.status) == (Status.CLOSED, Status.NEW)


def test_not_after_the_customer_was_erased(
    kept: Ticket, merged: Ticket, alena: User, ivan: User, jana: Customer
) -> None:
    done = unite(kept, merged, by=alena)
    erase(jana, by=ivan, because=ErasureGround.ASKED)
    done.refresh_from_db()
    assert done.moved == {}
    with pytest.raises(NotPossible, match="erased"):
        undo(done, by=alena, now=timezone.now())


def test_and_again(kept: Ticket, merged: Ticket, alena: User) -> None:
    said = say(merged, "It is cold still.", by=alena)
    undo(unite(kept, merged, by=alena), by=alena, now=timezone.now())
    unite(kept, merged, by=alena)
    said.refresh_from_db()
    assert (said.ticket, said.moved_from) == (kept, merged)
