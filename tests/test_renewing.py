"""What becomes of an open page that is brought up to date: the scripts alone, in a browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, sync_playwright

from helpdesk.embedded import chromium

pytestmark = pytest.mark.journey

STATIC = Path(__file__).resolve().parents[1] / "static"
SITE = "http://desk.test"
LIVE = '<div id="live" data-page="/page/" data-person="7"><div data-live-spoken></div></div>'
SCRIPTS = "".join(
    f'<script type="module" src="/static/js/{name}.js"></script>' for name in ("renew", "panels", "live")
)


class OpenPage:
    """A page in a browser, and what the server would send for it now."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._body = ""
        page.route(f"{SITE}/**", self._answer)

    def _answer(self, route: Route) -> None:
        path = route.request.url.removeprefix(SITE)
        if path.startswith("/static/"):
            route.fulfill(
                body=(STATIC / path.removeprefix("/static/")).read_text(), content_type="text/javascript"
            )
        else:
            html = f"<!doctype html><title>Desk</title>{SCRIPTS}{self._body}{LIVE}"
            route.fulfill(body=html, content_type="text/html; charset=utf-8")

    def show(self, body: str) -> None:
        self._body = body
        self.page.goto(f"{SITE}/page/")

    def becomes(self, body: str) -> None:
        """The server's page is another now, and there is news of it."""
        self._body = body
        self.page.evaluate(
            """() => new Promise((done) => {
              document.addEventListener("live:renewed", done, { once: true });
              document.dispatchEvent(new CustomEvent("live:wanted"));
            }).then(() => {})"""
        )

    def text(self, at: str) -> str:
        return " ".join(self.page.inner_text(at).split())

    def js(self, expression: str) -> object:
        return self.page.evaluate(expression)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium.find(), args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


@pytest.fixture
def opened(browser: Browser) -> Iterator[OpenPage]:
    page = browser.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield OpenPage(page)
    page.close()
    assert complaints == []


def rows(*numbers: int, words: Callable[[int], str] = str) -> str:
    listed = "".join(f'<li id="t{n}"><a href="/tickets/{n}/">{words(n)}</a></li>' for n in numbers)
    return f'<ul id="tickets" data-live>{listed}</ul>'


def test_rows_come_and_go_and_the_others_stay_the_same_elements(opened: OpenPage) -> None:
    opened.show(rows(1, 2, 3))
    opened.js("document.querySelectorAll('li').forEach((li) => { li.mine = li.id; })")
    opened.becomes(rows(4, 3, 1, words=lambda n: f"Ticket {n}"))
    assert opened.text("#tickets") == "Ticket 4 Ticket 3 Ticket 1"
    assert opened.js("[...document.querySelectorAll('li')].map((li) => li.mine ?? null)") == [
        None,
        "t3",
        "t1",
    ]


def test_the_focus_stays_on_its_row(opened: OpenPage) -> None:
    opened.show(rows(1, 2, 3))
    opened.page.focus("#t3 a")
    opened.becomes(rows(3, 2, words=lambda n: f"Ticket {n}"))
    assert opened.js("document.activeElement.getAttribute('href')") == "/tickets/3/"


def form(value: str, hint: str) -> str:
    return (
        f'<section id="side" data-live><p>{hint}</p><form><input name="name" value="{value}">'
        f'<input type="hidden" name="csrfmiddlewaretoken" value="{hint}"></form></section>'
    )


def test_what_is_typed_stays_and_everything_round_it_is_renewed(opened: OpenPage) -> None:
    opened.show(form("Jana", "one"))
    opened.page.fill("input[name=name]", "Jana B")
    opened.becomes(form("Jana Nováková", "two"))
    assert opened.page.input_value("input[name=name]") == "Jana B"
    assert opened.text("#side p") == "two"


def test_a_field_nobody_has_touched_follows(opened: OpenPage) -> None:
    opened.show(form("Jana", "one"))
    opened.becomes(form("Jana Nováková", "two"))
    assert opened.page.input_value("input[name=name]") == "Jana Nováková"


def choice(*options: str, chosen: str) -> str:
    listed = "".join(f"<option{' selected' if one == chosen else ''}>{one}</option>" for one in options)
    return (
        f'<section id="side" data-live><select name="team">{listed}</select><p>{len(options)}</p></section>'
    )


