"""Writing to a customer in a browser: ready words, files, and a customer put right on the way."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import FilePayload

from customers.models import Customer
from helpdesk.files.tests.made import PDF, picture
from helpdesk.policies.domain.canned_reply import save_reply
from helpdesk.policies.models import CannedReply
from helpdesk.staff.models import Team, User
from tests.cast import PASSWORD, log_case
from tests.journeys.conftest import OpenScreen
from tests.journeys.screen import Screen
from tests.journeys.stack import Stack, until
from tickets.models import Message, Ticket

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

STORY = "composer"
READY = {
    "cs": "Dobrý den, {customer},\nváš nový pokoj je připraven.\n\n{signature}",
    "en": "Dear {customer},\nyour new room is ready.\n\n{signature}",
}
FILLED = "Dobrý den, Jana Nováková,\nváš nový pokoj je připraven.\n\nAlena Dvořáková\nHotel Vltava"


@pytest.fixture
def ready(front_desk: Team, alena: User) -> None:
    for name, shortcut in (("Room is ready", "ready"), ("Room is not ready yet", "not-ready")):
        save_reply(CannedReply(name=name, shortcut=shortcut, team=front_desk), texts=READY, by=alena)


@pytest.fixture
def ticket(guest: Customer, alena: User) -> Ticket:
    return log_case("room_change", by=alena, customer=guest)


def signed_in_at(desk: Screen, path: str) -> Screen:
    desk.sign_in("alena@desk.example", PASSWORD)
    desk.go(path)
    return desk


def attach(desk: Screen, name: str, content: bytes) -> None:
    """Choose a file, and wait until it has been taken in."""
    file: FilePayload = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    desk.page.set_input_files("input[type=file][name=uploads]", [file])
    desk.page.wait_for_selector("[data-file]")


def typed(desk: Screen) -> str:
    return desk.page.input_value("textarea[name=body]")


@pytest.mark.usefixtures("ready")
def test_ready_words_and_a_file_reach_the_customer(
    stack: Stack, guest: Customer, ticket: Ticket, open_screen: OpenScreen
) -> None:
    desk = signed_in_at(open_screen(STORY), ticket.get_absolute_url())
    page, keys = desk.page, desk.page.keyboard
    keys.press("m")
    keys.type(";")
    page.wait_for_selector("#offers [role=option]")
    desk.pictures_everywhere("canned")
    page.set_viewport_size({"width": 1440, "height": 900})
    keys.type("rea")
    first = page.locator("#offers [role=option] b").first
    until(lambda: first.inner_text() == "Room is ready", within=5, what="the narrower list")
    keys.press("Enter")
    assert typed(desk) == FILLED
    assert page.is_hidden("#offers")
    attach(desk, "Účet.pdf", PDF)
    desk.pictures_everywhere("filled")
    page.set_viewport_size({"width": 1440, "height": 900})
    page.focus("textarea[name=body]")
    keys.press("Control+Enter")
    page.wait_for_selector(".timeline .bubble")
    (letter,) = until(lambda: stack.replies(ticket, to=guest.email), what="the reply")
    assert letter["text"].rstrip() == FILLED.replace("\n\nAlena", "\n\n-- \nAlena")
    assert letter["enclosed"] == ["Účet.pdf"]
    assert page.inner_text(".timeline .attached .name") == "Účet.pdf"
    desk.pictures_everywhere("said")


@pytest.mark.usefixtures("ready")
def test_whoever_knows_the_shortcut_need_not_wait_for_the_list(
    ticket: Ticket, open_screen: OpenScreen
) -> None:
    desk = signed_in_at(open_screen(STORY), ticket.get_absolute_url())
    page, keys = desk.page, desk.page.keyboard
    keys.press("m")
    keys.type(";ready")
    keys.press("Enter")
    until(lambda: typed(desk) == FILLED, within=5, what="the words")
    page.fill("textarea[name=body]", "")
    # What only looks like one is text.
    keys.type("Well ;)")
    keys.press("Enter")
    keys.type("Alena")
    until(lambda: typed(desk) == "Well ;)\nAlena", within=5, what="the words as typed")


def test_a_picture_is_pasted(ticket: Ticket, open_screen: OpenScreen) -> None:
    desk = signed_in_at(open_screen(STORY), ticket.get_absolute_url())
    page, keys = desk.page, desk.page.keyboard
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate(
        """async (bytes) => {
          const picture = new Blob([new Uint8Array(bytes)], { type: "image/png" });
          await navigator.clipboard.write([new ClipboardItem({ "image/png": picture })]);
        }""",
        list(picture("PNG", size=(320, 200))),
    )
    page.check("input[name=type][value=note]", force=True)
    keys.press("m")
    keys.type("As she sent it.")
    keys.press("Control+v")
    page.wait_for_selector("[data-file] img")
    desk.picture("pasted")
    keys.press("Control+Enter")
    page.wait_for_selector(".timeline .attached img")
    message = Message.objects.get()
    attached = message.attachments.select_related("file").get()
    assert (message.body, attached.file.content_type) == ("As she sent it.", "image/png")
    desk.picture("pasted-said", full=True)


def test_a_customer_is_put_right_without_leaving_the_page(guest: Customer, open_screen: OpenScreen) -> None:
    desk = signed_in_at(open_screen(STORY), "/tickets/new/")
    page, keys = desk.page, desk.page.keyboard
    keys.press("c")
    keys.type("novakova")
    page.wait_for_selector("#customer-list [role=option]")
    keys.press("Enter")
    page.fill("[name=subject]", "Forty minutes at the desk")
    page.select_option("[name=details-about]", "waiting")
    page.select_option("[name=details-cause]", "waiting")
    page.fill("[name=what_happened]", "Three people before her.")
    attach(desk, "photo.jpg", picture())
    page.click("[data-opens-editor]")
    page.wait_for_selector("#customer-editor[open] [name=name]")
    desk.pictures_everywhere("editor")
    page.set_viewport_size({"width": 1440, "height": 900})
    page.fill("#customer-editor [name=name]", "")
    keys.press("Enter")
    page.wait_for_selector("#customer-editor .is-invalid")
    desk.complaints = [one for one in desk.complaints if "422" not in one]
    page.fill("#customer-editor [name=name]", "Jana Benešová")
    keys.press("Enter")
    page.wait_for_selector("#customer-editor[open]", state="detached")
    until(lambda: "Benešová" in page.inner_text("#customer-chosen"), within=5, what="the new name")
    assert page.input_value("[name=subject]") == "Forty minutes at the desk"
    assert page.input_value("[name=details-about]") == "waiting"
    desk.picture("put-right", full=True)
    page.focus("[name=what_happened]")
    keys.press("Control+Enter")
    page.wait_for_url(re.compile(r"/tickets/\d+/$"))
    saved = Ticket.objects.select_related("customer").get()
    assert (saved.customer, str(saved.customer)) == (guest, "Jana Benešová")
    assert (saved.what_happened, saved.attachments.count()) == ("Three people before her.", 1)


def test_a_reply_is_taken_back_and_a_colleague_called(
    stack: Stack, guest: Customer, ivan: User, ticket: Ticket, open_screen: OpenScreen
) -> None:
    desk = signed_in_at(open_screen(STORY), ticket.get_absolute_url())
    page, keys = desk.page, desk.page.keyboard
    keys.press("m")
    keys.type("Your room is 305.")
    keys.press("Control+Enter")
    page.wait_for_selector(".undo button")
    desk.picture("can-be-undone", full=True)
    page.focus("#main")
    keys.press("z")
    page.wait_for_url(re.compile(r"draft="))
    assert typed(desk) == "Your room is 305."
    assert not page.is_visible(".timeline .bubble")
    page.check("input[name=type][value=note]", force=True)
    page.fill("textarea[name=body]", "")
    page.focus("textarea[name=body]")
    keys.type("Is 305 free? @iva")
    page.wait_for_selector("#offers [role=option]")
    keys.press("Enter")
    assert typed(desk) == f"Is 305 free? @{ivan.name} "
    keys.press("Control+Enter")
    page.wait_for_selector(".bubble.note")
    assert list(Message.objects.get().mentioned.all()) == [ivan]
    assert not any("Your room is 305." in letter["text"] for letter in stack.letters(to=guest.email))


def test_what_is_typed_outlives_the_page(ticket: Ticket, open_screen: OpenScreen) -> None:
    desk = signed_in_at(open_screen(STORY), ticket.get_absolute_url())
    page, keys = desk.page, desk.page.keyboard
    keys.press("m")
    keys.type("I am looking into it.")
    kept = page.locator("#composer [data-draft-shown]")
    until(kept.inner_text, within=10, what="the draft")
    desk.go(ticket.get_absolute_url())
    page.click("#drafts a:has-text('Continue')")
    page.wait_for_url(re.compile(r"draft="))
    assert typed(desk) == "I am looking into it."
    desk.picture("continued", full=True)
