"""What reaches people: chosen by keyboard, muted with one click, shown by a browser without a page."""

from __future__ import annotations

import json

import pytest

from customers.models import Customer
from helpdesk.notifications.models import Choice, Habits, Mute
from helpdesk.staff.models import User
from tests.cast import PASSWORD, log_case
from tests.journeys.conftest import OpenScreen
from tests.journeys.screen import Screen
from tests.journeys.stack import until

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

STORY = "notifications"
SETTINGS = "/news/settings/"


@pytest.fixture
def desk(staff: None, alena: User, open_screen: OpenScreen) -> Screen:
    screen = open_screen(STORY)
    screen.sign_in(alena.email, PASSWORD)
    return screen


def test_chosen_by_keyboard_alone(desk: Screen, alena: User) -> None:
    desk.go(SETTINGS)
    page = desk.page
    page.focus("#id_assigned-bell")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("Di")
    page.fill("#id_quiet_from", "22:00")
    page.fill("#id_quiet_until", "06:00")
    desk.pictures_everywhere("what-reaches-me")
    page.get_by_role("button", name="Save", exact=True).press("Enter")
    page.get_by_text("Saved.").wait_for()
    kept = Choice.objects.get(person=alena, kind="assigned")
    assert (kept.bell, kept.email) == (False, "digest")
    assert Habits.objects.get(person=alena).quiet_until is not None


def test_a_ticket_is_muted_with_one_click(desk: Screen, alena: User, guest: Customer) -> None:
    ticket = log_case("room_change", by=alena, customer=guest)
    desk.go(ticket.get_absolute_url())
    desk.page.evaluate("window.untouched = true")
    desk.page.get_by_role("button", name="Mute", exact=True).click()
    desk.page.get_by_role("button", name="Muted").wait_for()
    assert desk.page.evaluate("window.untouched"), "without another page"
    assert Mute.objects.get().about == f"ticket:{ticket.pk}"
    desk.page.get_by_role("button", name="Muted").click()
    desk.page.get_by_role("button", name="Mute", exact=True).wait_for()
    assert not Mute.objects.exists()


def test_a_browser_shows_what_comes_in(desk: Screen) -> None:
    """A push service cannot be reached from here: its part is played by the browser's own tools."""
    page = desk.page
    origin = page.evaluate("location.origin")
    page.context.grant_permissions(["notifications"], origin=origin)
    desk.go(SETTINGS)
    page.get_by_role("button", name="Switch on in this browser").wait_for()
    tools = page.context.new_cdp_session(page)
    registrations: list[str] = []
    tools.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda event: registrations.extend(one["registrationId"] for one in event["registrations"]),
    )
    tools.send("ServiceWorker.enable")
    page.evaluate("navigator.serviceWorker.register('/push/worker.js', {scope: '/'})")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    until(lambda: page.evaluate("1") and registrations, within=5, what="the service worker")
    for text in ("It is yours.", "It is yours again."):
        said = json.dumps({"text": text, "url": "/tickets/1/", "tag": "news-1"})
        message = {"origin": origin, "registrationId": registrations[-1], "data": said}
        tools.send("ServiceWorker.deliverPushMessage", message)

    def shown() -> list[str]:
        told: list[str] = page.evaluate(
            "navigator.serviceWorker.ready.then((it) => it.getNotifications())"
            ".then((all) => all.map((one) => `${one.title}: ${one.body} ${one.data.url}`))"
        )
        return told

    last = ["Courtesy Desk: It is yours again. /tickets/1/"]
    until(lambda: shown() == last, within=5, what=f"{last}, in place of the first")