def test_a_field_with_the_focus_waits_until_it_is_left(opened: OpenPage) -> None:
    opened.show(choice("Desk", chosen="Desk"))
    opened.page.focus("select")
    opened.becomes(choice("Desk", "Bar", chosen="Desk"))
    assert (opened.page.locator("option").count(), opened.text("#side p")) == (1, "2")
    opened.page.evaluate("document.activeElement.blur()")
    opened.page.wait_for_function("document.querySelectorAll('option').length === 2")


def test_what_was_opened_stays_open(opened: OpenPage) -> None:
    told = '<section id="side" data-live><details id="d"><summary>Record</summary>{}</details></section>'
    opened.show(told.format("<p>One entry</p>"))
    opened.page.click("summary")
    opened.becomes(told.format("two entries as text"))
    assert "two entries as text" in opened.text("#d")
    assert opened.page.get_attribute("#d", "open") is not None


def test_ticked_rows_stay_ticked_and_do_not_hold_anything_up(opened: OpenPage) -> None:
    def ticks(number: str) -> str:
        box = '<input type="checkbox" form="bulk" name="ticket" value="1">'
        return f'<form id="bulk"></form><ul id="tickets" data-live><li id="t1">{box}Ticket {number}</li></ul>'

    opened.show(ticks("1"))
    opened.page.check("input[type=checkbox]")
    opened.becomes(ticks("one"))
    assert opened.text("#tickets") == "Ticket one"
    assert opened.page.is_checked("input[type=checkbox]")


def story(*numbers: int) -> str:
    listed = "".join(f'<li id="message-{n}" data-live-says><p>Said {n}</p></li>' for n in numbers)
    return f'<ol id="timeline" data-live data-live-grows>{listed}</ol>'


def test_a_story_grows_at_its_end_and_loses_nothing_at_its_beginning(opened: OpenPage) -> None:
    opened.show(story(3, 4, 5))
    opened.js("document.querySelector('ol').insertAdjacentHTML('afterbegin', '<li><p>Said 2</p></li>')")
    opened.becomes(story(5, 6))
    assert opened.text("#timeline") == "Said 2 Said 3 Said 4 Said 5 Said 6"
    assert opened.text("[data-live-spoken]") == "Said 6"


def test_what_scripts_have_made_of_a_page_stays(opened: OpenPage) -> None:
    told = (
        '<section id="side" data-live><div class="later">Loading</div><p>{}</p>'
        '<ul id="presence" data-live-keep>{}</ul></section>'
    )
    opened.show(told.format("one", ""))
    opened.js("document.querySelector('.later').outerHTML = '<div id=\"policies\">Policies</div>'")
    opened.js("document.getElementById('presence').innerHTML = '<li>Karel</li>'")
    opened.becomes(told.format("two", "<li>nobody</li>"))
    assert opened.text("#side") == "Policies two Karel"


def test_what_htmx_has_put_there_is_found_by_its_id(opened: OpenPage) -> None:
    told = '<section id="side" data-live><div id="status">{}</div></section>'
    opened.show(told.format("Open"))
    opened.js("document.getElementById('status').outerHTML = '<div id=\"status\">Pending</div>'")
    opened.becomes(told.format("Resolved"))
    assert opened.text("#side") == "Resolved"


def test_a_part_that_cannot_be_compared_any_more_is_replaced_whole(opened: OpenPage) -> None:
    told = '<section id="side" data-live><div><p>{}</p></div></section>'
    opened.show(told.format("Open"))
    opened.js("document.querySelector('#side div').outerHTML = '<i>Something else</i>'")
    opened.becomes(told.format("Resolved"))
    assert opened.text("#side") == "Resolved"
    opened.becomes(told.format("Closed"))
    assert opened.text("#side") == "Closed"


def test_attributes_follow_and_those_of_scripts_stay(opened: OpenPage) -> None:
    opened.show(
        '<section id="side" data-live><a id="bell" class="quiet" title="None" href="/">Bell</a></section>'
    )
    opened.js("document.getElementById('bell').setAttribute('aria-controls', 'x')")
    opened.becomes('<section id="side" data-live><a id="bell" class="loud" href="/"><b>3</b></a></section>')
    shown = opened.page.locator("#bell")
    assert [shown.get_attribute(name) for name in ("class", "title")] == ["loud", None]
    assert opened.text("#bell") == "3"
