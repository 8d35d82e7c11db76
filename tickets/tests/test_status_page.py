import pytest
from django.test import Client

from helpdesk.record.models import Entry
from helpdesk.staff.models import User
from tests.pages import Page, signed_in
from tickets.domain.resolution import resolve
from tickets.enums import Outcome, Status
from tickets.models import Ticket

pytestmark = pytest.mark.django_db


def post(client: Client, ticket: Ticket, status: str) -> Page:
    return Page(client.post(f"/tickets/{ticket.pk}/status/", {"status": status}, follow=True))


@pytest.mark.parametrize("status", ["open", "pending", "on_hold"])
def test_a_move_that_needs_no_words(alena: User, room_change: Ticket, status: str) -> None:
    page = post(signed_in(alena), room_change, status)
    assert Ticket.objects.get().status == status
    assert f"Ticket {room_change.pk}: {Status(status).label.lower()}." in page.text
    entry = Entry.objects.about(room_change).get(verb="ticket.moved")
    assert (entry.by, entry.details) == (alena, {"before": "new", "after": status})


def test_pressed_twice_it_moves_once(alena: User, room_change: Ticket) -> None:
    post(signed_in(alena), room_change, "pending")
    post(signed_in(alena), room_change, "pending")
    assert Entry.objects.about(room_change).filter(verb="ticket.moved").count() == 1


@pytest.mark.parametrize("status", ["resolved", "new", "", "nonsense", "\x00"])
def test_other_moves_have_their_own_page_or_none(alena: User, room_change: Ticket, status: str) -> None:
    assert post(signed_in(alena), room_change, status).status == 404
    assert Ticket.objects.get().status == Status.NEW


def test_only_supervisors_close(alena: User, ivan: User, petra: User, room_change: Ticket) -> None:
    resolve(room_change, outcome=Outcome.AS_ASKED, explanation="Moved.", by=alena)
    assert post(signed_in(alena), room_change, "closed").status == 404
    assert post(signed_in(ivan), room_change, "closed").status == 200
    assert Ticket.objects.get().status == Status.CLOSED
    assert post(signed_in(petra), room_change, "open").status == 404


def test_what_is_resolved_is_reopened_with_a_reason_only(alena: User, room_change: Ticket) -> None:
    resolve(room_change, outcome=Outcome.AS_ASKED, explanation="Moved.", by=alena)
    assert post(signed_in(alena), room_change, "open").status == 404
    page = post(signed_in(alena), room_change, "pending")
    assert f"Ticket {room_change.pk} is resolved by now and cannot become pending." in page.text
    assert Ticket.objects.get().status == Status.RESOLVED
