"""The main job, end to end: from the counter to the supervisor who reads what the customer thought of it."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone, translation
from django.utils.translation import gettext

from customers.models import Customer
from helpdesk.record.models import Entry
from surveys.domain.invitation import digest_of
from surveys.models import Invitation, Response, Review
from tests.cast import PASSWORD
from tests.journeys.conftest import OpenScreen
from tests.journeys.screen import Screen
from tests.journeys.stack import Stack, until
from tickets.enums import Answer, Status
from tickets.models import Ticket

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def same_either_way() -> str:
    """The last day whose number is its month's: typed alike whichever of them comes first."""
    day = timezone.now().date()
    while day.day != day.month:
        day -= timedelta(days=1)
    return day.strftime("%d%m%Y")


# In the order of the keys 1 to 4: what each kind asks for beside the subject, in the order Tab comes to it.
KINDS: dict[str, dict[str, str]] = {
    "complaint": {"details__about": "Waiting", "details__cause": "Waiting"},
    "return": {
        "details__receipt": "A-1007",
        "details__bought_on": same_either_way(),
        "details__refund_method": "Cash",
        "details__item": "Umbrella from the lobby shop",
        "details__price_paid": "490",
        "details__reason": "Faulty",
        "details__condition": "Used",
    },
    "price_correction": {
        "details__item": "Coffee",
        "details__agreed_price": "65",
        "details__charged_price": "89",
    },
    "room_change": {
        "details__booking": "HV-20311",
        "details__from_room": "214",
        "details__reason": "No hot water",
        "details__to_room": "305",
        "details__price_from": "2400",
        "details__price_to": "2900",
    },
}
SUBJECTS = {
    "complaint": "Forty minutes at the desk",
    "return": "An umbrella that does not open",
    "price_correction": "Coffee charged too dear",
    "room_change": "No hot water in 214",
}


def log_by_keyboard(screen: Screen, kind: str, *, key: int) -> Ticket:
    """From any page: n, the kind's number, the customer by name, the fields by Tab, Ctrl+Enter."""
    page, keys = screen.page, screen.page.keyboard
    keys.press("n")
    page.wait_for_selector("#case-form")
    keys.press(str(key))
    # Nobody waits for the kind's fields to arrive: what is typed meanwhile stays.
    keys.press("c")
    keys.type("novakova")
    page.wait_for_selector("#customer-list [role=option]")
    keys.press("Enter")
    assert page.inner_text("[data-pick-name] b") == "Jana Nováková"
    page.wait_for_selector(f"#kind-{kind}[aria-current]")
    screen.settle()
    screen.type_into(subject=SUBJECTS[kind], **KINDS[kind])
    screen.type_into(what_happened="It went wrong.", wanted="Put it right.", option_0="An apology")
    screen.picture(f"new-{kind}", full=True)
    keys.press("Control+Enter")
    page.wait_for_url(re.compile(r"/tickets/\d+/$"))
    return Ticket.objects.get(pk=int(page.url.rstrip("/").rsplit("/", 1)[1]))


def is_of_this_journey(link: str) -> bool:
    """The mail catcher keeps the letters of earlier journeys; their tables were emptied meanwhile."""
    token = link.split("/s/")[1].split("/", maxsplit=1)[0]
    return Invitation.objects.filter(token_digest=digest_of(token)).exists()


def answer_link(stack: Stack, customer: Customer, *, score: int) -> str:
    """The link of one score in the newest survey letter; waits for it."""
    ends = f"?score={score}"

    def found() -> str:
        letters = stack.letters(to=customer.email)
        links = (link for letter in letters for link in re.findall(r'href="([^"]+)"', letter["html"]))
        return next((link for link in links if link.endswith(ends) and is_of_this_journey(link)), "")

    return until(found, what="the survey letter")


def test_the_main_job(stack: Stack, guest: Customer, open_screen: OpenScreen) -> None:
    desk = open_screen("desk")
    desk.go("/accounts/login/")
    desk.picture("sign-in")
    assert desk.sticks_out() <= 0
    desk.sign_in("Alena@Desk.Example", PASSWORD)
    desk.picture("queue-empty")
    tickets = {kind: log_by_keyboard(desk, kind, key=key) for key, kind in enumerate(KINDS, start=1)}
    for kind, ticket in tickets.items():
        assert (ticket.kind, ticket.customer, ticket.subject) == (kind, guest, SUBJECTS[kind])
        assert ticket.status == Status.OPEN
    desk.pictures_everywhere("ticket")
    ticket = tickets["room_change"]
    reply(desk, stack, guest, ticket)
    escalate(desk, ticket)
    look_around(desk, guest, ticket)
    chief = open_screen("supervisor")
    answer_escalation(chief, ticket)
    resolve(desk, ticket)
    answer_survey(open_screen("customer"), stack, guest, ticket)
    look_after_it(chief, ticket)
    verbs = set(Entry.objects.about(ticket).values_list("verb", flat=True))
    assert verbs >= {"ticket.logged", "message.added", "escalation.asked", "escalation.answered"}
    assert verbs >= {"ticket.resolved", "survey.invited", "survey.answered", "survey.reviewed"}


def reply(desk: Screen, stack: Stack, guest: Customer, ticket: Ticket) -> None:
    keys = desk.page.keyboard
    keys.press("m")
    keys.type("Room 305 is ready. The porter brings your luggage.")
    desk.picture("reply")
    keys.press("Control+Enter")
    desk.page.wait_for_selector(".timeline .bubble")
    (letter,) = until(lambda: stack.replies(ticket, to=guest.email), what="the reply")
    assert letter["text"].startswith("Room 305 is ready.")
    assert letter["subject"] == f"{ticket.subject} [{ticket.number}]"
    desk.go(ticket.get_absolute_url())
    desk.picture("replied", full=True)


