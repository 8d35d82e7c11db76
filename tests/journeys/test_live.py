"""Two people have the same ticket open; whatever dies meanwhile, each sees what the other did."""

from __future__ import annotations

from datetime import datetime, timedelta

import psutil
import pytest
from django.utils import timezone

from customers.models import Customer
from helpdesk.live.models import News
from helpdesk.staff.models import User
from tests.cast import PASSWORD, log_case
from tests.journeys.conftest import OpenScreen
from tests.journeys.screen import Screen
from tests.journeys.stack import Stack, until
from tickets.domain.assignment import take
from tickets.domain.message import add_message
from tickets.domain.resolution import resolve
from tickets.enums import MessageType, Outcome, Target
from tickets.models import Message, Ticket

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

STORY = "live"
# A change made by anybody shows on every open page that concerns it.
SECONDS = 3.0


@pytest.fixture
def ticket(guest: Customer, alena: User) -> Ticket:
    return log_case("room_change", by=alena, customer=guest)


@pytest.fixture
def desk(ticket: Ticket, open_screen: OpenScreen) -> Screen:
    """Alena's window, on the ticket."""
    return signed_in_at(open_screen(STORY), "alena@desk.example", ticket.get_absolute_url())


@pytest.fixture
def office(ticket: Ticket, open_screen: OpenScreen) -> Screen:
    """Ivan's window, on the same ticket."""
    return signed_in_at(open_screen(STORY), "ivan@desk.example", ticket.get_absolute_url())


def signed_in_at(screen: Screen, email: str, path: str) -> Screen:
    screen.sign_in(email, PASSWORD)
    screen.go(path)
    return screen


def shows(screen: Screen, words: str, *, at: str, within: float = SECONDS) -> None:
    place = screen.page.locator(at)
    until(lambda: words in place.inner_text(), within=within, what=f"{words!r} at {at}")


def note(ticket: Ticket, words: str, *, by: User) -> None:
    add_message(ticket, Message(type=MessageType.NOTE, body=words), by=by)


def test_what_one_does_shows_at_the_other_and_disturbs_nothing(
    ticket: Ticket, alena: User, ivan: User, desk: Screen, office: Screen
) -> None:
    shows(desk, ivan.name, at="#presence")
    shows(office, alena.name, at="#presence")
    desk.page.focus("textarea[name=body]")
    desk.page.keyboard.type("Half a sent")
    shows(office, "writing …", at="#presence")
    office.picture("somebody-is-writing")
    office.page.check("input[name=type][value=note]", force=True)
    office.page.fill("textarea[name=body]", "The guest is in the lobby.")
    office.page.keyboard.press("Control+Enter")
    shows(desk, "The guest is in the lobby.", at="#timeline")
    assert desk.page.evaluate("document.activeElement.name") == "body"
    desk.page.keyboard.type("ence")
    assert desk.page.input_value("textarea[name=body]") == "Half a sentence"
    assert "The guest is in the lobby." in desk.page.inner_text("[data-live-spoken]")
    desk.pictures_everywhere("renewed")
    desk.page.set_viewport_size({"width": 1440, "height": 900})
    office.go("/")
    until(lambda: desk.page.locator("#presence li").count() == 0, within=SECONDS, what="Ivan's leaving")


def wind(ticket: Ticket, target: Target, *, due_in: timedelta, is_told: bool = False) -> datetime:
    """Have the clock due then; with nothing more to say, if everything is told."""
    clock = ticket.clocks.get(target=target)
    clock.due_at = timezone.now() + due_in
    clock.within = clock.due_at - clock.started_at
    clock.told_until = clock.within if is_told else clock.within / 2
    clock.next_moment_at = None if is_told else clock.due_at
    clock.save()
    return clock.due_at


def test_clocks_run_on_an_open_page_and_speak_in_time(ticket: Ticket, ivan: User, desk: Screen) -> None:
    """The minute turns without anybody doing anything; what is late is told half a minute later at most."""
    wind(ticket, Target.RESOLUTION, due_in=timedelta(hours=1, seconds=8), is_told=True)
    due = wind(ticket, Target.FIRST_RESPONSE, due_in=timedelta(seconds=12))
    desk.go(ticket.get_absolute_url())
    shows(desk, "1 h left", at="#side")
    shows(desk, "59 min left", at="#side", within=12)
    until(lambda: News.objects.filter(recipient=ivan, kind="late").exists(), what="the news")
    told = News.objects.get(recipient=ivan, kind="late")
    assert timedelta(0) <= told.created_at - due <= timedelta(seconds=30)
    shows(desk, "late", at="#side [data-changes-in]")


