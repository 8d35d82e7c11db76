"""The customer comes back about a case that is closed."""

from uuid import uuid4

import pytest
from django.utils import timezone

from customers.domain.erasure import erase
from customers.enums import Channel, ErasureGround
from customers.models import Customer
from helpdesk.record.models import Entry
from helpdesk.staff.models import User
from tests.cast import log_case
from tickets.domain.coming_back import can_come_back, log_return, note_return
from tickets.domain.errors import NotPossible
from tickets.domain.lifecycle import move
from tickets.domain.merge import merge
from tickets.domain.resolution import resolve
from tickets.enums import LinkType, Outcome, Status
from tickets.kinds import KINDS, kind_of
from tickets.models import Link, Ticket

pytestmark = pytest.mark.django_db


def close(ticket: Ticket, *, by: User) -> Ticket:
    outcome = kind_of(ticket.kind).outcomes[0]
    resolve(ticket, outcome=outcome, explanation="Done.", by=by)
    return move(ticket, Status.CLOSED, by=by)


def back(old: Ticket, *, by: User, **more: object) -> Ticket:
    said = {"what_happened": "Cold again.", "channel": Channel.EMAIL, "now": timezone.now()}
    return log_return(old, by=by, **said | more)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", KINDS)
def test_it_goes_on_as_a_linked_ticket_about_the_same(kind: str, ivan: User, jana: Customer) -> None:
    old = close(log_case(kind, by=ivan, customer=jana), by=ivan)
    new = back(old, by=ivan)
    same = ("kind", "site", "team", "customer", "subject", "priority")
    assert [getattr(new, name) for name in same] == [getattr(old, name) for name in same]
    assert (new.what_happened, new.channel, new.status) == ("Cold again.", Channel.EMAIL, Status.NEW)
    details = kind_of(kind)
    assert details.details_of(new).values() == details.details_of(old).values()
    again = {(one.type, one.folded) for one in new.references.all()}
    assert again == {(one.type, one.folded) for one in old.references.all()}
    link = Link.objects.get()
    assert (link.ticket, link.other, link.type, link.by) == (new, old, LinkType.CAME_BACK, ivan)
    old.refresh_from_db()
    assert old.status == Status.CLOSED


def test_it_stands_in_both_records(ivan: User, jana: Customer) -> None:
    old = close(log_case("enquiry", by=ivan, customer=jana), by=ivan)
    new = back(old, by=ivan)
    for ticket, other in ((new, old), (old, new)):
        told = Entry.objects.about(ticket).get(verb="ticket.linked").details
        assert (told["type"], told["other"], told["forward"]) == ("came_back", other.pk, ticket == new)


def test_a_letter_read_twice_is_logged_once(ivan: User, jana: Customer) -> None:
    old, key = close(log_case("enquiry", by=ivan, customer=jana), by=ivan), uuid4()
    assert back(old, by=ivan, form_key=key) == back(old, by=ivan, form_key=key)
    assert Ticket.objects.count() == 2
    assert Link.objects.count() == 1


def test_it_is_no_first_contact_and_the_old_one_stays_what_it_was(ivan: User, jana: Customer) -> None:
    old = close(log_case("enquiry", by=ivan, customer=jana), by=ivan)
    new = back(old, by=ivan)
    assert not resolve(new, outcome=Outcome.EXPLAINED, explanation="Again.", by=ivan).first_contact
    assert old.resolutions.get().first_contact


def test_what_is_open_goes_on_there(ivan: User, jana: Customer) -> None:
    old = log_case("enquiry", by=ivan, customer=jana)
    for _ in range(2):
        assert not can_come_back(old)
        with pytest.raises(NotPossible, match="is not closed"):
            back(old, by=ivan)
        if old.is_unfinished:
            resolve(old, outcome=Outcome.EXPLAINED, explanation="Done.", by=ivan)
            old.refresh_from_db()
    assert Ticket.objects.count() == 1


def test_what_was_merged_goes_on_elsewhere(ivan: User, jana: Customer) -> None:
    kept, merged = (log_case("enquiry", by=ivan, customer=jana) for _ in range(2))
    merge(kept=kept, merged=merged, by=ivan, now=timezone.now())
    merged.refresh_from_db()
    assert not can_come_back(merged)
    with pytest.raises(NotPossible, match=f"merged into ticket {kept.number}"):
        note_return(log_case("enquiry", by=ivan), to=merged, by=ivan, now=timezone.now())


def test_whoever_was_erased_comes_as_somebody_new(ivan: User, jana: Customer) -> None:
    old = close(log_case("enquiry", by=ivan, customer=jana), by=ivan)
    erase(jana, by=ivan, because=ErasureGround.ASKED)
    old = Ticket.objects.get(pk=old.pk)
    assert not can_come_back(old)
    with pytest.raises(NotPossible):
        back(old, by=ivan)
    assert Ticket.objects.count() == 1


def test_what_is_hidden_from_a_colleague_is_not_named_to_them(
    ivan: User, karel: User, jana: Customer
) -> None:
    old = close(log_case("complaint", by=ivan, customer=jana, colleague=karel), by=ivan)
    new = log_case("enquiry", by=ivan, customer=jana)
    note_return(new, to=old, by=ivan, now=timezone.now())
    assert not Entry.objects.about(new).filter(verb="ticket.linked").exists()
    assert Entry.objects.about(old).filter(verb="ticket.linked").exists()
