"""The customer's page on the smallest phone, in each language, with JavaScript and without."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone, translation
from playwright.sync_api import Browser, Page

from customers.domain.erasure import erase
from customers.enums import ErasureGround
from customers.models import Customer
from helpdesk.staff.models import Site, User
from surveys.domain.invitation import digest_of
from surveys.models import Invitation, KeptApart, Response
from surveys.tests.questionnaires import EVERY_SORT, ask
from tests.cast import log_case
from tests.journeys.screen import PICTURES
from tests.journeys.stack import Stack
from tickets.domain.resolution import resolve
from tickets.enums import Outcome

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

LANGUAGES = ("en", "cs", "pl")
LIMIT = 30 * 1024
WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# Of everything one can press or type into: how high and how wide, the label of a radio or a box included.
SIZES = """() => [...document.querySelectorAll("button, textarea, label:has(input)")]
    .filter((one) => one.getClientRects().length)
    .map((one) => one.getBoundingClientRect()).map((place) => Math.min(place.width, place.height))"""
CHOSEN = (("because", "waiting"), ("effort", "4"), ("recommend", "10"), ("own-breakfast", "late"))
# What has no name a screen reader could say.
NAMELESS = """() => [...document.querySelectorAll("input:not([type=hidden]),textarea,button,fieldset")]
    .filter((one) => !(one.labels?.length || one.textContent.trim() || one.querySelector("legend"))).length"""


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without"])
def page(browser: Browser, stack: Stack, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(
        java_script_enabled=request.param,
        locale="en-GB",
        base_url=stack.web,
        viewport={"width": 320, "height": 640},
        has_touch=True,
    )
    page = context.new_page()
    page.set_default_timeout(15_000)
    yield page
    context.close()


def asked(customer: Customer, *, by: User, language: str) -> tuple[Invitation, str]:
    """An invitation and its link. The stack has no letter to send for it."""
    resolution = resolve(
        log_case("room_change", by=by, customer=customer),
        outcome=Outcome.AS_ASKED,
        explanation="Moved.",
        by=by,
    )
    token = f"the-link-of-case-{resolution.ticket_id}"
    invitation = Invitation.objects.create(
        resolution=resolution,
        language=language,
        token_digest=digest_of(token),
        expires_at=timezone.now() + timedelta(days=14),
    )
    return invitation, f"/s/{token}/"


def test_a_first_view_is_one_small_request(page: Page, alena: User, jana: Customer) -> None:
    sizes: list[int] = []
    page.on("requestfinished", lambda request: sizes.append(request.sizes()["responseBodySize"]))
    for language in LANGUAGES:
        _, link = asked(jana, by=alena, language=language)
        sizes.clear()
        page.goto(f"{link}?score=4", wait_until="networkidle")
        assert len(sizes) == 1
        assert 0 < sizes[0] < LIMIT
        assert len(page.content().encode()) < LIMIT
        assert page.get_attribute("html", "lang") == language
        revealed = page.inner_text("body") + page.title()
        for secret in ("Nováková", "214", "305", "hot water", "Alena"):
            assert secret not in revealed


def test_it_fits_the_smallest_phone(page: Page, alena: User, jana: Customer) -> None:
    for language in LANGUAGES:
        _, link = asked(jana, by=alena, language=language)
        page.goto(link)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            page.screenshot(path=PICTURES / "survey" / f"{language}-{scheme}.png", full_page=True)
        assert page.evaluate(WIDE) <= 0
        assert min(page.evaluate(SIZES)) >= 44
        assert page.evaluate(NAMELESS) == 0


def test_every_sort_of_question_fits_it_too(
    page: Page, hotel: Site, alena: User, petra: User, jana: Customer
) -> None:
    questionnaire = ask(hotel, *EVERY_SORT, by=petra)
    for language in LANGUAGES:
        invitation, link = asked(jana, by=alena, language=language)
        Invitation.objects.filter(pk=invitation.pk).update(questionnaire=questionnaire)
        page.goto(f"{link}?score=5")
        assert not page.is_visible("[name=because]")
        page.check("[name=score][value='2']")
        for name, value in CHOSEN:
            page.check(f"[name={name}][value='{value}']")
        page.fill("[name=own-missed]", "Čaj.")
        page.screenshot(path=PICTURES / "survey" / f"{language}-every-sort.png", full_page=True)
        assert page.evaluate(WIDE) <= 0
        assert min(page.evaluate(SIZES)) >= 44
        assert page.evaluate(NAMELESS) == 0
        send_when_read(page)
        response = Response.objects.get(invitation=invitation)
        assert (response.because, response.effort, response.recommend) == (["waiting"], 4, 10)
        assert (response.chosen, response.words) == ({"breakfast": "late"}, {"missed": "Čaj."})


@pytest.mark.parametrize("language", LANGUAGES)
def test_answered_corrected_and_locked(page: Page, alena: User, jana: Customer, language: str) -> None:
    invitation, link = asked(jana, by=alena, language=language)
    page.goto(f"{link}?score=2")
    assert page.is_checked("[name=score][value='2']")
    page.check("[name=solved][value=partly]")
    page.check("[name=done_well][value=yes]")
    page.fill("[name=comment]", "Voda byla studená.")
    send_when_read(page)
    assert page.url.endswith("?thanks")
    response = Response.objects.get(invitation=invitation)
    assert (response.score, response.solved, response.done_well) == (2, "partly", "yes")

    page.goto(link)
    assert page.input_value("[name=comment]") == "Voda byla studená."
    # By keyboard alone: the arrow chooses, Enter sends.
    page.focus("[name=score][value='2']")
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    page.wait_for_timeout(2100)
    page.keyboard.press("Enter")
    page.wait_for_selector("[role=status]")
    response.refresh_from_db()
    assert (response.score, response.comment) == (5, "Voda byla studená.")
    assert response.changed_at is not None

    Response.objects.update(locks_at=timezone.now())
    answer = page.goto(link)
    assert answer is not None
    assert answer.status == 200
    assert not page.query_selector("form")
    with translation.override(language):
        assert translation.gettext("Thank you for your answer") in page.inner_text("h1")


def send_when_read(page: Page) -> None:
    page.wait_for_timeout(2100)
    page.click("button.primary")
    page.wait_for_selector("[role=status]")


def test_links_that_open_nothing(page: Page, alena: User, jana: Customer, stack: Stack) -> None:
    """Expired or tampered with: kind words, and nothing about the case."""
    for language in LANGUAGES:
        invitation, link = asked(jana, by=alena, language=language)
        page.goto(link)
        Invitation.objects.filter(pk=invitation.pk).update(expires_at=timezone.now())
        page.check("[name=score][value='5']")
        page.click("button.primary")
        with translation.override(language):
            assert page.inner_text("h1") == translation.gettext("This survey has ended")
        for altered, status in ((link, 410), (link[:-2] + "/", 404), (link.upper(), 404)):
            answer = page.goto(altered)
            assert answer is not None
            assert answer.status == status
            assert not page.query_selector("form")
            assert "Jana" not in page.content()
            assert page.evaluate(WIDE) <= 0
    assert not Response.objects.exists()


def test_the_link_of_somebody_who_was_erased(page: Page, alena: User, ivan: User, jana: Customer) -> None:
    links = [asked(jana, by=alena, language=language)[1] for language in LANGUAGES]
    erase(jana, by=ivan, because=ErasureGround.ASKED)
    for link, language in zip(links, LANGUAGES, strict=True):
        answer = page.goto(link)
        assert answer is not None
        assert answer.status == 410
        with translation.override(language):
            assert page.inner_text("h1") == translation.gettext("This survey has ended")


def test_the_box_and_the_other_button(page: Page, alena: User, jana: Customer) -> None:
    invitation, link = asked(jana, by=alena, language="en")
    page.goto(link)
    page.click("form:last-of-type button")
    page.wait_for_selector("[role=status]")
    page.check("[name=program]")
    page.check("[name=score][value='5']")
    send_when_read(page)
    kept = KeptApart.objects.undecided().get(invitation=invitation)
    assert kept.signs == ["ticked", "left"]
    assert not Response.objects.exists()
