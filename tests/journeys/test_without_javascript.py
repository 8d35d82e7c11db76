"""The main job in a browser that runs no script: log, reply, resolve, answer the survey."""

import re

import pytest

from customers.models import Customer
from surveys.models import Response
from tests.cast import PASSWORD
from tests.journeys.conftest import OpenScreen
from tests.journeys.stack import Stack, until
from tests.journeys.test_main_job import answer_link
from tickets.enums import Status
from tickets.models import Ticket

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

STORY = "without-javascript"


def test_the_main_job(stack: Stack, guest: Customer, open_screen: OpenScreen) -> None:
    screen = open_screen(STORY, javascript=False)
    page = screen.page
    screen.sign_in("alena@desk.example", PASSWORD)
    page.click("a.rail-link[href='/tickets/new/']")
    page.click("button.kind[value=price_correction]")
    page.fill("[name=customer_text]", "novakova")
    page.fill("[name=subject]", "Coffee charged too dear")
    page.fill("[name=details-item]", "Coffee")
    page.fill("[name=details-agreed_price]", "65")
    page.fill("[name=details-charged_price]", "89")
    page.fill("[name=what_happened]", "The board said 65.")
    page.press("[name=subject]", "Enter")
    page.check(f"input[type=radio][name=customer][value='{guest.pk}']")
    screen.picture("choose-customer", full=True)
    (refused,) = screen.complaints
    assert "422" in refused
    screen.complaints.clear()
    page.click("button[data-submit]")
    page.wait_for_url(re.compile(r"/tickets/\d+/$"))
    ticket = Ticket.objects.get()
    assert (ticket.customer, ticket.kind) == (guest, "price_correction")
    screen.picture("ticket", full=True)
    page.check("input[name=type][value=reply]")
    page.fill("textarea[name=body]", "We give you the difference back.")
    page.click("#composer button[data-submit]")
    until(lambda: stack.replies(ticket, to=guest.email), what="the reply")
    page.click(f"a[href='{ticket.get_absolute_url()}resolution/']")
    page.select_option("[name=closing_reason]", "paid_back")
    page.fill("[name=explanation]", "The difference went back to the card.")
    screen.picture("resolve")
    page.click("button[data-submit]")
    page.wait_for_selector(".notice.success")
    ticket.refresh_from_db()
    assert ticket.status == Status.RESOLVED
    phone = open_screen(STORY, javascript=False)
    phone.page.set_viewport_size({"width": 360, "height": 780})
    phone.go(answer_link(stack, guest, score=5))
    phone.picture("survey")
    # Nothing but the score from the letter, or sent unread, would wait a while before it counts.
    phone.page.check("[name=solved][value=yes]")
    phone.page.wait_for_timeout(2100)
    phone.page.click("button.primary")
    phone.page.wait_for_selector("[role=status]")
    assert Response.objects.get().score == 5
