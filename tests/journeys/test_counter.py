"""At the counter: how many keys a return costs, and what becomes of it when the browser dies meanwhile."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.contrib.sessions.models import Session

from customers.models import Customer
from helpdesk.drafts.models import Draft
from tests.cast import PASSWORD
from tests.journeys.conftest import Doomed, OpenScreen
from tests.journeys.screen import Screen
from tests.journeys.stack import Stack, until
from tests.journeys.test_main_job import same_either_way
from tickets.models import Ticket

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

MOST_PRESSES = 25


class Hands:
    """Types texts for nothing and counts every other key."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        self.presses = 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.presses += len(key.split("+"))
            self._screen.page.keyboard.press(key)

    def text(self, text: str) -> None:
        self._screen.page.keyboard.type(text)

    def tab_to(self, name: str) -> None:
        for _ in range(20):
            self.press("Tab")
            if self._screen.page.evaluate("document.activeElement.name") == name:
                return
        raise AssertionError(f"Tab never came to {name}")


def test_a_return_for_a_known_customer_takes_few_keys(
    stack: Stack, guest: Customer, open_screen: OpenScreen
) -> None:
    desk = open_screen("counter")
    desk.sign_in("alena@desk.example", PASSWORD)
    hands, page = Hands(desk), desk.page
    hands.press("n")
    page.wait_for_selector("#case-form")
    hands.press("2", "c")
    hands.text("novakova")
    page.wait_for_selector("#customer-list [role=option]")
    hands.press("Enter")
    page.wait_for_selector("#kind-return[aria-current]")
    desk.settle()
    for name, text in (("details-receipt", "A-1007"), ("details-bought_on", same_either_way())):
        hands.tab_to(name)
        hands.text(text)
    hands.tab_to("details-refund_method")
    hands.press("C")
    for name, text in (
        ("details-item", "Umbrella from the lobby shop"),
        ("details-price_paid", "490"),
    ):
        hands.tab_to(name)
        hands.text(text)
    for name, letter in (("details-reason", "F"), ("details-condition", "D")):
        hands.tab_to(name)
        hands.press(letter)
    hands.tab_to("what_happened")
    hands.text("It does not open any more.")
    hands.tab_to("wanted")
    hands.text("The money back.")
    desk.settle()
    desk.picture("return", full=True)
    hands.press("Control+Enter")
    page.wait_for_url(re.compile(r"/tickets/\d+/$"))
    print(f"{hands.presses} key presses for a return")
    ticket = Ticket.objects.get()
    assert (ticket.kind, ticket.customer) == ("return", guest)
    assert ticket.subject == "It does not open any more."
    assert hands.presses <= MOST_PRESSES


def begin(screen: Screen) -> None:
    """A half-written complaint about the waiting."""
    page = screen.page
    screen.go("/tickets/new/")
    page.keyboard.press("c")
    page.keyboard.type("novakova")
    page.wait_for_selector("#customer-list [role=option]")
    page.keyboard.press("Enter")
    page.select_option("[name=details-about]", "waiting")
    page.fill("[name=what_happened]", "Forty minutes, and then")


def assert_continued(screen: Screen, customer: Customer) -> None:
    page = screen.page
    assert page.input_value("[name=what_happened]") == "Forty minutes, and then"
    assert page.input_value("[name=details-about]") == "waiting"
    assert page.input_value("#customer") == str(customer.pk)
    assert "Jana Nováková" in page.inner_text("#customer-chosen")


def test_a_draft_survives_the_browsers_death(
    stack: Stack, guest: Customer, open_screen: OpenScreen, open_doomed: Callable[[str], Doomed]
) -> None:
    dying = open_doomed("draft")
    dying.screen.sign_in("alena@desk.example", PASSWORD)
    begin(dying.screen)
    until(lambda: Draft.objects.filter(label__startswith="Forty minutes").exists(), what="the draft")
    dying.kill()
    desk = open_screen("draft")
    desk.sign_in("alena@desk.example", PASSWORD)
    desk.go("/tickets/new/")
    desk.picture("offered", full=True)
    desk.page.click("#drafts a.btn")
    assert_continued(desk, guest)
    desk.page.select_option("[name=details-cause]", "waiting")
    desk.page.fill("[name=what_happened]", "Forty minutes, and then nobody came.")
    desk.page.keyboard.press("Control+Enter")
    desk.page.wait_for_url(re.compile(r"/tickets/\d+/$"))
    assert Ticket.objects.get().what_happened == "Forty minutes, and then nobody came."
    assert not Draft.objects.live().exists()


def test_a_draft_survives_the_end_of_the_session(
    stack: Stack, guest: Customer, open_screen: OpenScreen
) -> None:
    desk = open_screen("draft-session")
    desk.sign_in("alena@desk.example", PASSWORD)
    begin(desk)
    Session.objects.all().delete()
    desk.page.keyboard.press("Control+Enter")
    desk.page.wait_for_selector("[name=login]")
    desk.page.fill("[name=login]", "alena@desk.example")
    desk.page.fill("[name=password]", PASSWORD)
    desk.page.keyboard.press("Enter")
    desk.page.wait_for_selector("#case-form")
    assert_continued(desk, guest)
    desk.picture("after-signing-in", full=True)
    # The page tried to work out the sum once more, for nobody.
    desk.complaints = [one for one in desk.complaints if "403" not in one]
    assert not Ticket.objects.exists()
