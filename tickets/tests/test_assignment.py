from typing import Any

import pytest
from django.forms import BaseForm, ModelChoiceField

from helpdesk.live.models import News
from helpdesk.record.models import Entry
from helpdesk.staff.models import Site, Team, User
from tests.cast import log_case
from tickets.domain.assignment import assign, take
from tickets.domain.errors import NotPossible
from tickets.domain.lifecycle import move
from tickets.enums import Status
from tickets.forms.assignment import AssignmentForm
from tickets.models import Ticket

pytestmark = pytest.mark.django_db


def offered(form: BaseForm, name: str) -> set[Any]:
    field = form.fields[name]
    assert isinstance(field, ModelChoiceField)
    return set(field.queryset or [])


def test_given_to_a_colleague(room_change: Ticket, alena: User, karel: User, front_desk: Team) -> None:
    given = assign(room_change, team=front_desk, assignee=karel, by=alena)
    assert (given.assignee, given.status) == (karel, Status.OPEN)
    assigned, moved = Entry.objects.about(room_change).order_by("sequence")[1:]
    assert (assigned.verb, assigned.by, assigned.details["assignee"]) == (
        "ticket.assigned",
        alena,
        "Karel Svoboda",
    )
    assert moved.verb == "ticket.moved"
    news = News.objects.get()
    assert (news.recipient, news.url) == (karel, f"/tickets/{room_change.pk}/")
    assert str(room_change.number) in news.text


def test_taken_by_oneself(room_change: Ticket, alena: User) -> None:
    taken = take(room_change, by=alena)
    assert (taken.assignee, taken.status) == (alena, Status.OPEN)
    assert not News.objects.exists()


def test_given_twice_is_recorded_once(
    room_change: Ticket, alena: User, karel: User, front_desk: Team
) -> None:
    for _ in range(2):
        assign(room_change, team=front_desk, assignee=karel, by=alena)
    assert Entry.objects.about(room_change).filter(verb="ticket.assigned").count() == 1
    assert News.objects.count() == 1


def test_given_to_another_team_and_nobody(room_change: Ticket, alena: User, hotel: Site) -> None:
    take(room_change, by=alena)
    night = Team.objects.create(site=hotel, name="Night desk")
    given = assign(room_change, team=night, assignee=None, by=alena)
    assert (given.team, given.assignee, given.status) == (night, None, Status.OPEN)


def test_a_new_ticket_given_to_a_team_only_stays_new(room_change: Ticket, alena: User, hotel: Site) -> None:
    night = Team.objects.create(site=hotel, name="Night desk")
    assert assign(room_change, team=night, assignee=None, by=alena).status == Status.NEW


def test_a_closed_ticket_is_given_to_nobody(room_change: Ticket, alena: User, ivan: User) -> None:
    move(room_change, Status.RESOLVED, by=alena)
    move(room_change, Status.CLOSED, by=ivan)
    with pytest.raises(NotPossible, match="is closed"):
        take(room_change, by=alena)


def test_an_auditor_gives_nothing(room_change: Ticket, jan: User) -> None:
    with pytest.raises(NotPossible):
        take(room_change, by=jan)


@pytest.mark.parametrize("who", ["the accused", "a stranger"])
def test_nobody_is_given_what_they_must_not_see(who: str, alena: User, karel: User, zofia: User) -> None:
    complaint = log_case("complaint", by=alena, colleague=karel)
    blind = karel if who == "the accused" else zofia
    with pytest.raises(NotPossible, match=blind.name):
        assign(complaint, team=complaint.team, assignee=blind, by=alena)
    complaint.refresh_from_db()
    assert (complaint.assignee, News.objects.count()) == (None, 0)


def test_the_form_offers_the_people_and_teams_of_the_site(
    room_change: Ticket,
    alena: User,
    karel: User,
    jan: User,
    zofia: User,
    front_desk: Team,
    returns_desk: Team,
) -> None:
    form = AssignmentForm(ticket=room_change)
    assert offered(form, "assignee") == {alena, karel}
    assert offered(form, "team") == {front_desk}
    assert not AssignmentForm({"team": returns_desk.pk, "assignee": alena.pk}, ticket=room_change).is_valid()
    assert not AssignmentForm({"team": front_desk.pk, "assignee": zofia.pk}, ticket=room_change).is_valid()