def test_nobody_writes_over_a_colleague(
    ticket: Ticket, alena: User, ivan: User, desk: Screen, office: Screen
) -> None:
    """Both write to the customer. The second is shown what the first said, and the words of both are kept."""
    desk.page.focus("textarea[name=body]")
    desk.page.keyboard.type("Room 305 is yours.")
    office.page.focus("textarea[name=body]")
    office.page.keyboard.type("We give you the suite.")
    office.page.keyboard.press("Control+Enter")
    office.page.wait_for_selector(".timeline .bubble")
    shows(desk, "We give you the suite.", at="#timeline")
    desk.page.keyboard.press("Control+Enter")
    desk.page.wait_for_selector(".crossed")
    desk.complaints = [one for one in desk.complaints if "409" not in one]
    assert "We give you the suite." in desk.page.inner_text(".crossed")
    assert desk.page.input_value("textarea[name=body]") == "Room 305 is yours."
    assert Message.objects.filter(author=alena).count() == 0
    desk.pictures_everywhere("crossed")
    desk.page.set_viewport_size({"width": 1440, "height": 900})
    desk.page.fill("textarea[name=body]", "Then the suite it is.")
    desk.page.keyboard.press("Control+Enter")
    shows(desk, "Then the suite it is.", at="#timeline", within=10)
    assert [one.body for one in Message.objects.order_by("pk")] == [
        "We give you the suite.",
        "Then the suite it is.",
    ]
    # Whoever writes nothing while the page is brought up to date has seen what it shows.
    shows(office, "Then the suite it is.", at="#timeline")
    office.page.focus("textarea[name=body]")
    office.page.keyboard.type("Breakfast is included.")
    office.page.keyboard.press("Control+Enter")
    shows(office, "Breakfast is included.", at="#timeline", within=10)


def test_what_is_open_stays_open_and_what_is_chosen_stays_chosen(
    ticket: Ticket, ivan: User, desk: Screen
) -> None:
    desk.page.check("input[name=type][value=call]", force=True)
    desk.page.locator("#record details summary").first.click()
    take(ticket, by=ivan)
    shows(desk, ivan.name, at="#side")
    assert desk.page.is_checked("input[name=type][value=call]")
    assert desk.page.locator("#record details").first.get_attribute("open") is not None


def test_a_list_and_the_bell_follow(ticket: Ticket, alena: User, open_screen: OpenScreen) -> None:
    desk = signed_in_at(open_screen(STORY), "alena@desk.example", "/?view=open")
    row = f'#tickets a[href="{ticket.get_absolute_url()}"]'
    desk.page.focus(row)
    later = log_case("complaint", by=alena)
    shows(desk, str(later.number), at="#tickets")
    assert desk.page.evaluate("document.activeElement.getAttribute('href')") == ticket.get_absolute_url()
    News.objects.create(recipient=alena, text="Something has come.", url="/", cause="live:1")
    shows(desk, "1", at="#bell .count")


def test_what_workers_do_shows_too_and_in_panels_that_were_loaded_later(
    ticket: Ticket, ivan: User, desk: Screen, open_screen: OpenScreen
) -> None:
    person = signed_in_at(open_screen(STORY), "ivan@desk.example", f"/customers/{ticket.customer_id}/")
    shows(desk, "The customer is asked some time after", at="#survey")
    shows(person, str(ticket.number), at="#person")
    resolve(ticket, outcome=Outcome.AS_ASKED, explanation="Moved to 305.", by=ivan)
    shows(desk, "Resolved", at="#ticket-head")
    # Beat asks a worker every 15 seconds, and that one writes the invitation.
    shows(desk, "No answer is shown", at="#survey", within=60)
    shows(person, "Resolved", at="#person", within=SECONDS)


def test_it_recovers_from_the_death_of_whoever_carries_the_news(
    stack: Stack, ticket: Ticket, ivan: User, desk: Screen
) -> None:
    shows(desk, str(ticket.number), at="#ticket-head")
    stack.kill("live", "valkey")
    note(ticket, "Said while nobody listened.", by=ivan)
    shows(desk, "Said while nobody listened.", at="#timeline", within=20)
    note(ticket, "Said afterwards.", by=ivan)
    shows(desk, "Said afterwards.", at="#timeline")
    assert desk.page.is_hidden("[data-live-lost]")
    # The browser itself says that the connection was lost.
    desk.complaints = [one for one in desk.complaints if "WebSocket" not in one]


def test_without_a_connection_it_looks_again_and_says_so(
    stack: Stack, ticket: Ticket, ivan: User, open_screen: OpenScreen
) -> None:
    desk = open_screen(STORY)
    desk.page.clock.install()
    signed_in_at(desk, "alena@desk.example", ticket.get_absolute_url())
    shows(desk, str(ticket.number), at="#ticket-head")
    live = psutil.Process(stack.pid("live"))
    live.suspend()
    try:
        note(ticket, "Said to the deaf.", by=ivan)
        # So long it may take the page to notice; its clock is turned on, and nobody has to wait.
        desk.page.clock.run_for("01:10")
        desk.page.wait_for_selector("[data-live-lost]:not([hidden])")
        shows(desk, "Said to the deaf.", at="#timeline", within=20)
        desk.picture("not-live")
    finally:
        live.resume()
    desk.page.wait_for_selector("[data-live-lost]", state="hidden", timeout=60_000)
    desk.complaints = [one for one in desk.complaints if "WebSocket" not in one]
