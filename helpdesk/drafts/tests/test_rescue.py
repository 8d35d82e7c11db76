from uuid import UUID

import pytest
from django.test import Client

from helpdesk.drafts.keeping import LONGEST, discard, draft_or_none
from helpdesk.drafts.models import Draft
from helpdesk.drafts.tests.test_keeping import NOW
from helpdesk.staff.models import User
from tests.cast import PASSWORD
from tests.pages import Page, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.urls("helpdesk.drafts.tests.desk")]

WORDS = {"subject": "", "body": "Forty minutes at the desk", "kinds": "b", "password": "a secret"}


@pytest.fixture
def client(alena: User) -> Client:
    return signed_in(alena, enforce_csrf_checks=True)


@pytest.fixture
def sent(client: Client) -> dict[str, str]:
    """What the page of the form, opened while the session was good, will send."""
    return Page(client.get("/note/")).filled_in("subject") | WORDS


def session_ends(client: Client) -> None:
    """The session is over; the cookie of the CSRF token outlives it."""
    del client.cookies["sessionid"]


def key_of(sent: dict[str, str]) -> UUID:
    return UUID(sent["form_key"])


def test_a_session_that_is_over_costs_nothing(client: Client, sent: dict[str, str], alena: User) -> None:
    session_ends(client)
    answer = client.post("/note/", sent)
    key = key_of(sent)
    assert answer["Location"] == f"/accounts/login/?next=/note/%3Fdraft%3D{key}"
    draft = draft_or_none(key, alena)
    assert draft
    assert draft.data == {
        "subject": [""],
        "body": ["Forty minutes at the desk"],
        "take": ["on"],
        "kinds": ["b"],
        "form_key": [str(key)],
    }
    signing_in = Page(client.get(answer["Location"])).filled_in("login")
    answer = client.post(
        "/accounts/login/", signing_in | {"login": alena.email, "password": PASSWORD}, follow=True
    )
    assert answer.redirect_chain == [(f"/note/?draft={key}", 302)]
    assert Page(answer).filled_in("subject")["body"] == "Forty minutes at the desk"


def test_an_earlier_draft_of_the_page_is_brought_up_to_date(
    client: Client, sent: dict[str, str], alena: User
) -> None:
    autosaved = sent | {"draft_seq": "1", "body": "Forty"}
    assert client.post(f"/drafts/{key_of(sent)}/", autosaved).status_code == 204
    session_ends(client)
    client.post("/note/", sent)
    assert Draft.objects.get().data["body"] == ["Forty minutes at the desk"]


def test_somebody_else_who_signs_in_finds_nothing(client: Client, sent: dict[str, str], karel: User) -> None:
    session_ends(client)
    to_sign_in = client.post("/note/", sent)["Location"]
    assert "next=" in to_sign_in
    page = Page(signed_in(karel).get(f"/note/?draft={key_of(sent)}"))
    assert page.filled_in("subject")["body"] == ""


def test_a_form_posted_elsewhere_leads_back_to_its_page(client: Client, sent: dict[str, str]) -> None:
    session_ends(client)
    answer = client.post("/note/7/answer/", sent)
    assert answer["Location"] == f"/accounts/login/?next=/note/7/%3Fdraft%3D{key_of(sent)}"


def test_htmx_takes_the_whole_page_to_the_sign_in(client: Client, sent: dict[str, str]) -> None:
    session_ends(client)
    answer = client.post("/note/", sent, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert answer["HX-Redirect"].endswith(f"?next=/note/%3Fdraft%3D{key_of(sent)}")


def test_strangers_leave_nothing_behind(client: Client, sent: dict[str, str]) -> None:
    session_ends(client)
    for token in ("", "made up"):
        answer = client.post("/note/", sent | {"draft_token": token})
        assert answer["Location"] == "/accounts/login/?next=/note/"
    assert not Draft.objects.exists()


def test_what_was_sent_already_is_not_kept_again(client: Client, sent: dict[str, str], alena: User) -> None:
    discard(key_of(sent), owner=alena, now=NOW)
    session_ends(client)
    assert client.post("/note/", sent)["Location"] == "/accounts/login/?next=/note/"
    assert draft_or_none(key_of(sent), alena) is None


def test_too_much_is_said_to_be_too_much(client: Client, sent: dict[str, str]) -> None:
    session_ends(client)
    answer = client.post("/note/", sent | {"body": "x" * LONGEST})
    assert answer.status_code == 413
    assert "too long to be kept" in Page(answer).text
    assert not Draft.objects.exists()


def test_with_a_session_the_view_is_asked(client: Client, sent: dict[str, str]) -> None:
    assert client.post("/note/", sent).status_code == 422
    assert client.post("/note/", sent | {"subject": "Waiting"})["Location"] == "/note/saved/"
    assert client.get("/note/").status_code == 200
    assert client.post("/note/7/answer/", sent).content == b"Answered 7."


def signs_in_in_another_tab(client: Client, user: User) -> None:
    """Which makes the CSRF token of every page that was open before worthless."""
    client.get("/accounts/login/")
    client.force_login(user)
    client.cookies["csrftoken"] = "n" * 32


def test_signed_in_again_in_another_tab_the_form_is_kept(
    client: Client, sent: dict[str, str], alena: User
) -> None:
    signs_in_in_another_tab(client, alena)
    answer = client.post("/note/7/answer/", sent)
    assert answer.status_code == 403
    page = Page(answer)
    assert "What you typed is kept" in page.text
    (back,) = [link for link in page.all("a") if link.text == "Continue"]
    assert back["href"] == f"/note/7/?draft={key_of(sent)}"
    assert Page(client.get(back["href"])).filled_in("subject")["body"] == "Forty minutes at the desk"


def test_signed_in_as_somebody_else_it_is_kept_for_whom_it_belongs_to(
    client: Client, sent: dict[str, str], alena: User, karel: User
) -> None:
    User.objects.filter(pk=karel.pk).update(language="en")
    karel.refresh_from_db()
    signs_in_in_another_tab(client, karel)
    page = Page(client.post("/note/", sent))
    assert page.status == 403
    assert "Somebody else has signed in" in page.text
    assert not [link for link in page.all("a") if link.text == "Continue"]
    assert draft_or_none(key_of(sent), alena)
    assert draft_or_none(key_of(sent), karel) is None


def test_htmx_is_led_to_what_was_kept(client: Client, sent: dict[str, str], alena: User) -> None:
    signs_in_in_another_tab(client, alena)
    answer = client.post("/note/", sent, headers={"HX-Request": "true"})
    assert answer["HX-Redirect"] == f"/note/?draft={key_of(sent)}"


def test_without_a_draft_the_form_is_refused_as_ever(
    client: Client, sent: dict[str, str], alena: User
) -> None:
    signs_in_in_another_tab(client, alena)
    for address, form in [("/note/", sent | {"draft_token": ""}), ("/language/", sent), ("/nowhere/", sent)]:
        answer = client.post(address, form)
        assert answer.status_code == (403 if address != "/nowhere/" else 404)
        assert "What you typed is kept" not in Page(answer).text
    assert not Draft.objects.exists()
