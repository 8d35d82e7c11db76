from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core import signing
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from helpdesk.drafts import tokens
from helpdesk.drafts.keeping import LONGEST, discard, draft_or_none
from helpdesk.drafts.models import Draft
from helpdesk.drafts.tests.test_keeping import KEY, NOW, kept
from helpdesk.drafts.tokens import read_token, token_for
from helpdesk.staff.models import User
from tests.pages import signed_in

pytestmark = pytest.mark.django_db


def autosave(client: Client, token: str, *, key: UUID = KEY, seq: str = "5", body: str = "Cold") -> Any:
    sent = {"draft_token": token, "draft_seq": seq, "csrfmiddlewaretoken": "x", "body": body}
    return client.post(f"/drafts/{key}/", sent)


@pytest.fixture
def token(alena: User) -> str:
    return token_for(KEY, alena, "ticket")


def test_what_alena_types_is_kept(alena: User, token: str) -> None:
    answer = autosave(signed_in(alena), token)
    assert (answer.status_code, answer.content) == (204, b"")
    draft = Draft.objects.get()
    assert (draft.key, draft.owner, draft.about, draft.seq) == (KEY, alena, "ticket", 5)
    assert (draft.data, draft.label) == ({"body": ["Cold"]}, "Cold")


def test_it_costs_little(alena: User, token: str, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    client = signed_in(alena)
    autosave(client, token)
    # The session, the person, their sites, and the row read and written between two savepoints.
    with django_assert_num_queries(7):
        autosave(client, token, seq="6")


def test_the_page_says_which_words_name_it(alena: User) -> None:
    token = token_for(KEY, alena, "ticket", label="what_happened body")
    autosave(signed_in(alena), token, body="Cold water")
    assert Draft.objects.get().label == "Cold water"


def test_signed_out_it_is_kept_and_says_so(alena: User, token: str) -> None:
    answer = autosave(Client(), token)
    assert (answer.status_code, answer["X-Signed-Out"]) == (403, "1")
    assert Draft.objects.get().owner == alena
    assert autosave(Client(), token, seq="6", body="Still cold").status_code == 403
    assert Draft.objects.get().label == "Still cold"


def test_what_was_typed_into_alenas_page_is_hers_whoever_signed_in_beside_it(
    alena: User, karel: User, token: str
) -> None:
    answer = autosave(signed_in(karel), token)
    assert (answer.status_code, answer["X-Signed-Out"]) == (403, "1")
    assert draft_or_none(KEY, alena)
    assert not Draft.objects.visible_to(karel).exists()


def test_without_a_token_of_ours_nothing_is_kept(alena: User, token: str) -> None:
    forged = signing.dumps({"key": str(KEY), "owner": alena.pk, "about": "ticket", "label": ""}, salt="other")
    for wrong in ("", "x", f"{token}x", forged):
        for client in (Client(), signed_in(alena)):
            answer = autosave(client, wrong)
            assert (answer.status_code, answer.has_header("X-Signed-Out")) == (403, False)
    assert not Draft.objects.exists()


def test_the_key_alone_opens_nothing(alena: User, karel: User) -> None:
    kept(alena)
    other_key = token_for(uuid4(), karel, "ticket")
    same_key = token_for(KEY, karel, "ticket")
    for token in (other_key, same_key):
        assert autosave(signed_in(karel), token).status_code == 403
    assert Draft.objects.get().data == {"subject": ["Cold"]}


def test_a_token_is_for_one_form(alena: User, token: str) -> None:
    assert autosave(signed_in(alena), token, key=uuid4()).status_code == 403
    assert not Draft.objects.exists()


def test_a_token_is_good_for_as_long_as_a_draft(token: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_token(token)
    monkeypatch.setattr(tokens, "KEPT_FOR", timedelta(seconds=-1))
    assert read_token(token) is None


def test_who_does_not_work_here_any_more_keeps_nothing(alena: User, token: str) -> None:
    User.objects.filter(pk=alena.pk).update(is_active=False)
    assert autosave(Client(), token).status_code == 403
    assert not Draft.objects.exists()


def test_a_late_save_learns_what_was_here_before(alena: User, token: str) -> None:
    kept(alena, seq=9)
    answer = autosave(signed_in(alena), token, seq="8")
    assert (answer.status_code, answer["X-Draft-Seq"]) == (409, "9")
    assert Draft.objects.get().label == "Cold"


def test_after_it_was_sent_nothing_is_kept(alena: User, token: str) -> None:
    discard(KEY, owner=alena, now=NOW)
    assert autosave(signed_in(alena), token).status_code == 410
    assert autosave(Client(), token).status_code == 410


def test_too_much_is_refused(alena: User, token: str) -> None:
    kept(alena)
    assert autosave(signed_in(alena), token, body="x" * LONGEST).status_code == 413
    assert Draft.objects.get().data == {"subject": ["Cold"]}


@pytest.mark.parametrize("seq", ["", "0", "-1", "1.5", "x", "٣", "9007199254740992", "9" * 400])
def test_a_save_without_a_number_is_no_save(alena: User, token: str, seq: str) -> None:
    assert autosave(signed_in(alena), token, seq=seq).status_code == 400
    assert not Draft.objects.exists()


def test_nul_does_not_harm(alena: User, token: str) -> None:
    assert autosave(signed_in(alena), token, body="Co\0ld").status_code == 204
    assert Draft.objects.get().data == {"body": ["Cold"]}


def test_no_page_of_another_site_can_save(alena: User, token: str) -> None:
    for client in (signed_in(alena, enforce_csrf_checks=True), Client(enforce_csrf_checks=True)):
        answer = autosave(client, token)
        assert (answer.status_code, answer.has_header("X-Signed-Out")) == (403, False)
    assert not Draft.objects.exists()


def test_the_cookie_itself_will_do_as_csrf_token(alena: User, token: str) -> None:
    """Which is what the script sends: somebody may have signed in in another tab meanwhile."""
    client = Client(enforce_csrf_checks=True)
    client.get("/accounts/login/")
    sent = {"draft_token": token, "draft_seq": "1", "csrfmiddlewaretoken": client.cookies["csrftoken"].value}
    assert client.post(f"/drafts/{KEY}/", sent)["X-Signed-Out"] == "1"
    assert draft_or_none(KEY, alena)


def test_a_draft_is_never_shown_as_data(alena: User) -> None:
    kept(alena)
    assert signed_in(alena).get(f"/drafts/{KEY}/").status_code == 405
    assert signed_in(alena).get(f"/drafts/{KEY}/removal/").status_code == 405
