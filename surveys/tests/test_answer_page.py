import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone, translation
from django.utils.translation import gettext

from helpdesk.live.models import News
from helpdesk.record.models import Entry
from helpdesk.staff.models import User
from surveys.domain.invitation import digest_of
from surveys.domain.signs import stamp
from surveys.models import Invitation, KeptApart, Response
from tests.pages import Page
from tickets.domain.resolution import resolve
from tickets.enums import Outcome
from tickets.models import Ticket

pytestmark = pytest.mark.django_db

TOKEN = "a-token-nobody-can-guess"
URL = f"/s/{TOKEN}/"
SENT = {"score": "2", "solved": "no", "comment": "Voda byla\nstudená."}
LIMIT = 30 * 1024


@pytest.fixture(autouse=True)
def invitation(room_change: Ticket, alena: User) -> Invitation:
    resolution = resolve(room_change, outcome=Outcome.AS_ASKED, explanation="Moved.", by=alena)
    return Invitation.objects.create(
        resolution=resolution,
        language="cs",
        token_digest=digest_of(TOKEN),
        expires_at=timezone.now() + timedelta(days=14),
    )


class Reader(Client):
    """Somebody who opened the page a minute ago."""

    shown = ""

    def post(self, path: str, data: dict[str, str], **options: Any) -> Any:  # type: ignore[override]  # forms only
        return super().post(path, {"shown": self.shown} | data, **options)


@pytest.fixture
def customer(invitation: Invitation) -> Client:
    """On a phone set to English: the letter was in Czech, so the page is too."""
    reader = Reader(headers={"accept-language": "en"})
    reader.shown = stamp(invitation, score=None, now=timezone.now() - timedelta(minutes=1))
    return reader


def test_looking_records_nothing(customer: Client) -> None:
    before = Entry.objects.count()
    for query in ("", "?score=1", "?score=5&solved=yes", "?thanks"):
        assert customer.get(URL + query).status_code == 200
        assert customer.head(URL + query).status_code == 200
    assert not Response.objects.exists()
    assert Entry.objects.count() == before


def test_what_was_clicked_in_the_letter_is_chosen(customer: Client) -> None:
    assert Page(customer.get(f"{URL}?score=4")).filled_in("score")["score"] == "4"
    for nonsense in ("", "0", "6", "-1", "\x00", "four", "9" * 300, "Ω"):
        assert "score" not in Page(customer.get(URL, {"score": nonsense})).filled_in("score")


def test_answering(customer: Client, ivan: User, room_change: Ticket) -> None:
    answer = customer.post(URL, SENT)
    assert answer["Location"] == f"{URL}?thanks"
    response = Response.objects.get()
    assert (response.score, response.solved, response.comment) == (2, "no", "Voda byla\nstudená.")
    assert response.is_low
    entry = Entry.objects.about(room_change).get(verb="survey.answered")
    assert (entry.by, entry.who) == (None, "Jana Nováková")
    assert News.objects.get(recipient=ivan).url == room_change.get_absolute_url()
    with translation.override("cs"):
        assert gettext("Thank you. Your answer is kept.") in Page(customer.get(answer["Location"])).text


def test_thanks_are_for_answers(customer: Client) -> None:
    with translation.override("cs"):
        assert gettext("Thank you. Your answer is kept.") not in Page(customer.get(f"{URL}?thanks")).text


def test_an_answer_may_be_corrected(customer: Client, room_change: Ticket) -> None:
    customer.post(URL, SENT)
    came_back = Page(customer.get(URL)).filled_in("score")
    assert {name: came_back[name] for name in SENT} == SENT
    customer.post(URL, {"score": "5"})
    response = Response.objects.get()
    assert (response.score, response.comment, response.is_low) == (5, "", False)
    assert response.changed_at is not None
    assert Entry.objects.about(room_change).get(verb="survey.corrected").details["score"] == 5


def test_the_same_answer_posted_twice_is_one(customer: Client) -> None:
    for _ in range(2):
        assert customer.post(URL, SENT).status_code == 302
    assert Response.objects.count() == 1


def test_until_it_locks(customer: Client) -> None:
    customer.post(URL, SENT)
    Response.objects.update(locks_at=timezone.now())
    assert customer.get(URL).status_code == 200
    assert customer.post(URL, {"score": "5"}).status_code == 403
    assert Response.objects.get().score == 2


def test_an_expired_link_is_gone(customer: Client, invitation: Invitation) -> None:
    Invitation.objects.update(expires_at=timezone.now())
    for answer in (customer.get(URL), customer.post(URL, SENT)):
        assert answer.status_code == 410
    assert not Response.objects.exists()


