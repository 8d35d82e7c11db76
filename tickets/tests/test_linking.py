"""What tickets have to do with each other."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from customers.models import Customer
from helpdesk.record.models import Entry
from helpdesk.staff.models import Team, User
from tests.cast import log_case
from tickets.domain.errors import NotPossible
from tickets.domain.lifecycle import move
from tickets.domain.linking import everything_above, link, unlink
from tickets.domain.resolution import resolve
from tickets.enums import LinkType, Outcome, Status
from tickets.models import Link, Ticket

pytestmark = pytest.mark.django_db


@pytest.fixture
def tickets(alena: User, jana: Customer) -> list[Ticket]:
    return [log_case("enquiry", by=alena, customer=jana) for _ in range(4)]


def tie(ticket: Ticket, other: Ticket, kind: LinkType, *, by: User) -> Link:
    return link(ticket, other, type=kind, by=by, now=timezone.now())


def refused(ticket: Ticket, other: Ticket, kind: LinkType, *, by: User) -> str:
    before = list(Link.objects.values()), Entry.objects.count()
    with pytest.raises(NotPossible) as refusal:
        tie(ticket, other, kind, by=by)
    assert (list(Link.objects.values()), Entry.objects.count()) == before
    return str(refusal.value)


def closed(ticket: Ticket, *, by: User) -> Ticket:
    resolve(ticket, outcome=Outcome.EXPLAINED, explanation="Till midnight.", by=by)
    return move(ticket, Status.CLOSED, by=by)


@pytest.mark.parametrize("kind", [LinkType.PART, LinkType.DUPLICATE, LinkType.RELATED])
def test_it_is_read_on_both_and_stands_in_both_records(
    kind: LinkType, tickets: list[Ticket], alena: User
) -> None:
    one, other, *_ = tickets
    made = tie(one, other, kind, by=alena)
    for ticket, far in ((one, other), (other, one)):
        entry = Entry.objects.about(ticket).get(verb="ticket.linked")
        told = {"link": made.pk, "type": kind, "other": far.pk, "forward": ticket == one}
        assert (entry.by, entry.details) == (alena, told)
    assert (made.ticket, made.other, made.by) == (one, other, alena)


def test_taken_away_it_is_gone_and_stays_in_the_records(tickets: list[Ticket], alena: User) -> None:
    one, other, *_ = tickets
    made = tie(one, other, LinkType.RELATED, by=alena)
    unlink(made, by=alena, now=timezone.now())
    unlink(Link(pk=made.pk, ticket=one, other=other), by=alena, now=timezone.now())
    assert not Link.objects.exists()
    for ticket in (one, other):
        assert Entry.objects.about(ticket).filter(verb="ticket.unlinked").count() == 1


def test_two_tickets_are_linked_one_way_only(tickets: list[Ticket], alena: User) -> None:
    one, other, *_ = tickets
    tie(one, other, LinkType.RELATED, by=alena)
    assert "already" in refused(one, other, LinkType.DUPLICATE, by=alena)
    assert "already" in refused(other, one, LinkType.RELATED, by=alena)
    with pytest.raises(IntegrityError), transaction.atomic():
        Link.objects.create(ticket=other, other=one, type=LinkType.DUPLICATE, by=alena)


def test_not_with_itself(tickets: list[Ticket], alena: User) -> None:
    assert "same ticket" in refused(tickets[0], tickets[0], LinkType.RELATED, by=alena)


def test_part_of_one_ticket_only(tickets: list[Ticket], alena: User) -> None:
    part, whole, another, _ = tickets
    tie(part, whole, LinkType.PART, by=alena)
    assert f"part of ticket {whole.number} already" in refused(part, another, LinkType.PART, by=alena)


def test_nothing_is_part_of_itself_however_far_round(tickets: list[Ticket], alena: User) -> None:
    first, second, third, _ = tickets
    tie(first, second, LinkType.PART, by=alena)
    tie(second, third, LinkType.PART, by=alena)
    assert everything_above(first) == {second.pk, third.pk}
    assert "itself part of" in refused(third, first, LinkType.PART, by=alena)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.booleans()), max_size=25))
def test_parts_are_always_a_tree(steps: list[tuple[int, int, bool]], alena: User) -> None:
    """Against a model: a link is refused exactly when it would give a second whole or close a circle."""
    with transaction.atomic():
        tickets = [log_case("suggestion", by=alena) for _ in range(6)]
        whole_of: dict[int, int] = {}

        def above(n: int) -> set[int]:
            return {whole_of[n]} | above(whole_of[n]) if n in whole_of else set()

        for part, whole, add in steps:
            linked = {frozenset(pair) for pair in whole_of.items()}
            if not add:
                for found in Link.objects.filter(ticket=tickets[part], other=tickets[whole]):
                    unlink(found, by=alena, now=timezone.now())
                    del whole_of[part]
                continue
            wrong = part == whole or frozenset((part, whole)) in linked
            wrong = wrong or part in whole_of or part in above(whole)
            if wrong:
                refused(tickets[part], tickets[whole], LinkType.PART, by=alena)
            else:
                tie(tickets[part], tickets[whole], LinkType.PART, by=alena)
                whole_of[part] = whole
        numbers = {n: {tickets[one].pk for one in above(n)} for n in range(6)}
        assert {n: everything_above(tickets[n]) for n in range(6)} == numbers
        transaction.set_rollback(True)


def test_a_closed_one_with_an_open_one(tickets: list[Ticket], ivan: User) -> None:
    one, other, third, fourth = tickets
    made = tie(closed(one, by=ivan), other, LinkType.RELATED, by=ivan)
    unlink(made, by=ivan, now=timezone.now())
    tie(other, one, LinkType.RELATED, by=ivan)
    assert "closed" in refused(closed(third, by=ivan), closed(fourth, by=ivan), LinkType.RELATED, by=ivan)


def test_what_was_split_off_stays_linked(tickets: list[Ticket], alena: User) -> None:
    made = Link.objects.create(ticket=tickets[1], other=tickets[0], type=LinkType.SPLIT, by=alena)
    with pytest.raises(NotPossible, match="Join the two again"):
        unlink(made, by=alena, now=timezone.now())
    assert Link.objects.get() == made


def test_whom_a_complaint_is_hidden_from_reads_nothing_of_it(
    tickets: list[Ticket], alena: User, karel: User, jana: Customer
) -> None:
    about = log_case("complaint", by=alena, customer=jana, colleague=karel)
    made = tie(tickets[0], about, LinkType.RELATED, by=alena)
    assert not Entry.objects.about(tickets[0]).filter(verb="ticket.linked").exists()
    assert Entry.objects.about(about).filter(verb="ticket.linked").exists()
    assert not Link.objects.visible_to(karel).exists()
    assert Link.objects.visible_to(alena).get() == made
    seen = Ticket.objects.with_links(karel).get(pk=tickets[0].pk)
    assert seen.linked_to == []  # type: ignore[attr-defined]
    seen = Ticket.objects.with_links(alena).get(pk=tickets[0].pk)
    assert [one["number"] for one in seen.linked_to] == [about.pk]  # type: ignore[attr-defined]


def test_who_works_elsewhere_sees_the_end_at_their_site_alone(
    tickets: list[Ticket], returns_desk: Team, petra: User, zofia: User
) -> None:
    there = log_case("enquiry", by=petra, team=returns_desk)
    tie(tickets[0], there, LinkType.DUPLICATE, by=petra)
    seen = Ticket.objects.with_links(zofia).get(pk=there.pk)
    assert seen.linked_from == []  # type: ignore[attr-defined]
    assert not Link.objects.visible_to(zofia).exists()
