"""To whom a ticket goes by itself: in turn, by load, past who is away or full, and once each."""

from collections import Counter
from datetime import timedelta
from functools import partial

import pytest
from django.utils import timezone

from customers.models import Customer
from helpdesk.live.models import News
from helpdesk.record.models import Entry
from helpdesk.staff.enums import Role, Routing
from helpdesk.staff.models import Absence, Membership, Site, Team, User
from tests.at_once import at_once
from tests.cast import employ, log_case
from tickets.domain.assignment import assign, route, take, take_next
from tickets.domain.lifecycle import move
from tickets.enums import Status
from tickets.models import Ticket

pytestmark = pytest.mark.django_db


@pytest.fixture
def concierge(hotel: Site) -> Team:
    """Cases go to Alena and Karel in turn."""
    return Team.objects.create(site=hotel, name="Concierge", routing=Routing.ROUND_ROBIN)


@pytest.fixture
def both(concierge: Team, alena: User, karel: User) -> None:
    for person in (alena, karel):
        Membership.objects.create(team=concierge, user=person)


def logged(team: Team, *, by: User, number: int = 1) -> list[User | None]:
    return [log_case("room_change", by=by, team=team).assignee for _ in range(number)]


@pytest.mark.usefixtures("both")
def test_in_turn(concierge: Team, alena: User, karel: User, ivan: User) -> None:
    assert logged(concierge, by=ivan, number=5) == [alena, karel, alena, karel, alena]
    ticket = Ticket.objects.latest("pk")
    assert ticket.status == Status.OPEN
    entry = Entry.objects.about(ticket).get(verb="ticket.routed")
    assert (entry.by, entry.details["assignee"], entry.details["routing"]) == (
        None,
        alena.name,
        Routing.ROUND_ROBIN,
    )
    told = News.objects.filter(recipient=karel).values_list("url", flat=True)
    assert set(told) == {f"/tickets/{ticket.number - 1}/", f"/tickets/{ticket.number - 3}/"}


@pytest.mark.usefixtures("both")
def test_to_whoever_has_the_fewest(concierge: Team, alena: User, karel: User, front_desk: Team) -> None:
    Team.objects.filter(pk=concierge.pk).update(routing=Routing.LEAST_LOADED)
    concierge.refresh_from_db()
    for _ in range(2):
        take(log_case("return", by=alena, team=front_desk), by=alena)
    done = take(log_case("return", by=karel, team=front_desk), by=karel)
    move(done, Status.RESOLVED, by=karel)
    assert logged(concierge, by=alena, number=5) == [karel, karel, alena, karel, alena]


@pytest.mark.usefixtures("both")
def test_past_who_is_away(concierge: Team, alena: User, karel: User) -> None:
    now, hour = timezone.now(), timedelta(hours=1)
    Absence.objects.create(person=alena, starts_at=now - hour, ends_at=None, noted_by=alena)
    Absence.objects.create(person=karel, starts_at=now - 2 * hour, ends_at=now - hour, noted_by=karel)
    Absence.objects.create(person=karel, starts_at=now + hour, ends_at=None, noted_by=karel)
    assert logged(concierge, by=alena, number=2) == [karel, karel]
    Absence.objects.filter(person=alena).update(ends_at=now)
    assert logged(concierge, by=alena, number=1) == [alena]


@pytest.mark.usefixtures("both")
def test_past_who_is_full(concierge: Team, alena: User, karel: User) -> None:
    Team.objects.filter(pk=concierge.pk).update(most_open=1)
    Membership.objects.filter(team=concierge, user=karel).update(most_open=2)
    concierge.refresh_from_db()
    assert logged(concierge, by=alena, number=4) == [alena, karel, karel, None]
    assert Ticket.objects.latest("pk").status == Status.NEW


@pytest.mark.usefixtures("both")
def test_past_who_may_not_have_it(concierge: Team, alena: User, karel: User, ivan: User, jan: User) -> None:
    Membership.objects.create(team=concierge, user=jan)
    User.objects.filter(pk=karel.pk).update(is_active=False)
    complaint = log_case("complaint", by=ivan, team=concierge, colleague=alena)
    assert complaint.assignee is None
    assert logged(concierge, by=ivan, number=2) == [alena, alena]