@pytest.mark.parametrize(
    "token", [TOKEN[:-1], TOKEN + "x", TOKEN.upper(), "x", "%00", "9" * 3000, "Ω≈ç√", "'--"]
)
def test_an_altered_link_opens_nothing(customer: Client, token: str) -> None:
    for answer in (customer.get(f"/s/{token}/"), customer.post(f"/s/{token}/", SENT)):
        assert answer.status_code == 404
        assert "Jana" not in answer.content.decode()
    assert not Response.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"score": ""},
        {"score": "6"},
        {"score": "\x00"},
        {"solved": "perhaps"},
        {"comment": "x" * 4001},
        {"comment": "\x00"},
    ],
    ids=["nothing chosen", "six", "no number", "perhaps", "too long", "not a text"],
)
def test_what_was_typed_comes_back_with_the_mistake(customer: Client, wrong: dict[str, str]) -> None:
    sent = SENT | wrong
    page = Page(customer.post(URL, sent))
    assert page.status == 422
    assert page.all("div", role="alert")
    came_back = page.filled_in("comment")
    for name in SENT.keys() - wrong.keys():
        assert came_back[name] == sent[name]
    assert came_back["comment"] == sent["comment"]
    assert not Response.objects.exists()


@pytest.mark.parametrize("language", ["cs", "en", "pl"])
def test_the_page_speaks_the_customers_language(customer: Client, language: str) -> None:
    Invitation.objects.update(language=language)
    page = Page(customer.get(URL))
    assert page.all("html")[0]["lang"] == language
    with translation.override(language):
        assert gettext("How did we do?") in page.text


def test_the_page_is_small_and_stands_alone(customer: Client) -> None:
    for answer in (customer.get(URL), customer.post(URL, {"score": ""}), customer.get("/s/unknown/")):
        assert len(answer.content) < LIMIT
        page = Page(answer)
        assert not page.all("script")
        assert [link["href"] for link in page.all("link")] == ["data:,"]
        assert not [one for one in page.root.inside() if one["src"]]
        (style,) = page.all("style")
        assert f"'nonce-{style['nonce']}'" in answer["Content-Security-Policy"]
        assert not re.search(r"url\(|@import", style.text)
        # The address is the key: it travels to nobody else.
        assert answer["Referrer-Policy"] == "same-origin"
        assert "noindex" in answer["X-Robots-Tag"]
        assert "no-store" in answer["Cache-Control"]


def test_an_answer_needs_the_page_it_came_from() -> None:
    stranger = Client(enforce_csrf_checks=True)
    assert stranger.post(URL, SENT).status_code == 403
    filled = Page(stranger.get(URL)).filled_in("score") | SENT
    assert stranger.post(URL, filled).status_code == 302


def test_too_much_at_once_loses_nothing(customer: Client) -> None:
    for _ in range(20):
        assert customer.post(URL, SENT).status_code == 302
    answer = customer.post(URL, SENT | {"score": "5", "done_well": "no", "comment": "Much better."})
    page = Page(answer)
    assert (answer.status_code, answer["Retry-After"]) == (429, "600")
    came_back = page.filled_in("score")
    assert (came_back["score"], came_back["done_well"], came_back["comment"]) == ("5", "no", "Much better.")
    assert page.all("div", role="alert")
    assert len(answer.content) < LIMIT
    assert Response.objects.get().score == 2


def test_the_other_button_keeps_no_answer(customer: Client) -> None:
    page = Page(customer.get(URL))
    (leaving,) = page.all("form", action=f"{URL}leaving/")
    answer = customer.post(leaving["action"], {})
    assert answer["Location"] == f"{URL}?left"
    assert Page(customer.get(answer["Location"])).all("div", role="status")
    assert not Response.objects.exists()
    assert not KeptApart.objects.exists()
    for nowhere in (customer.get(leaving["action"]), customer.post("/s/unknown/leaving/", {})):
        assert nowhere.status_code in (404, 405)


def test_the_box_for_programs_says_what_it_is(customer: Client) -> None:
    Invitation.objects.update(language="en")
    page = Page(customer.get(URL))
    (box,) = page.all("input", type="checkbox", name="program")
    assert box.parent is not None
    assert "People leave this empty." in box.parent.text
    assert "checked" not in box.attrs
    customer.post(URL, SENT | {"program": "on"})
    assert KeptApart.objects.undecided().count() == 1
    assert not Response.objects.exists()


def test_a_score_and_nothing_else_is_thanked_for_and_found_again(
    customer: Client, invitation: Invitation
) -> None:
    shown = stamp(invitation, score=4, now=timezone.now() - timedelta(minutes=1))
    answer = customer.post(URL, {"score": "4", "shown": shown})
    assert Page(customer.get(answer["Location"])).all("div", role="status")
    assert KeptApart.objects.waiting().get().score == 4
    assert Page(customer.get(URL)).filled_in("score")["score"] == "4"


def test_what_a_program_answered_is_not_shown_to_the_customer(
    customer: Client, invitation: Invitation
) -> None:
    customer.post(URL, SENT | {"program": "on"})
    page = Page(customer.get(f"{URL}?score=5")).filled_in("score")
    assert (page["score"], page["comment"]) == ("5", "")
