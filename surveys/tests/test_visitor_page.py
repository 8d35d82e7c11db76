"""The visitor's page: a link for an account, nothing recorded by looking, nothing typed ever lost."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone, translation
from django.utils.translation import gettext
from PIL import Image
from pytest_django import Settings

from helpdesk.files.models import File, Leftover
from helpdesk.files.tests.made import picture
from helpdesk.record.models import Entry
from helpdesk.staff.models import Site, User
from surveys.domain.mystery_visit import Visitor, send_again, withdraw
from surveys.domain.visit_photos import MOST_PHOTOS
from surveys.domain.visiting import LOCKS_AFTER
from surveys.models import MysteryVisit, VisitPhoto
from surveys.tests.visits import TYPED, planned, published_checklist, submitted, token_of
from tests.pages import Page, signed_in

pytestmark = pytest.mark.django_db

LIMIT = 30 * 1024


@pytest.fixture(autouse=True)
def stored_here(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def visit(hotel: Site, ivan: User) -> MysteryVisit:
    return planned(published_checklist(hotel, by=ivan), by=ivan)


@pytest.fixture
def url(visit: MysteryVisit) -> str:
    return f"/v/{token_of(visit)}/"


@pytest.fixture
def visitor() -> Client:
    """On a phone set to Polish: her letter was in English, so the page is too."""
    return Client(headers={"accept-language": "pl"})


def filled_in(page: Page) -> dict[str, str]:
    return page.filled_in("remarks")


def sent(page: Page, **more: str) -> dict[str, str]:
    return filled_in(page) | TYPED | more


def photo(name: str = "desk.jpg", content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content or picture(), content_type="image/jpeg")


def test_looking_records_nothing(visitor: Client, url: str, visit: MysteryVisit) -> None:
    before = Entry.objects.count()
    for query in ("", "?kept=all", "?thanks", "?submit=yes&a-a0000001=no"):
        assert visitor.get(url + query).status_code == 200
        assert visitor.head(url + query).status_code == 200
    fresh = MysteryVisit.objects.get()
    assert (fresh.edition, fresh.answers, fresh.kept_at, fresh.submitted_at) == (1, {}, None, None)
    assert Entry.objects.count() == before


def test_the_page_has_the_checklist_and_nothing_else(
    visitor: Client, url: str, ivan: User, alena: User
) -> None:
    page = Page(visitor.get(url))
    for words in ("Hotel Vltava", "Welcome", "Did somebody greet you?", "How friendly were they?"):
        assert words in page.text
    # Of the room there is only Czech, and it says so.
    (room,) = page.all("h2", lang="cs")
    assert room.text == "Pokoj"
    for secret in (ivan.name, alena.name, "Rozálie"):
        assert secret not in page.text
    # No way from here into the desk.
    assert not page.all("a")
    assert not visitor.session.keys()
    assert visitor.get("/surveys/visits/").status_code == 302


def test_saved_as_one_goes(visitor: Client, url: str) -> None:
    first = sent(Page(visitor.get(url)), **{"a-a0000002": "", "a-b0000001": ""}, keep="aaaaaaaa")
    kept = visitor.post(url, first)
    assert kept["Location"] == f"{url}?kept=aaaaaaaa#kept"
    page = Page(visitor.get(kept["Location"]))
    (notice,) = page.all("div", id="kept")
    assert notice["role"] == "status"
    came_back = filled_in(page)
    assert (came_back["a-a0000001"], came_back["n-a0000001"]) == ("yes", "At once.")
    assert came_back["remarks"] == "A nice house."
    assert "a-a0000002" not in came_back
    visit = MysteryVisit.objects.get()
    assert (visit.submitted_at, visit.edition) == (None, 2)


def test_submitted_thanked_for_and_corrected(visitor: Client, url: str, visit: MysteryVisit) -> None:
    done = visitor.post(url, sent(Page(visitor.get(url)), submit="yes"))
    assert done["Location"] == f"{url}?thanks"
    page = Page(visitor.get(done["Location"]))
    assert "Thank you. Your visit is submitted." in page.text
    assert not page.all("button", lambda one: one["name"] == "keep")
    visit.refresh_from_db()
    assert visit.percent == 92
    # Whichever button: what was submitted is corrected as a whole.
    assert visitor.post(url, sent(page, **{"a-a0000001": "no"}, keep="all")).status_code == 302
    visit.refresh_from_db()
    assert visit.percent == 25
    verbs = Entry.objects.about(visit).values_list("verb", flat=True)
    assert list(verbs) == ["mystery_visit.planned", "mystery_visit.submitted", "mystery_visit.corrected"]


def test_what_is_missing_is_named_and_the_rest_is_kept(visitor: Client, url: str) -> None:
    page = Page(visitor.post(url, sent(Page(visitor.get(url)), **{"a-a0000002": ""}, submit="yes")))
    assert page.status == 422
    (alert,) = page.all("div", role="alert")
    assert "How friendly were they?" in alert.text
    assert "What you filled in is kept." in alert.text
    assert "say that it does not apply" in page.text
    assert filled_in(page)["n-a0000001"] == "At once."
    visit = MysteryVisit.objects.get()
    assert (visit.submitted_at, visit.answers["a0000001"]["note"]) == (None, "At once.")
    assert visitor.post(url, sent(page, submit="yes"))["Location"] == f"{url}?thanks"


@pytest.mark.parametrize(
    "wrong",
    [
        {"a-a0000001": "perhaps"},
        {"a-a0000002": "6"},
        {"a-b0000002": "x" * 4001},
        {"n-a0000001": "x" * 1001},
        {"remarks": "x" * 4001},
        {"remarks": "\x00"},
        {"edition": ""},
        {"edition": "Ω"},
    ],
)
def test_what_was_typed_comes_back_with_the_mistake(visitor: Client, url: str, wrong: dict[str, str]) -> None:
    page = Page(visitor.post(url, sent(Page(visitor.get(url)), **wrong, keep="all")))
    assert page.status == 422
    assert page.all("div", role="alert")
    came_back = filled_in(page)
    for name in TYPED.keys() - wrong.keys():
        assert came_back[name] == TYPED[name]
    assert came_back["remarks"] == wrong.get("remarks", TYPED["remarks"])
    assert came_back["edition"] == "1"
    assert MysteryVisit.objects.get().answers == {}


def test_two_windows_and_nothing_is_lost(visitor: Client, url: str) -> None:
    old = Page(visitor.get(url))
    assert visitor.post(url, sent(old, remarks="From the phone.", keep="all")).status_code == 302
    page = Page(visitor.post(url, sent(old, remarks="From the desk.", keep="all")))
    assert page.status == 409
    assert filled_in(page)["remarks"] == "From the desk."
    assert MysteryVisit.objects.get().remarks == "From the phone."
    assert visitor.post(url, sent(page, remarks="From the desk.", keep="all")).status_code == 302
    assert MysteryVisit.objects.get().remarks == "From the desk."


# When the link opens something, and when it does not --------------------------------------------------


@pytest.mark.parametrize("altered", ["cut", "longer", "upper", "x", "%00", "9" * 3000, "Ω≈ç√", "'--"])
def test_an_altered_link_opens_nothing(visitor: Client, url: str, altered: str) -> None:
    token = url.split("/")[2]
    altered = {"cut": token[:-1], "longer": f"{token}x", "upper": token.swapcase()}.get(altered, altered)
    for answer in (visitor.get(f"/v/{altered}/"), visitor.post(f"/v/{altered}/", TYPED)):
        assert answer.status_code == 404
        assert "Vltava" not in answer.content.decode()
    assert MysteryVisit.objects.get().answers == {}


def test_too_early(visitor: Client, url: str, visit: MysteryVisit) -> None:
    MysteryVisit.objects.update(begins_at=timezone.now() + timedelta(hours=1))
    page = Page(visitor.get(url))
    assert (page.status, page.all("form")) == (200, [])
    assert "It is too early" in page.text
    assert "greet" not in page.text
    assert visitor.post(url, TYPED | {"edition": "1", "keep": "all"}).status_code == 403
    assert MysteryVisit.objects.get().answers == {}


def test_expired(visitor: Client, url: str) -> None:
    MysteryVisit.objects.update(ends_at=timezone.now())
    for answer in (visitor.get(url), visitor.post(url, TYPED | {"edition": "1", "keep": "all"})):
        assert answer.status_code == 410
        assert "The time for this visit is over" in Page(answer).text
        assert "greet" not in Page(answer).text
    assert MysteryVisit.objects.get().answers == {}


def test_withdrawn(visitor: Client, url: str, visit: MysteryVisit, ivan: User) -> None:
    withdraw(visit, by=ivan, now=timezone.now())
    for answer in (visitor.get(url), visitor.post(url, TYPED | {"edition": "1", "keep": "all"})):
        assert answer.status_code == 410
        assert "The visit was called off" in Page(answer).text
    assert MysteryVisit.objects.get().answers == {}


def test_sent_again(visitor: Client, url: str, visit: MysteryVisit, ivan: User) -> None:
    visitor.post(url, sent(Page(visitor.get(url)), keep="all"))
    again = send_again(visit, by=ivan, now=timezone.now())
    assert visitor.get(url).status_code == visitor.post(url, TYPED).status_code == 404
    assert filled_in(Page(visitor.get(f"/v/{token_of(again)}/")))["remarks"] == "A nice house."


def test_locked(visitor: Client, url: str, visit: MysteryVisit) -> None:
    submitted(visit)
    MysteryVisit.objects.update(locks_at=timezone.now())
    page = Page(visitor.get(url))
    assert (page.status, page.all("form")) == (200, [])
    assert "It can no longer be changed." in page.text
    assert "A nice house." not in page.text
    assert visitor.post(url, TYPED | {"edition": "2", "submit": "yes"}).status_code == 403
    assert MysteryVisit.objects.get().percent == 92


def test_it_ends_while_somebody_writes(
    visitor: Client, url: str, visit: MysteryVisit, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = timezone.now()
    submitted(visit, now=now)
    page = Page(visitor.get(url))
    moments = iter([now + LOCKS_AFTER - timedelta(seconds=1)])
    monkeypatch.setattr("surveys.views.visitor.timezone.now", lambda: next(moments, now + LOCKS_AFTER))
    assert visitor.post(url, sent(page, remarks="Late.")).status_code == 403
    assert MysteryVisit.objects.get().remarks == "A nice house."


# Photos -----------------------------------------------------------------------------------------------


def test_photos_are_drawn_anew_and_shown_to_the_visitor(
    visitor: Client, url: str, visit: MysteryVisit, ivan: User
) -> None:
    place = Image.Exif()
    place[0x010E] = "Taken at home"
    content = picture(exif=place)
    assert b"Taken at home" in content
    kept = visitor.post(url, sent(Page(visitor.get(url)), keep="all") | {"photos": [photo(content=content)]})
    assert kept.status_code == 302
    file = VisitPhoto.objects.get(visit=visit).file
    assert (file.owner, file.attached_at is not None) == (ivan, True)
    shown = visitor.get(f"{url}photos/{file.pk}/thumbnail/")
    assert shown["Content-Type"].startswith("image/")
    # Nobody's any more until the visit is looked at: not even whoever planned it takes it from here.
    assert signed_in(ivan).get(f"/files/{file.pk}/").status_code == 404
    (image,) = Page(visitor.get(url)).all("img")
    assert image["src"] == f"{url}photos/{file.pk}/thumbnail/"
    submitted(visit)
    answer: Any = signed_in(ivan).get(f"/surveys/visits/{visit.pk}/photos/{file.pk}/")
    assert b"Taken at home" not in b"".join(answer.streaming_content)
    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"]


def test_what_is_no_photo_is_refused_and_nothing_is_lost(visitor: Client, url: str) -> None:
    files = [
        photo("list.txt", b"Towels\n"),
        photo(),
        photo("broken.jpg", picture()[:200]),
        photo("bill.pdf", b"%PDF-1.4"),
    ]
    page = Page(visitor.post(url, sent(Page(visitor.get(url)), submit="yes") | {"photos": files}))
    assert page.status == 422
    (alert,) = page.all("div", role="alert")
    for name in ("list.txt", "broken.jpg", "bill.pdf"):
        assert name in alert.text
    assert filled_in(page)["remarks"] == "A nice house."
    visit = MysteryVisit.objects.get()
    assert (visit.remarks, visit.submitted_at, visit.photos.count()) == ("A nice house.", None, 1)
    assert File.objects.count() == 1


def test_taken_out_again(visitor: Client, url: str, visit: MysteryVisit) -> None:
    visitor.post(url, sent(Page(visitor.get(url)), keep="all") | {"photos": [photo("a.jpg"), photo("b.jpg")]})
    first, second = VisitPhoto.objects.all()
    page = Page(visitor.get(url))
    gone = {"gone": [str(first.file_id), "nonsense", "\x00"]}
    assert visitor.post(url, sent(page, keep="all") | gone).status_code == 302
    assert VisitPhoto.objects.get() == second
    assert File.objects.count() == 1
    assert visitor.get(f"{url}photos/{first.file_id}/thumbnail/").status_code == 404


def test_of_another_visit_nothing_is_shown_or_taken_out(
    visitor: Client, url: str, visit: MysteryVisit, ivan: User
) -> None:
    visitor.post(url, sent(Page(visitor.get(url)), keep="all") | {"photos": [photo()]})
    theirs = VisitPhoto.objects.get()
    other = planned(visit.version.checklist, by=ivan)
    others = f"/v/{token_of(other)}/"
    assert visitor.get(f"{others}photos/{theirs.file_id}/thumbnail/").status_code == 404
    visitor.post(others, sent(Page(visitor.get(others)), keep="all") | {"gone": [str(theirs.file_id)]})
    assert VisitPhoto.objects.get() == theirs
    withdraw(visit, by=ivan, now=timezone.now())
    assert visitor.get(f"{url}photos/{theirs.file_id}/thumbnail/").status_code == 404


def test_so_many_and_no_more(visitor: Client, url: str) -> None:
    files = [photo(f"{n}.jpg") for n in range(MOST_PHOTOS + 1)]
    page = Page(visitor.post(url, sent(Page(visitor.get(url)), keep="all") | {"photos": files}))
    assert page.status == 422
    assert "A visit may have 10 photos." in page.text
    assert not page.all("input", type="file")
    assert VisitPhoto.objects.count() == File.objects.count() == MOST_PHOTOS
    assert not Leftover.objects.exists()


# The page itself --------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["cs", "en", "pl"])
def test_it_speaks_the_visitors_language(visitor: Client, url: str, language: str) -> None:
    MysteryVisit.objects.update(language=language)
    page = Page(visitor.get(url))
    assert page.all("html")[0]["lang"] == language
    with translation.override(language):
        assert gettext("What did you see?") in page.text
    assert ("Welcome" in page.text) == (language == "en")
    assert ("Přivítání" in page.text) == (language != "en")


def test_it_stands_alone_and_keeps_its_address(visitor: Client, url: str) -> None:
    for answer in (visitor.get(url), visitor.post(url, {}), visitor.get("/v/unknown/")):
        assert len(answer.content) < LIMIT
        page = Page(answer)
        assert not page.all("script")
        assert [link["href"] for link in page.all("link")] == ["data:,"]
        (style,) = page.all("style")
        assert f"'nonce-{style['nonce']}'" in answer["Content-Security-Policy"]
        assert not re.search(r"url\(|@import", style.text)
        assert answer["Referrer-Policy"] == "same-origin"
        assert "noindex" in answer["X-Robots-Tag"]
        assert "no-store" in answer["Cache-Control"]


def test_it_needs_the_page_it_came_from(url: str) -> None:
    stranger = Client(enforce_csrf_checks=True)
    assert stranger.post(url, TYPED | {"edition": "1", "keep": "all"}).status_code == 403
    assert stranger.post(url, sent(Page(stranger.get(url)), keep="all")).status_code == 302


def test_too_much_at_once_loses_nothing(visitor: Client, url: str, settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"mystery_visit": "2/10m/key"}
    for n in range(2):
        assert visitor.post(url, sent(Page(visitor.get(url)), remarks=f"{n}", keep="all")).status_code == 302
    answer: Any = visitor.post(url, sent(Page(visitor.get(url)), remarks="Much more.", keep="all"))
    assert (answer.status_code, answer["Retry-After"]) == (429, "600")
    assert filled_in(Page(answer))["remarks"] == "Much more."
    assert MysteryVisit.objects.get().remarks == "1"


def test_every_field_has_a_name(visitor: Client, url: str) -> None:
    page = Page(visitor.get(url))
    labelled = {one["for"] for one in page.all("label")}
    for tag in ("textarea", "input"):
        for one in page.all(tag, lambda field: field["type"] not in ("hidden", "radio", "checkbox")):
            assert one["id"] in labelled, one


def test_whatever_a_visitor_is_called(hotel: Site, ivan: User, visitor: Client) -> None:
    strange = Visitor("<script>", "x@visitors.example", "cs")
    visit = planned(published_checklist(hotel, by=ivan), by=ivan, visitor=strange)
    assert visitor.get(f"/v/{token_of(visit)}/").status_code == 200
    page = signed_in(ivan).get(f"/surveys/visits/{visit.pk}/").content.decode()
    assert "&lt;script&gt;" in page
