"""Whom clocks tell."""

from typing import Any

import pytest

from helpdesk.staff.enums import Role
from helpdesk.staff.models import Membership, Team, User
from tests.cast import employ, log_case
from tickets import rules
from tickets.domain.clock_listeners import Listeners
from tickets.domain.reminders import run_clocks
from tickets.enums import Listener
from tickets.models import Clock, Ticket
from tickets.tests.promised import HOUR, after, at, promise, told

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def everybody(alena: User, karel: User, ivan: User, zofia: User, marek: User, petra: User, jan: User) -> None:
    """Two sites, and all who work there."""


def hear(
    *listeners: Listener, by: User, assignee: User | None = None, kind: str = "enquiry", **said: Any
) -> list[str]:
    """First names of whom a clock of a new ticket tells."""
    promise(after(0 * HOUR, *listeners))
    ticket = log_case(kind, by=by, **said)
    Ticket.objects.filter(pk=ticket.pk).update(assignee=assignee)
    clock = Clock.objects.get(ticket=ticket)
    before = len(told())
    run_clocks(now=at(clock, 10 * HOUR))
    return sorted(name for name, _ in told()[before:])


def test_the_assignee(alena: User, karel: User) -> None:
    assert hear(Listener.ASSIGNEE, by=alena, assignee=karel) == ["Karel"]
    assert hear(Listener.ASSIGNEE, by=alena) == []


def test_the_team_but_no_auditor(alena: User, karel: User) -> None:
    assert hear(Listener.TEAM, by=alena) == ["Alena", "Ivan", "Karel"]


def test_another_team_of_the_site_is_not_told(alena: User, karel: User, front_desk: Team) -> None:
    other = Team.objects.create(site=front_desk.site, name="Restaurant")
    Membership.objects.filter(user=karel).update(team=other)
    assert hear(Listener.TEAM, by=alena) == ["Alena", "Ivan"]


def test_the_supervisors_of_the_site(alena: User) -> None:
    assert hear(Listener.SUPERVISORS, by=alena) == ["Ivan"]


def test_each_once_however_often_they_are_named(ivan: User) -> None:
    everyone = (Listener.ASSIGNEE, Listener.TEAM, Listener.SUPERVISORS)
    assert hear(*everyone, by=ivan, assignee=ivan) == ["Alena", "Ivan", "Karel"]


def test_above_are_those_the_supervisors_answer_to(alena: User, ivan: User, front_desk: Team) -> None:
    boss = employ("Beata Nowak", role=Role.SUPERVISOR, language="en", team=front_desk)
    User.objects.filter(pk=ivan.pk).update(answers_to=boss)
    User.objects.filter(pk=boss.pk).update(answers_to=boss)
    assert hear(Listener.ABOVE, by=alena) == ["Beata"]


def test_above_whoever_answers_to_nobody_are_the_administrators(
    alena: User, ivan: User, front_desk: Team
) -> None:
    assert hear(Listener.ABOVE, by=alena) == ["Petra"]
    boss = employ("Beata Nowak", role=Role.SUPERVISOR, language="en", team=front_desk)
    User.objects.filter(pk=ivan.pk).update(answers_to=boss)
    # She supervises the site herself, and answers to nobody.
    assert hear(Listener.ABOVE, by=alena) == ["Beata", "Petra"]


def test_above_a_site_without_supervisors_are_the_administrators(alena: User, ivan: User) -> None:
    ivan.teams.clear()
    assert hear(Listener.ABOVE, by=alena) == ["Petra"]


@pytest.mark.parametrize("why", ["left", "elsewhere"])
def test_above_where_the_one_above_must_not_see_it_are_the_administrators(
    alena: User, ivan: User, marek: User, why: str
) -> None:
    boss = marek
    if why == "left":
        boss = employ("Beata Nowak", role=Role.SUPERVISOR, language="en", team=ivan.teams.get())
        boss.is_active = False
        boss.save()
    User.objects.filter(pk=ivan.pk).update(answers_to=boss)
    assert hear(Listener.ABOVE, by=alena) == ["Petra"]


def test_who_left_is_not_told(alena: User, karel: User, ivan: User) -> None:
    User.objects.filter(pk__in=[karel.pk, ivan.pk]).update(is_active=False)
    listeners = (Listener.ASSIGNEE, Listener.TEAM, Listener.SUPERVISORS)
    assert hear(*listeners, by=alena, assignee=karel) == ["Alena"]


def test_who_works_elsewhere_by_now_is_not_told(alena: User, zofia: User) -> None:
    assert hear(Listener.ASSIGNEE, Listener.SUPERVISORS, by=alena, assignee=zofia) == ["Ivan"]


def test_an_administrator_hears_of_their_own_tickets_anywhere(alena: User, petra: User) -> None:
    assert hear(Listener.ASSIGNEE, by=alena, assignee=petra) == ["Petra"]


def test_the_accused_is_not_told_by_any_name(alena: User, ivan: User) -> None:
    listeners = (Listener.ASSIGNEE, Listener.TEAM, Listener.SUPERVISORS)
    heard = hear(*listeners, by=alena, assignee=ivan, kind="complaint", colleague=ivan)
    assert heard == ["Alena", "Karel"]


def test_above_an_accused_supervisor_is_still_told(alena: User, ivan: User, petra: User) -> None:
    assert hear(Listener.ABOVE, by=alena, kind="complaint", colleague=ivan) == ["Petra"]
    assert hear(Listener.ABOVE, by=alena, kind="complaint", colleague=petra) == []


def test_whoever_is_told_is_whoever_may_see_it(alena: User) -> None:
    """The rules for one ticket and these for many do not drift apart."""
    tickets = [
        log_case("complaint", by=alena, colleague=User.objects.get(name__startswith=name))
        for name in ("Ivan", "Karel", "Petra")
    ]
    listeners = Listeners(tickets)
    for ticket in tickets:
        seeing = {one.pk for one in User.objects.all() if rules.may_see(one, ticket) and one.can_work}
        assert {one.pk for one in listeners.of(ticket, list(Listener))} == seeing


def test_the_membership_of_the_moment_counts(alena: User, ivan: User) -> None:
    ivan.teams.clear()
    assert hear(Listener.ASSIGNEE, Listener.SUPERVISORS, by=alena, assignee=alena) == ["Alena"]
