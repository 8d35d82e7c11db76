"""Tickets are merged while others work with them: nothing is lost, and nobody waits for ever."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from django.utils import timezone

from customers.domain import merge as customers
from customers.domain.customer import add_customer
from customers.domain.erasure import erase
from customers.enums import ErasureGround
from customers.models import Customer
from helpdesk.record.models import Entry, Words
from helpdesk.record.verification import breaks
from helpdesk.staff.models import Site, User
from surveys.domain.invitation import invite_all
from surveys.models import Invitation
from tests.at_once import at_once
from tests.cast import log_case
from tickets.domain.customer import set_customer
from tickets.domain.errors import NotPossible
from tickets.domain.linking import everything_above, link
from tickets.domain.merge import merge
from tickets.domain.resolution import resolve
from tickets.domain.splitting import split_off
from tickets.domain.unmerging import undo
from tickets.enums import LinkType, MessageType, Outcome, Status
from tickets.models import Message, Ticket, TicketMerge
from tickets.tests.linked import say

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 4


def pair(n: int, *, by: User, customer: Customer | None) -> tuple[Ticket, Ticket]:
    """Two tickets, the one to be kept now with the smaller number and now with the greater."""
    one, other = (log_case("enquiry", by=by, customer=customer) for _ in range(2))
    return (one, other) if n % 2 else (other, one)


def unite(kept: Ticket, merged: Ticket, *, by: User) -> Callable[[], object]:
    return partial(merge, kept=kept, merged=merged, by=by, now=timezone.now())


def together(*calls: Callable[[], object]) -> list[object]:
    """What each returned; what was refused was refused with a sentence."""
    results = list(at_once(*calls))
    assert [one for one in results if isinstance(one, Exception) and not isinstance(one, NotPossible)] == []
    return results


def went_well(*results: object) -> None:
    assert [one for one in results if isinstance(one, Exception)] == []


def test_into_each_other(alena: User, karel: User, jana: Customer) -> None:
    for n in range(ROUNDS):
        one, other = pair(n, by=alena, customer=jana)
        results = together(unite(one, other, by=alena), unite(other, one, by=karel))
        assert sum(isinstance(result, TicketMerge) for result in results) == 1
        done = TicketMerge.objects.get(kept__in=(one, other))
        assert done.merged.merged_into == done.kept
        assert done.kept.merged_into is None
        assert done.kept.is_unfinished


def test_in_a_circle(alena: User, jana: Customer) -> None:
    """Three people merge three tickets around: one is left, and all of the words are on it."""
    for _ in range(ROUNDS):
        tickets = [log_case("enquiry", by=alena, customer=jana) for _ in range(3)]
        said = [say(one, "Hello?", by=alena) for one in tickets]
        calls = [
            unite(kept, merged, by=alena)
            for kept, merged in zip(tickets, tickets[1:] + tickets[:1], strict=True)
        ]
        together(*calls)
        left = Ticket.objects.filter(pk__in=[one.pk for one in tickets], merged_into=None)
        assert left.count() in (1, 2)
        for ticket in Ticket.objects.exclude(merged_into=None):
            assert ticket.merged_into is not None
            assert ticket.merged_into.merged_into is None
        assert Message.objects.filter(pk__in=[one.pk for one in said], ticket__in=left).count() == 3


def test_one_into_two_at_once(alena: User, karel: User, jana: Customer) -> None:
    for n in range(ROUNDS):
        one, merged = pair(n, by=alena, customer=jana)
        other = log_case("enquiry", by=alena, customer=jana)
        say(merged, "Hello?", by=alena)
        results = together(unite(one, merged, by=alena), unite(other, merged, by=karel))
        assert sum(isinstance(result, TicketMerge) for result in results) == 1
        merged.refresh_from_db()
        assert Message.objects.get(moved_from=merged).ticket == merged.merged_into


def test_while_somebody_replies(alena: User, karel: User, jana: Customer) -> None:
    for n in range(ROUNDS):
        kept, merged = pair(n, by=alena, customer=jana)
        reply = partial(say, merged, "We look after it.", by=alena, type=MessageType.REPLY)
        done, said = together(unite(kept, merged, by=karel), reply)
        went_well(done)
        if isinstance(said, Message):
            assert Message.objects.get(pk=said.pk).ticket == kept
        assert not merged.messages.exists()
        merged.refresh_from_db()
        assert merged.status == Status.CLOSED


def test_while_the_customer_is_erased(hotel: Site, alena: User, ivan: User) -> None:
    for n in range(ROUNDS):
        customer = add_customer(
            Customer(name=f"Guest {n}", language="cs"), site=hotel, by=alena, emails=[f"{n}@post.example"]
        )
        kept, merged = pair(n, by=alena, customer=customer)
        said = say(merged, f"I am guest {n}.", by=alena)
        erasing = partial(erase, customer, by=ivan, because=ErasureGround.ASKED)
        _done, erased = together(unite(kept, merged, by=alena), erasing)
        went_well(erased)
        said.refresh_from_db()
        assert (said.body, said.ticket.subject) == ("", "")
        assert not TicketMerge.objects.filter(kept__in=(kept, merged)).exclude(moved={}).exists()
        assert not Words.objects.filter(entry__in=Entry.objects.about(kept)).exists()
    assert list(breaks()) == []


def test_while_the_customer_is_merged(hotel: Site, alena: User, karel: User, jana: Customer) -> None:
    for n in range(ROUNDS):
        twin = add_customer(Customer(name=f"Guest {n}", language="cs"), site=hotel, by=alena)
        kept, merged = pair(n, by=alena, customer=twin)
        joining = partial(customers.merge, kept=jana, merged=twin, by=karel, now=timezone.now())
        went_well(*together(unite(kept, merged, by=alena), joining))
        assert set(Ticket.objects.filter(pk__in=(kept.pk, merged.pk)).values_list("customer")) == {(jana.pk,)}


def test_while_somebody_says_whose_it_is(alena: User, karel: User, jana: Customer, piotr: Customer) -> None:
    for n in range(ROUNDS):
        kept, merged = pair(n, by=alena, customer=jana)
        together(unite(kept, merged, by=alena), partial(set_customer, kept, piotr, by=karel))
        kept.refresh_from_db()
        merged.refresh_from_db()
        assert merged.merged_into is None or kept.customer == merged.customer


def test_while_another_undoes_a_merge_into_it(alena: User, karel: User, jana: Customer) -> None:
    for n in range(ROUNDS):
        kept, merged = pair(n, by=alena, customer=jana)
        third = log_case("enquiry", by=alena, customer=jana)
        say(merged, "Hello?", by=alena)
        before = merge(kept=kept, merged=merged, by=alena, now=timezone.now())
        together(unite(third, kept, by=alena), partial(undo, before, by=karel, now=timezone.now()))
        kept.refresh_from_db()
        merged.refresh_from_db()
        said = Message.objects.get(moved_from=merged) if merged.merged_into else merged.messages.get()
        assert said.ticket == (merged.merged_into or merged)
        assert merged.merged_into in (None, third)


def test_undone_twice(alena: User, karel: User, jana: Customer) -> None:
    for n in range(ROUNDS):
        kept, merged = pair(n, by=alena, customer=jana)
        done = merge(kept=kept, merged=merged, by=alena, now=timezone.now())
        undoing = [partial(undo, done, by=by, now=timezone.now()) for by in (alena, karel)]
        assert sum(isinstance(one, Ticket) for one in together(*undoing)) == 1
        assert Entry.objects.about(kept).filter(verb="ticket.merge_undone").count() == 1


def test_while_what_was_said_is_split_off(alena: User, karel: User, jana: Customer) -> None:
    for n in range(ROUNDS):
        kept, merged = pair(n, by=alena, customer=jana)
        said, new = say(merged, "And the lift.", by=alena), log_case("enquiry", by=alena, customer=jana)
        splitting = partial(split_off, new, source=merged, messages=[said.pk], by=karel, now=timezone.now())
        done, split = together(unite(kept, merged, by=alena), splitting)
        went_well(done)
        said.refresh_from_db()
        assert said.ticket == (kept if isinstance(split, Exception) else new)
        assert said.moved_from == merged


def test_while_a_survey_is_sent(alena: User, karel: User, jana: Customer) -> None:
    """The worker holds several resolutions and writes into several records, in an order of its own."""
    for n in range(ROUNDS):
        kept, merged = pair(n, by=alena, customer=jana)
        for one in (merged, kept):
            resolve(one, outcome=Outcome.EXPLAINED, explanation="Till midnight.", by=alena)
        later = timezone.now() + timedelta(hours=3)
        went_well(*together(unite(kept, merged, by=karel), partial(invite_all, now=later)))
        assert Invitation.objects.filter(resolution__ticket=kept).count() <= 1
    assert list(breaks()) == []


def test_parts_linked_at_once_close_no_circle(alena: User) -> None:
    """Four links between four tickets, of which any three are right."""
    for _ in range(ROUNDS):
        tickets = [log_case("suggestion", by=alena) for _ in range(4)]
        calls = [
            partial(link, one, other, type=LinkType.PART, by=alena, now=timezone.now())
            for one, other in zip(tickets, tickets[1:] + tickets[:1], strict=True)
        ]
        results = together(*calls)
        assert sum(isinstance(one, NotPossible) for one in results) == 1
        assert all(one.pk not in everything_above(one) for one in tickets)
