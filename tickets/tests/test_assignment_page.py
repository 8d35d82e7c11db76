import pytest
from django.test import Client

from helpdesk.live.models import News
from helpdesk.record.models import Entry
from helpdesk.staff.models import Team, User
from tests.pages import Page, signed_in
from tickets.domain.lifecycle import move
from tickets.domain.resolution import resolve
from tickets.enums import Outcome, Status
from tickets.models import Ticket

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(alena: User) -> Client:
    return signed_in(alena)


@pytest.fixture
def url(room_change: Ticket) -> str:
    return f"/tickets/{room_change.pk}/assignment/"


def test_giving_it_to_a_colleague(desk: Client, karel: User, url: str, front_desk: Team) -> None:
    page = Page(desk.post(url, {"team": front_desk.pk, "assignee": karel.pk}, follow=True))
    ticket = Ticket.objects.get()
    assert (ticket.assignee, ticket.status) == (karel, Status.OPEN)
    assert f"Ticket {ticket.pk} is assigned." in page.text
    assert "Alena Dvořáková gave it to Karel Svoboda, Front desk" in page.text
    assert News.objects.get(recipient=karel).url == ticket.get_absolute_url()


def test_giving_it_to_nobody_in_particular(desk: Client, url: str, room_change: Ticket) -> None:
    housekeeping = Team.objects.create(site=room_change.site, name="Housekeeping")
    desk.post(url, {"team": housekeeping.pk, "assignee": ""})
    ticket = Ticket.objects.get()
    assert (ticket.team, ticket.assignee) == (housekeeping, None)
    assert Entry.objects.about(ticket).get(verb="ticket.assigned").details["team"] == "Housekeeping"


def test_a_team_of_another_site_is_refused(desk: Client, url: str, returns_desk: Team, karel: User) -> None:
    page = Page(desk.post(url, {"team": returns_desk.pk, "assignee": karel.pk}))
    assert page.status == 422
    assert "Returns desk" not in page.text
    assert page.filled_in("team")["assignee"] == str(karel.pk)


def test_a_colleague_of_another_site_is_refused(
    desk: Client, url: str, front_desk: Team, zofia: User
) -> None:
    page = Page(desk.post(url, {"team": front_desk.pk, "assignee": zofia.pk}))
    assert page.status == 422
    assert "Zofia" not in page.text
    assert Ticket.objects.get().assignee is None


def test_an_auditor_is_given_nothing(desk: Client, url: str, front_desk: Team, jan: User) -> None:
    assert desk.post(url, {"team": front_desk.pk, "assignee": jan.pk}).status_code == 422


@pytest.mark.parametrize("typed", ["\x00", "9" * 30, "Ω≈ç√", "'; DROP TABLE x; --"])
def test_garbage_is_a_mistake_not_a_failure(desk: Client, url: str, front_desk: Team, typed: str) -> None:
    assert desk.post(url, {"team": typed, "assignee": ""}).status_code == 422
    assert desk.post(url, {"team": front_desk.pk, "assignee": typed}).status_code == 422


def test_taking_it(desk: Client, alena: User, room_change: Ticket) -> None:
    taken = [desk.post(f"/tickets/{room_change.pk}/taking/") for _ in range(2)]
    assert {answer["Location"] for answer in taken} == {room_change.get_absolute_url()}
    assert Ticket.objects.get().assignee == alena
    assert Entry.objects.about(room_change).filter(verb="ticket.assigned").count() == 1
    assert not News.objects.exists()


def test_a_closed_ticket_is_nobodys_any_more(desk: Client, ivan: User, url: str, room_change: Ticket) -> None:
    resolve(room_change, outcome=Outcome.AS_ASKED, explanation="Moved.", by=ivan)
    move(room_change, Status.CLOSED, by=ivan)
    assert desk.get(url).status_code == 404
    assert desk.post(f"/tickets/{room_change.pk}/taking/").status_code == 404
