import pytest
from django.test import Client

from helpdesk.record.models import Entry
from helpdesk.staff.models import User
from tests.pages import Page, signed_in
from tickets.domain.lifecycle import move
from tickets.domain.resolution import resolve
from tickets.enums import Outcome, Status
from tickets.kinds import kind_of
from tickets.models import Resolution, Ticket

pytestmark = pytest.mark.django_db

SENT = {"outcome": "alternative", "closing_reason": "moved_free", "explanation": "Room 305,\nno charge."}


@pytest.fixture
def desk(alena: User) -> Client:
    return signed_in(alena)


@pytest.fixture
def url(room_change: Ticket) -> str:
    return f"/tickets/{room_change.pk}/resolution/"


@pytest.fixture
def resolved(room_change: Ticket, alena: User) -> Resolution:
    return resolve(room_change, outcome=Outcome.AS_ASKED, explanation="Moved.", by=alena)


def test_resolving(desk: Client, alena: User, url: str, room_change: Ticket) -> None:
    answer = desk.post(url, SENT)
    assert answer["Location"] == room_change.get_absolute_url()
    resolution = Resolution.objects.get()
    assert (resolution.outcome, resolution.by, resolution.first_contact) == ("alternative", alena, True)
    assert resolution.closing_reason == "moved_free"
    assert Ticket.objects.get().status == Status.RESOLVED
    assert Entry.objects.about(room_change).get(verb="ticket.resolved").by == alena
    shown = Page(desk.get(answer["Location"])).text
    assert f"Ticket {room_change.pk} is resolved." in shown
    assert "Moved to a better room without charge" in shown


@pytest.mark.parametrize("missing", ["outcome", "closing_reason", "explanation"])
def test_what_was_typed_comes_back_with_the_mistake(desk: Client, url: str, missing: str) -> None:
    page = Page(desk.post(url, SENT | {missing: ""}))
    assert page.status == 422
    came_back = page.filled_in("explanation")
    kept = SENT.keys() - {missing}
    assert {name: came_back[name] for name in kept} == {name: SENT[name] for name in kept}
    assert not Resolution.objects.exists()


def test_somebody_was_faster_and_nothing_is_lost(desk: Client, url: str, resolved: Resolution) -> None:
    page = Page(desk.post(url, SENT))
    assert page.status == 409
    assert "is resolved already." in page.text
    came_back = page.filled_in("explanation")
    assert {name: came_back[name] for name in SENT} == SENT
    assert Resolution.objects.get() == resolved


def test_the_page_asks_for_the_panel_alone(desk: Client, url: str) -> None:
    """Inside the ticket htmx puts the form; with a mistake it is the same panel again."""
    asked = desk.get(url, headers={"hx-request": "true"})
    assert "<html" not in asked.content.decode()
    mistaken = desk.post(url, SENT | {"outcome": ""}, headers={"hx-request": "true"})
    assert mistaken.status_code == 422
    assert Page(mistaken).filled_in("explanation")["explanation"] == SENT["explanation"]


def test_reopening(desk: Client, alena: User, room_change: Ticket, resolved: Resolution) -> None:
    desk.post(f"/tickets/{room_change.pk}/reopening/", {"reason": "Cold again."})
    resolved.refresh_from_db()
    assert (resolved.reopened_by, resolved.reopening_reason) == (alena, "Cold again.")
    assert Ticket.objects.get().status == Status.OPEN
    assert Entry.objects.about(room_change).get(verb="ticket.reopened").said == {"reason": "Cold again."}


def test_reopening_needs_a_reason(desk: Client, room_change: Ticket, resolved: Resolution) -> None:
    assert desk.post(f"/tickets/{room_change.pk}/reopening/", {"reason": " "}).status_code == 422
    assert Ticket.objects.get().status == Status.RESOLVED


def test_only_a_resolved_ticket_is_reopened(desk: Client, room_change: Ticket) -> None:
    page = Page(desk.post(f"/tickets/{room_change.pk}/reopening/", {"reason": "Cold again."}))
    assert page.status == 409
    assert "Only a resolved ticket can be reopened." in page.text
    assert page.filled_in("reason")["reason"] == "Cold again."


def test_a_closed_ticket_has_no_such_page(
    ivan: User, url: str, room_change: Ticket, resolved: Resolution
) -> None:
    move(room_change, Status.CLOSED, by=ivan)
    for path in (url, f"/tickets/{room_change.pk}/reopening/"):
        assert signed_in(ivan).get(path).status_code == 404


def test_the_page_offers_what_the_kind_knows(desk: Client, alena: User, url: str) -> None:
    """The likeliest outcome first, and the reasons of this kind only."""
    page = Page(desk.get(url))
    outcomes, reasons = (
        [option["value"] for option in page.all("option") if option.parent and option.parent["name"] == name]
        for name in ("outcome", "closing_reason")
    )
    assert outcomes == list(kind_of("room_change").outcomes)
    assert reasons == ["", "moved", "moved_free", "room_repaired", "no_room", "stayed", "left"]
    assert desk.post(url, SENT | {"closing_reason": "refunded"}).status_code == 422
    assert not Resolution.objects.exists()


@pytest.mark.parametrize("typed", ["\x00", "9" * 6000, "Ω≈ç√", "'; DROP TABLE x; --"])
def test_garbage_is_a_mistake_not_a_failure(desk: Client, url: str, typed: str) -> None:
    assert desk.post(url, SENT | {"outcome": typed}).status_code == 422
    assert desk.post(url, SENT | {"closing_reason": typed}).status_code == 422
    assert desk.post(url, SENT | {"explanation": typed}).status_code in (302, 422)
