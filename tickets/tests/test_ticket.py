"""Logging a case, and who sees it."""

from uuid import uuid4

import pytest

from customers.models import Customer
from helpdesk.record.models import Entry
from helpdesk.staff.models import Site, User
from tests.at_once import at_once
from tests.cast import log_case
from tickets.enums import Status
from tickets.kinds import KINDS, kind_of
from tickets.kinds.complaint import Complaint
from tickets.models import Clock, Option, Ticket

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", KINDS)
def test_a_logged_case_is_complete_and_recorded(kind: str, alena: User, jana: Customer) -> None:
    ticket = log_case(kind, by=alena, customer=jana, options=["Another room", "Money back"], chosen=1)
    kept = Ticket.objects.get(pk=ticket.pk)
    assert (kept.status, kept.site, kept.created_by) == (Status.NEW, alena.sites[0], alena)
    assert (kept.customer_waits_since, kept.last_line) == (kept.created_at, "Put it right.")
    assert [(option.text, option.is_chosen) for option in kept.options.all()] == [
        ("Another room", False),
        ("Money back", True),
    ]
    assert kind_of(kind).details_of(kept).ticket == kept
    (entry,) = Entry.objects.about(kept)
    assert (entry.verb, entry.by) == ("ticket.logged", alena)
    assert entry.details == {"kind": kind, "channel": "in_person", "customer": jana.pk}


def test_numbers_have_four_digits(room_change: Ticket) -> None:
    assert room_change.number >= 1001


def test_somebody_who_leaves_no_details(alena: User) -> None:
    assert log_case("room_change", by=alena).customer is None


def test_the_customer_becomes_known_at_the_site(zofia: User, jana: Customer, shop: Site) -> None:
    log_case("return", by=zofia, customer=jana)
    assert shop in jana.sites.all()


def test_a_form_posted_twice_logs_one_ticket(alena: User) -> None:
    key = uuid4()
    first, second = (log_case("room_change", by=alena, form_key=key, options=["Wait"]) for _ in range(2))
    assert first == second
    assert (Ticket.objects.count(), Option.objects.count(), Entry.objects.about(first).count()) == (1, 1, 1)


@pytest.mark.django_db(transaction=True)
def test_a_form_posted_twice_at_once_logs_one_ticket(alena: User) -> None:
    key = uuid4()
    tickets = at_once(*[lambda: log_case("room_change", by=alena, form_key=key)] * 3)
    assert {ticket.pk for ticket in tickets if isinstance(ticket, Ticket)} == {Ticket.objects.get().pk}
    assert not [failure for failure in tickets if isinstance(failure, Exception)]
    assert (Clock.objects.count(), Entry.objects.filter(verb="ticket.logged").count()) == (2, 1)


def test_the_last_line_is_one_line(alena: User) -> None:
    ticket = log_case("room_change", by=alena, wanted="  A new room,\n\nplease. " + "x" * 300)
    assert ticket.last_line.startswith("A new room, please. xxx")
    assert (len(ticket.last_line), ticket.last_line[-1]) == (160, "…")


def seen(*people: User) -> list[set[int]]:
    return [set(Ticket.objects.visible_to(person).values_list("pk", flat=True)) for person in people]


def test_tickets_are_seen_at_their_site(
    room_change: Ticket,
    alena: User,
    karel: User,
    ivan: User,
    jan: User,
    petra: User,
    zofia: User,
    marek: User,
) -> None:
    returned = log_case("return", by=zofia)
    assert seen(alena, karel, ivan, jan) == [{room_change.pk}] * 4
    assert seen(zofia, marek) == [{returned.pk}] * 2
    assert seen(petra) == [{room_change.pk, returned.pk}]


@pytest.mark.parametrize("accused", ["karel", "ivan", "petra"])
def test_nobody_sees_a_complaint_about_themselves(
    accused: str, alena: User, karel: User, ivan: User, petra: User, jan: User
) -> None:
    people = {"karel": karel, "ivan": ivan, "petra": petra}
    complaint = log_case("complaint", by=alena, colleague=people.pop(accused))
    assert seen(alena, jan, *people.values()) == [{complaint.pk}] * 4
    about = kind_of("complaint").details_of(complaint)
    assert isinstance(about, Complaint)
    assert about.colleague is not None
    assert seen(about.colleague) == [set()]


def test_whoever_writes_down_a_complaint_about_themselves_does_not_read_it(alena: User) -> None:
    log_case("complaint", by=alena, colleague=alena)
    assert seen(alena) == [set()]
