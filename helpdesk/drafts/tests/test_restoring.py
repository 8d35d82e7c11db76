from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from helpdesk.drafts.keeping import discard, draft_or_none, keep
from helpdesk.drafts.restoring import fill, newest
from helpdesk.drafts.templatetags.drafts import when_kept
from helpdesk.drafts.tests.desk import NoteForm
from helpdesk.drafts.tests.test_keeping import KEY, NOW
from helpdesk.drafts.tokens import read_token
from helpdesk.staff.models import User
from tests.pages import Page, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.urls("helpdesk.drafts.tests.desk")]

TYPED = {
    "subject": ["No hot water"],
    "body": ["\nIn 214.\n"],
    "kinds": ["a", "c"],
    "form_key": [str(KEY)],
}


@pytest.fixture
def client(alena: User) -> Client:
    return signed_in(alena)


@pytest.fixture
def draft(alena: User) -> None:
    keep(KEY, owner=alena, about="note", data=TYPED, label="No hot water", now=timezone.now())


def test_the_form_is_as_it_was_left(client: Client, draft: None) -> None:
    page = Page(client.get(f"/note/?draft={KEY}"))
    sent = page.filled_in("subject")
    token = read_token(sent.pop("draft_token"))
    assert token
    assert (token.uuid, token.about) == (KEY, "note")
    del sent["csrfmiddlewaretoken"]
    # The box that was not ticked stays empty, though it begins ticked.
    assert sent == {
        "subject": "No hot water",
        "body": "\nIn 214.\n",
        "kinds": "c",
        "password": "",
        "form_key": str(KEY),
    }
    assert [one["value"] for one in page.all("option") if "selected" in one.attrs] == ["a", "c"]
    assert not page.all("ul", lambda one: "errorlist" in one["class"])


def test_a_field_that_was_not_in_the_page_keeps_its_beginning(draft: None, alena: User) -> None:
    form = NoteForm()
    found = draft_or_none(KEY, alena)
    assert found
    fill(form, typed=found.typed)
    assert form["nights"].value() == 3
    assert form["take"].value() is False
    assert form["kinds"].value() == ["a", "c"]
    assert not form.is_bound


def test_fields_with_a_prefix_are_found(alena: User) -> None:
    keep(KEY, owner=alena, about="note", data={"details-subject": ["Boots"], "subject": ["No"]}, now=NOW)
    form = NoteForm(prefix="details")
    found = draft_or_none(KEY, alena)
    assert found
    fill(form, typed=found.typed)
    assert form["subject"].value() == "Boots"


def test_sent_from_there_the_draft_is_gone(client: Client, draft: None, alena: User) -> None:
    sent = Page(client.get(f"/note/?draft={KEY}")).filled_in("subject")
    assert client.post("/note/", sent).status_code == 302
    assert draft_or_none(KEY, alena) is None
    assert "You have not finished" not in Page(client.get("/note/")).text


GONE = "That draft is not here any more"


def test_what_is_not_there_any_more_is_said(client: Client, draft: None, alena: User) -> None:
    discard(KEY, owner=alena, now=NOW)
    for asked in (str(KEY), str(uuid4()), "nonsense", "x\0"):
        page = Page(client.get("/note/", {"draft": asked}))
        assert GONE in page.text
        assert page.filled_in("subject")["subject"] == ""
    assert GONE not in Page(client.get("/note/")).text


def test_nobody_opens_somebody_elses_draft(draft: None, petra: User) -> None:
    page = Page(signed_in(petra).get(f"/note/?draft={KEY}"))
    assert page.filled_in("subject")["subject"] == ""
    assert GONE in page.text
    assert "No hot water" not in page.text


def test_a_draft_fills_no_other_form(client: Client, alena: User) -> None:
    keep(KEY, owner=alena, about="ticket", data=TYPED, now=NOW)
    assert Page(client.get(f"/note/?draft={KEY}")).filled_in("subject")["subject"] == ""


def test_the_newest_three_are_offered(client: Client, alena: User, karel: User) -> None:
    now = timezone.now()
    for number in range(5):
        at = now - timedelta(minutes=number)
        keep(uuid4(), owner=alena, about="note", data={}, label=f"Case {number}", now=at)
    keep(uuid4(), owner=karel, about="note", data={}, label="Of Karel", now=now)
    page = Page(client.get("/note/"))
    offered = [one for one in page.all("a") if one.text == "Continue"]
    assert [one["href"] for one in offered] == [f"/note/?draft={one.pk}" for one in newest(alena, "note")]
    assert len(offered) == 3
    for said, there in [("Case 0", True), ("Case 2", True), ("Case 3", False), ("Of Karel", False)]:
        assert (said in page.text) is there


@pytest.mark.parametrize("number", [1, 20])
def test_offers_cost_one_query_and_leave_the_texts_where_they_are(
    number: int, alena: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(number):
        keep(uuid4(), owner=alena, about="note", data={"body": ["x" * 1000]}, label="x", now=NOW)
    with django_assert_num_queries(1) as queries:
        assert {draft.label for draft in newest(alena, "note")} == {"x"}
    assert '"data"' not in queries.captured_queries[0]["sql"]


def test_a_draft_without_words_can_be_continued_too(client: Client, alena: User) -> None:
    keep(KEY, owner=alena, about="note", data={}, now=NOW)
    assert "Not much written yet" in Page(client.get("/note/")).text


def test_it_says_when(client: Client) -> None:
    with timezone.override("Europe/Prague"):
        now = timezone.localtime().replace(hour=14, minute=2)
        assert when_kept(now) == "14:02"
        yesterday = when_kept(now - timedelta(days=1))
        assert yesterday.endswith(" 14:02")
        assert yesterday != "14:02"


def test_discarding_asks_once_and_names_it(client: Client, draft: None, alena: User) -> None:
    page = Page(client.get("/note/"))
    assert "Discard “No hot water” for good?" in page.text
    answer = client.post(f"/drafts/{KEY}/removal/", page.filled_in("page"))
    assert (answer.status_code, answer["Location"]) == (302, "/note/")
    assert draft_or_none(KEY, alena) is None


def test_discarding_twice_is_no_mistake(client: Client, draft: None) -> None:
    for _ in range(2):
        assert client.post(f"/drafts/{KEY}/removal/", {"page": "/note/"}).status_code == 302


def test_htmx_gets_what_is_still_on_offer(client: Client, draft: None, alena: User) -> None:
    keep(uuid4(), owner=alena, about="note", data={}, label="Another", now=NOW)
    headers = {"HX-Request": "true"}
    answer = client.post(f"/drafts/{KEY}/removal/", {"page": "/note/"}, headers=headers)
    page = Page(answer)
    assert answer.status_code == 200
    assert "The draft is discarded." in page.text
    assert "Another" in page.text
    assert "No hot water" not in page.text
    assert page.filled_in("page")["page"] == "/note/"
    (focused,) = page.all("p", lambda one: "autofocus" in one.attrs)
    assert focused["tabindex"] == "-1"


@pytest.mark.parametrize("page", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""])
def test_discarding_leads_nowhere_else(client: Client, draft: None, page: str) -> None:
    assert client.post(f"/drafts/{KEY}/removal/", {"page": page})["Location"] == "/"


def test_nobody_discards_somebody_elses(draft: None, alena: User, petra: User) -> None:
    assert signed_in(petra).post(f"/drafts/{KEY}/removal/", {"page": "/note/"}).status_code == 404
    assert draft_or_none(KEY, alena)
