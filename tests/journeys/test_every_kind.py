"""Every kind is logged in every language, by hand in a browser, and looked at on a desk and on a phone."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from customers.models import Customer
from helpdesk.staff.models import User
from tests.cast import PASSWORD
from tests.journeys.conftest import OpenScreen
from tests.journeys.screen import Screen
from tests.journeys.stack import Stack
from tickets.enums import Status
from tickets.kinds import KINDS
from tickets.models import Ticket

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def later(**ahead: int) -> str:
    """A time ahead as a datetime-local field takes it."""
    return (timezone.now() + timedelta(**ahead)).strftime("%Y-%m-%dT%H:%M")


def today() -> str:
    return timezone.now().date().isoformat()


# The fields of each kind without their prefix; a list is chosen by its value.
TYPED: dict[str, dict[str, str]] = {
    "complaint": {"about": "waiting", "cause": "waiting", "severity": "high"},
    "return": {
        "receipt": "A-1007",
        "bought_on": today(),
        "refund_method": "cash",
        "item": "Umbrella",
        "price_paid": "490",
        "reason": "faulty",
        "condition": "used",
    },
    "price_correction": {"item": "Coffee", "agreed_price": "65", "charged_price": "89"},
    "room_change": {
        "from_room": "214",
        "reason": "no_hot_water",
        "to_room": "305",
        "price_from": "2400",
        "price_to": "2900",
    },
    "bill_question": {
        "bill": "F-3007",
        "line_0_text": "Minibar",
        "line_0_amount": "340",
        "line_0_verdict": "corrected",
        "line_0_corrected_to": "120",
    },
    "reservation": {
        "step": "make",
        "reserved": "A table by the window",
        "reserved_for": later(days=2),
        "party_size": "4",
        "under_name": "Nováková",
    },
    "enquiry": {"topic": "prices", "answer_given": "follow_up", "follow_up_by": later(hours=3)},
    "suggestion": {"concerns": "rooms", "forwarded_to": "Housekeeping", "result": "considered"},
    "service_request": {
        "device": "Dishwasher",
        "serial": "SN-884",
        "window_from": later(days=1),
        "window_to": later(days=1, hours=2),
    },
}


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_every_kind(
    language: str, stack: Stack, guest: Customer, alena: User, open_screen: OpenScreen
) -> None:
    User.objects.filter(pk=alena.pk).update(language=language)
    desk = open_screen(f"every-kind-{language}")
    desk.sign_in("alena@desk.example", PASSWORD)
    for kind in KINDS:
        log(desk, kind, guest)
        ticket = Ticket.objects.latest("pk")
        assert (ticket.kind, ticket.customer, ticket.status) == (kind, guest, Status.RESOLVED)


def log(desk: Screen, kind: str, guest: Customer) -> None:
    """Answered on the spot; pictures before it is saved and of the ticket."""
    page = desk.page
    desk.go(f"/tickets/new/?kind={kind}&customer={guest.pk}")
    assert page.input_value("[name=kind]") == kind
    for name, value in TYPED[kind].items():
        field = page.locator(f"[name=details-{name}]")
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    page.fill("[name=what_happened]", "It went wrong.")
    page.check("[name=resolve]")
    reason = page.locator("[name=resolution-closing_reason]")
    if reason.count():
        reason.select_option(index=1)
    page.fill("[name=resolution-explanation]", "We have put it right.")
    desk.settle()
    look(desk, f"{kind}-new")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile(r"/tickets/\d+/$"))
    desk.settle()
    look(desk, f"{kind}-ticket")


def look(desk: Screen, name: str) -> None:
    for width in (360, 1440):
        desk.page.set_viewport_size({"width": width, "height": 900})
        desk.picture(f"{name}-{width}", full=True)
        assert desk.sticks_out() <= 0, f"{name} is wider than {width} px"