def test_a_team_without_a_rule_gives_it_to_nobody(front_desk: Team, alena: User, karel: User) -> None:
    assert logged(front_desk, by=alena) == [None]
    assert not Entry.objects.filter(verb="ticket.routed").exists()


@pytest.mark.usefixtures("both")
def test_moved_to_the_team(concierge: Team, alena: User, karel: User, front_desk: Team) -> None:
    ticket = take(log_case("room_change", by=karel, team=front_desk), by=karel)
    assert assign(ticket, team=concierge, assignee=None, by=karel).assignee == alena
    assert assign(ticket, team=concierge, assignee=None, by=karel).assignee is None, "given back is not moved"
    assert assign(ticket, team=front_desk, assignee=None, by=karel).assignee is None
    assert assign(ticket, team=concierge, assignee=None, by=karel, routed=False).assignee is None


@pytest.mark.usefixtures("both")
def test_only_what_nobody_has_and_what_is_to_be_done(concierge: Team, alena: User, karel: User) -> None:
    Team.objects.filter(pk=concierge.pk).update(routing=Routing.NOBODY)
    concierge.refresh_from_db()
    ticket = log_case("room_change", by=alena, team=concierge)
    Team.objects.filter(pk=concierge.pk).update(routing=Routing.ROUND_ROBIN)
    move(ticket, Status.PENDING, by=alena)
    assert route(Ticket.objects.get(), by=alena).assignee is None
    move(ticket, Status.OPEN, by=alena)
    assert [route(Ticket.objects.get(), by=alena).assignee for _ in range(2)] == [alena, alena]


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("both")
def test_many_logged_at_once_are_dealt_out_evenly(concierge: Team, alena: User, karel: User) -> None:
    """In two teams of the same people: neither is given more than there is room for."""
    evening = Team.objects.create(site=concierge.site, name="Evening", routing=Routing.LEAST_LOADED)
    Membership.objects.create(team=evening, user=alena, most_open=3)
    Membership.objects.create(team=evening, user=karel, most_open=3)
    Membership.objects.filter(team=concierge).update(most_open=3)
    calls = [partial(logged, team, by=alena) for team in (concierge, evening) * 4]
    got = Counter(who for found in at_once(*calls) for who in (found if isinstance(found, list) else [found]))
    assert got == {alena: 3, karel: 3, None: 2}


def test_the_next_is_what_was_promised_first(alena: User, karel: User, front_desk: Team) -> None:
    for subject, hours in (("Later", 5), ("First", 1), ("Second", 2)):
        ticket = log_case("room_change", by=karel, subject=subject)
        Ticket.objects.filter(pk=ticket.pk).update(due_at=timezone.now() + timedelta(hours=hours))
    night = Team.objects.create(site=front_desk.site, name="Night")
    log_case("room_change", by=karel, team=night, subject="Another team's")
    Ticket.objects.filter(subject="Another team's").update(due_at=timezone.now())
    taken = [take_next(by=alena) for _ in range(4)]
    assert [ticket.subject if ticket else None for ticket in taken] == ["First", "Second", "Later", None]
    assert {ticket.assignee for ticket in taken if ticket} == {alena}
    assert Entry.objects.filter(verb="ticket.assigned", by=alena).count() == 3


def test_the_next_is_none_that_waits_or_may_not_be_seen(alena: User, karel: User, jana: Customer) -> None:
    move(log_case("room_change", by=karel), Status.PENDING, by=karel)
    take(log_case("room_change", by=karel), by=karel)
    log_case("complaint", by=karel, customer=jana, colleague=alena)
    assert take_next(by=alena) is None


@pytest.mark.django_db(transaction=True)
def test_two_who_ask_at_once_never_get_the_same(front_desk: Team, alena: User, karel: User) -> None:
    people = [alena, karel] + [
        employ(f"Guest{n} Worker", role=Role.ASSOCIATE, language="en", team=front_desk) for n in range(2)
    ]
    for _ in range(10):
        log_case("room_change", by=alena)
    got = [ticket for _ in range(3) for ticket in at_once(*[partial(take_next, by=one) for one in people])]
    numbers = [ticket.pk for ticket in got if isinstance(ticket, Ticket)]
    assert [one for one in got if isinstance(one, Exception)] == []
    assert len(numbers) == len(set(numbers)) == 10
    assert not Ticket.objects.filter(assignee=None).exists()
