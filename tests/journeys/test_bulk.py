"""Several tickets at once, by keyboard alone: ticked, given away, undone; and the next one."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.utils import timezone

from customers.models import Customer
from helpdesk.staff.models import User
from tests.cast import PASSWORD, log_case
from tests.journeys.conftest import OpenScreen
from tests.journeys.screen import Screen
from tests.journeys.stack import until
from tickets.domain.bulk import start, work
from tickets.enums import BulkStatus, BulkVerb
from tickets.models import BulkAction, Ticket

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

STORY = "bulk"


@pytest.fixture
def tickets(guest: Customer, alena: User) -> list[Ticket]:
    """The queue shows them in this order."""
    return [
        log_case("room_change", by=alena, customer=guest, subject=f"Cold in {n}") for n in range(210, 216)
    ]


@pytest.fixture
def desk(tickets: list[Ticket], open_screen: OpenScreen) -> Screen:
    desk = open_screen(STORY)
    desk.sign_in("alena@desk.example", PASSWORD)
    desk.go("/")
    return desk


def holders(tickets: list[Ticket]) -> list[str]:
    found = (
        Ticket.objects.filter(pk__in=[one.pk for one in tickets]).order_by("pk").select_related("assignee")
    )
    return [one.assignee.name.split()[0] if one.assignee else "" for one in found]


def is_held_by(tickets: list[Ticket], *names: str) -> Callable[[], bool]:
    return lambda: holders(tickets) == list(names)


def asks_for_whom(desk: Screen) -> None:
    """The panel is there and has the focus: what is typed from now on goes into it."""
    asks = "document.activeElement.name === 'assignee'"
    until(lambda: bool(desk.page.evaluate(asks)), within=5, what="focus on whom to give them to")


@pytest.mark.usefixtures("karel")
def test_ticked_given_away_and_undone_by_keyboard(desk: Screen, tickets: list[Ticket], karel: User) -> None:
    page, keys = desk.page, desk.page.keyboard
    assert page.is_hidden("#bulk-bar")
    keys.press("j")
    keys.press("x")
    keys.press("j")
    keys.press("j")
    keys.press("X")
    assert page.inner_text(".bulk-count") == "3 selected"
    desk.pictures_everywhere("ticked")
    page.set_viewport_size({"width": 1440, "height": 900})
    keys.press("a")
    asks_for_whom(desk)
    desk.pictures_everywhere("asked")
    page.set_viewport_size({"width": 1440, "height": 900})
    keys.press("Escape")
    assert page.locator("#bulk-panel select").count() == 0
    assert page.inner_text(".bulk-count") == "3 selected"
    keys.press("a")
    asks_for_whom(desk)
    keys.type("Karel")
    keys.press("Control+Enter")
    page.wait_for_selector(".notice.success")
    assert holders(tickets) == ["Karel"] * 3 + [""] * 3
    desk.pictures_everywhere("done")
    page.set_viewport_size({"width": 1440, "height": 900})
    keys.press("z")
    until(is_held_by(tickets, *[""] * 6), within=5, what="the way back")
    page.wait_for_selector(".notice.success:has-text('Undone for 3 tickets')")
    assert page.locator("#tickets .ticket-row").count() == 6


@pytest.mark.usefixtures("karel")
def test_the_whole_page_and_nothing(desk: Screen, tickets: list[Ticket]) -> None:
    page, keys = desk.page, desk.page.keyboard
    keys.press("k")
    keys.press("x")
    keys.press("A")
    assert page.inner_text(".bulk-count") == f"{len(tickets)} selected"
    keys.press("Escape")
    assert page.is_hidden("#bulk-bar")
    assert page.locator("input[name=ticket]:checked").count() == 0


def test_the_next_one(desk: Screen, tickets: list[Ticket]) -> None:
    desk.page.keyboard.press("t")
    desk.page.wait_for_url(f"**/tickets/{tickets[0].pk}/")
    assert holders(tickets) == ["Alena"] + [""] * 5


def test_a_worker_goes_on_while_one_watches(
    desk: Screen, tickets: list[Ticket], alena: User, karel: User
) -> None:
    """What was begun, and whose worker is gone."""
    data, now = {"assignee": karel.pk, "name": karel.name}, timezone.now()
    numbers = [ticket.pk for ticket in tickets]
    action = start.start(BulkVerb.ASSIGN, numbers, data=data, key=uuid4(), by=alena, now=now)
    desk.go(action.get_absolute_url())
    assert desk.page.locator("progress").count() == 1
    desk.pictures_everywhere("running")
    BulkAction.objects.update(worked_at=now - work.RESTING)
    desk.page.wait_for_selector("progress", state="detached", timeout=30_000)
    assert BulkAction.objects.get().status == BulkStatus.DONE
    assert holders(tickets) == ["Karel"] * 6


def test_without_a_script(tickets: list[Ticket], karel: User, open_screen: OpenScreen) -> None:
    desk = open_screen(STORY, javascript=False)
    desk.sign_in("alena@desk.example", PASSWORD)
    desk.go("/")
    desk.page.check(f"input[name=ticket][value='{tickets[1].pk}']")
    desk.page.click("#bulk button[data-key=a]")
    desk.page.select_option("select[name=assignee]", label=karel.name)
    desk.page.click("button[data-submit]")
    assert holders(tickets) == ["", "Karel", "", "", "", ""]