def escalate(desk: Screen, ticket: Ticket) -> None:
    desk.page.keyboard.press("e")
    desk.page.wait_for_selector("#verb [name=reason]")
    desk.page.keyboard.type("May I give her the better room for nothing?")
    desk.picture("escalate")
    desk.page.keyboard.press("Control+Enter")
    desk.page.wait_for_selector(".notice.escalated")
    desk.picture("escalated")
    assert ticket.escalations.waiting().count() == 1


def look_around(desk: Screen, guest: Customer, ticket: Ticket) -> None:
    """The main pages in every size; the other ones fit a phone too."""
    for name, path in (("queue", "/"), ("new", "/tickets/new/"), ("ticket-told", ticket.get_absolute_url())):
        desk.go(path)
        desk.pictures_everywhere(name)
    desk.page.set_viewport_size({"width": 360, "height": 900})
    fits_a_phone(
        desk,
        *("/customers/", "/customers/new/", f"/customers/{guest.pk}/", f"/customers/{guest.pk}/editing/"),
        *("/news/", "/accounts/password/change/", f"/tickets/of-customer/{guest.pk}/"),
        *(f"{ticket.get_absolute_url()}{verb}/" for verb in ("assignment", "resolution", "escalation")),
        f"/surveys/tickets/{ticket.pk}/",
    )
    desk.page.set_viewport_size({"width": 1440, "height": 900})


def fits_a_phone(screen: Screen, *paths: str) -> None:
    for path in paths:
        screen.go(path)
        assert screen.sticks_out() <= 0, f"{path} is wider than a phone"


def answer_escalation(chief: Screen, ticket: Ticket) -> None:
    chief.sign_in("ivan@desk.example", PASSWORD)
    chief.page.keyboard.press("g")
    chief.page.keyboard.press("s")
    chief.page.wait_for_selector(".asks .ask")
    chief.picture("supervisor", full=True)
    chief.page.click(".asks details.answer summary")
    chief.page.check("input[name=answer][value=agreed]")
    chief.page.fill("textarea[name=text]", "Of course.")
    chief.picture("answer")
    chief.page.click(".asks [data-submit]")
    chief.page.wait_for_selector(".notice.success")
    escalation = ticket.escalations.get()
    assert (escalation.answer, escalation.answer_text) == (Answer.AGREED, "Of course.")


def resolve(desk: Screen, ticket: Ticket) -> None:
    desk.go(ticket.get_absolute_url())
    desk.picture("answered", full=True)
    desk.page.keyboard.press("r")
    desk.page.wait_for_selector("#verb [name=explanation]")
    desk.page.select_option("#verb [name=closing_reason]", "moved_free")
    desk.type_into(explanation="Room 305, and no charge for it.")
    desk.picture("resolve")
    desk.page.keyboard.press("Control+Enter")
    desk.page.wait_for_selector(".notice.success")
    desk.picture("resolved", full=True)
    ticket.refresh_from_db()
    assert ticket.status == Status.RESOLVED


def answer_survey(phone: Screen, stack: Stack, guest: Customer, ticket: Ticket) -> None:
    phone.go(answer_link(stack, guest, score=1))
    assert not Response.objects.exists()
    with translation.override("cs"):
        assert gettext("How did we do?") in phone.page.inner_text("h1")
    assert phone.page.get_attribute("html", "lang") == "cs"
    assert phone.page.is_checked("input[name=score][value='1']")
    phone.pictures_everywhere("survey")
    phone.page.set_viewport_size({"width": 360, "height": 780})
    phone.page.fill("textarea[name=comment]", "Voda byla studená i ve 305.")
    # What is sent faster than it can be read waits a while before it counts.
    phone.page.wait_for_timeout(2100)
    phone.page.click("button.primary")
    phone.page.wait_for_selector("[role=status]")
    phone.picture("thanks")
    response = Response.objects.get()
    assert (response.score, response.is_low) == (1, True)
    assert response.invitation.resolution.ticket == ticket


def look_after_it(chief: Screen, ticket: Ticket) -> None:
    chief.go("/supervisor/")
    chief.page.wait_for_selector("#low-scores .ask")
    assert "Voda byla studená" in chief.page.inner_text("#low-scores")
    chief.pictures_everywhere("low-score")
    fits_a_phone_too = ("/surveys/", "/surveys/low-scores/", ticket.get_absolute_url())
    chief.page.set_viewport_size({"width": 360, "height": 900})
    fits_a_phone(chief, *fits_a_phone_too, f"/surveys/responses/{Response.objects.get().pk}/review/")
    chief.page.set_viewport_size({"width": 1440, "height": 900})
    chief.go("/supervisor/")
    chief.page.click("#low-scores .answer summary")
    chief.page.fill("#low-scores [name=what_was_done]", "Rang her, sent a plumber.")
    chief.page.click("#low-scores [data-submit]")
    chief.page.wait_for_selector(".notice.success")
    chief.page.wait_for_selector("#low-scores .muted")
    chief.picture("reviewed")
    assert Review.objects.get().what_was_done == "Rang her, sent a plumber."
    chief.go("/surveys/")
    chief.picture("results")
    chief.go(ticket.get_absolute_url())
    chief.page.wait_for_selector("#survey .sum")
    chief.picture("ticket-with-answer", full=True)
