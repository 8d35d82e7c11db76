from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from helpdesk.policies.domain.draft import save_draft, start_draft
from helpdesk.policies.domain.in_force import today_at
from helpdesk.policies.models import Policy, PolicyVersion
from helpdesk.policies.tests.conftest import NOW, MakeDraft
from helpdesk.record.models import Entry
from helpdesk.staff.models import Site, User
from tests.pages import Page, signed_in

pytestmark = pytest.mark.django_db

TEXT = {"title": "Return window", "body": "Thirty days.", "valid_from": "2020-03-01", "valid_until": ""}


def form(**changed: Any) -> dict[str, Any]:
    return {"name": "Return window", "kinds": ["return"], "language": "en", **TEXT, **changed}


@pytest.fixture(autouse=True)
def read_english(ivan: User) -> None:
    User.objects.filter(pk=ivan.pk).update(language="en")
    ivan.refresh_from_db()


def test_an_administrator_adds_one_for_every_site(petra: User) -> None:
    answer = signed_in(petra).post("/policies/new/", form())
    version = PolicyVersion.objects.get()
    assert answer["Location"] == version.get_absolute_url()
    assert (version.number, version.is_published, version.policy.kinds) == (1, False, ["return"])
    assert not version.policy.sites.exists()
    entry = Entry.objects.about(version.policy).get()
    assert (entry.verb, entry.by) == ("policy.added", petra)
    assert entry.details == {"language": "en", "name": "Return window", "kinds": ["return"], "sites": []}


def test_a_supervisor_only_for_sites_of_theirs(ivan: User, hotel: Site, shop: Site) -> None:
    client = signed_in(ivan)
    for sites in ([], [shop.pk], [hotel.pk, shop.pk]):
        page = Page(client.post("/policies/new/", form(sites=sites)))
        assert page.status == 422
        assert page.filled_in("body")["body"] == "Thirty days."
    assert not Policy.objects.exists()
    assert client.post("/policies/new/", form(sites=[hotel.pk])).status_code == 302
    assert list(Policy.objects.get().sites.all()) == [hotel]


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("title", "", "This field is required."),
        ("body", "", "This field is required."),
        ("body", "x" * 20_001, "at most 20000 characters"),
        ("valid_from", "soon", "Enter a valid date."),
        ("valid_from", "0001-01-01", "greater than or equal to"),
        ("valid_until", "9999-12-31", "less than or equal to"),
        ("valid_until", "2020-02-28", "This is before the first day."),
        ("language", "de", "Select a valid choice."),
        ("kinds", ["nonsense"], "Select a valid choice."),
        ("name", "x" * 121, "at most 120 characters"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(field: str, value: Any, said: str, petra: User) -> None:
    page = Page(signed_in(petra).post("/policies/new/", form(**{field: value})))
    assert page.status == 422
    assert said in page.text
    assert page.filled_in("body")["name"] == form(**{field: value})["name"]
    assert not Policy.objects.exists()


def test_a_preview_keeps_everything_and_saves_nothing(petra: User) -> None:
    client = signed_in(petra)
    typed = form(body="**Thirty** <b>days</b>", valid_from="", preview="1")
    page = Page(client.post("/policies/new/", typed))
    assert page.status == 200
    (article,) = page.all("div", lambda one: one["class"] == "prose article")
    assert [one.tag for one in article.inside()] == ["p", "strong"]
    assert article.text.strip() == "Thirty <b>days</b>"
    assert page.filled_in("body")["body"] == "**Thirty** <b>days</b>"
    panel = client.post("/policies/new/", typed, headers={"hx-request": "true"}).content.decode()
    assert "<html" not in panel
    assert 'id="preview"' in panel
    assert not Policy.objects.exists()


def test_what_it_is_about_can_change(published: MakeDraft, ivan: User, hotel: Site) -> None:
    policy = published(sites=[hotel]).policy
    url = f"/policies/{policy.pk}/editing/"
    client = signed_in(ivan)
    assert Page(client.get(url)).filled_in("name")["sites"] == str(hotel.pk)
    sent = {"name": "Returns and exchanges", "kinds": ["return", "complaint"], "sites": [hotel.pk]}
    assert client.post(url, sent)["Location"] == policy.get_absolute_url()
    policy.refresh_from_db()
    assert (policy.name, policy.folded_name) == ("Returns and exchanges", "returns and exchanges")
    entry = Entry.objects.about(policy).get(verb="policy.changed")
    assert entry.by == ivan
    assert entry.details["changed"] == {
        "name": ["Returns", "Returns and exchanges"],
        "kinds": [[], ["complaint", "return"]],
    }
    client.post(url, sent)
    assert Entry.objects.about(policy).filter(verb="policy.changed").count() == 1


def test_a_kind_that_is_gone_stays_ticked(published: MakeDraft, petra: User) -> None:
    policy = published(kinds=["gift_wrapping"]).policy
    url = f"/policies/{policy.pk}/editing/"
    assert Page(signed_in(petra).get(url)).filled_in("name")["kinds"] == "gift_wrapping"


def test_a_supervisor_cannot_take_a_policy_to_another_site(
    published: MakeDraft, ivan: User, hotel: Site, shop: Site
) -> None:
    policy = published(sites=[hotel]).policy
    for sites in ([], [shop.pk]):
        sent = {"name": "Returns", "sites": sites}
        assert signed_in(ivan).post(f"/policies/{policy.pk}/editing/", sent).status_code == 422
    assert list(policy.sites.all()) == [hotel]


def test_from_a_new_version_to_its_publication(published: MakeDraft, ivan: User, hotel: Site) -> None:
    first = published(sites=[hotel])
    client = signed_in(ivan)
    begun = client.post(f"/policies/{first.policy_id}/drafts/", {"language": "en"})
    draft = PolicyVersion.objects.drafts().get()
    assert begun["Location"] == f"/policies/versions/{draft.pk}/draft/"
    page = Page(client.get(begun["Location"]))
    typed = page.filled_in("body")
    assert (typed["body"], typed["edition"]) == ("Thirty days.", "1")
    saved = client.post(begun["Location"], typed | {"body": "Sixty days."})
    assert saved["Location"] == draft.get_absolute_url()
    publication = f"/policies/versions/{draft.pk}/publication/"
    tomorrow = today_at(hotel, now=timezone.now()) + timedelta(days=1)
    asked = Page(client.get(publication))
    assert "Version 1 ends on" in asked.text
    assert "never changed" in asked.text
    assert client.post(publication)["Location"] == draft.get_absolute_url()
    draft.refresh_from_db()
    first.refresh_from_db()
    assert (draft.body, draft.published_by, draft.valid_from) == ("Sixty days.", ivan, tomorrow)
    assert first.valid_until == tomorrow - timedelta(days=1)
    assert client.post(publication).status_code == 409
    assert client.get(publication).status_code == 404
    assert client.get(begun["Location"]).status_code == 404


def test_a_publication_that_cannot_be_says_why(draft: MakeDraft, published: MakeDraft, petra: User) -> None:
    first = published()
    late = draft(policy=first.policy)
    url = f"/policies/versions/{late.pk}/publication/"
    page = Page(signed_in(petra).get(url))
    assert "It has to begin today or later" in page.text
    assert not page.all("button", lambda one: "data-submit" in one.attrs)
    refused = Page(signed_in(petra).post(url))
    assert refused.status == 409
    assert "It has to begin today or later" in refused.text


def test_two_write_the_same_draft_and_nothing_is_lost(draft: MakeDraft, petra: User) -> None:
    version = draft()
    client = signed_in(petra)
    url = f"/policies/versions/{version.pk}/draft/"
    opened = Page(client.get(url)).filled_in("body")
    theirs = PolicyVersion.objects.get(pk=version.pk)
    theirs.body = "Theirs."
    save_draft(theirs, edition=1, by=petra)
    page = Page(client.post(url, opened | {"body": "Mine."}))
    assert page.status == 409
    assert "Theirs." in page.text
    again = page.filled_in("body")
    assert (again["body"], again["edition"]) == ("Mine.", "2")
    assert PolicyVersion.objects.get().body == "Theirs."
    assert client.post(url, again).status_code == 302
    assert PolicyVersion.objects.get().body == "Mine."


def test_a_draft_saved_after_its_publication_is_refused(draft: MakeDraft, petra: User) -> None:
    version = draft()
    url = f"/policies/versions/{version.pk}/draft/"
    page = Page(signed_in(petra).post(url, {**TEXT, "edition": "7"}))
    assert page.status == 409
    assert Page(signed_in(petra).post(url, {**TEXT, "edition": "x"})).status == 422
    assert PolicyVersion.objects.get().title == "Returns"


def test_a_translator_sees_what_is_in_force_elsewhere(published: MakeDraft, petra: User) -> None:
    first = published(body="Thirty days.")
    czech = start_draft(first.policy, language="cs", by=petra, now=NOW)
    page = Page(signed_in(petra).get(f"/policies/versions/{czech.pk}/draft/"))
    assert "Thirty days." in page.text
    assert page.filled_in("body")["body"] == ""


def test_the_last_day_is_set_and_taken_back(published: MakeDraft, ivan: User, hotel: Site) -> None:
    version = published(sites=[hotel])
    url = f"/policies/versions/{version.pk}/ending/"
    client = signed_in(ivan)
    today = today_at(hotel, now=timezone.now())
    assert Page(client.get(url)).filled_in("valid_until")["valid_until"] == ""
    assert client.post(url, {"valid_until": today.isoformat()}).status_code == 302
    version.refresh_from_db()
    assert version.valid_until == today
    assert Page(client.get(url)).filled_in("valid_until")["valid_until"] == today.isoformat()
    assert client.post(url, {"valid_until": ""}).status_code == 302
    assert PolicyVersion.objects.get().valid_until is None
    past = client.post(url, {"valid_until": "2020-01-01"})
    assert past.status_code == 409
    assert client.post(url, {"valid_until": "never"}).status_code == 422


def test_one_that_has_not_begun_is_withdrawn_by_a_button(published: MakeDraft, petra: User) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    version = published(valid_from=tomorrow)
    url = f"/policies/versions/{version.pk}/ending/"
    assert "Withdraw it before it applies" in Page(signed_in(petra).get(url)).text
    assert signed_in(petra).post(url, {"withdraw": "1"}).status_code == 302
    version.refresh_from_db()
    assert version.valid_until == tomorrow - timedelta(days=1)
    begun = published("Begun")
    page = Page(signed_in(petra).get(f"/policies/versions/{begun.pk}/ending/"))
    assert "Withdraw" not in page.text


def test_a_draft_is_thrown_away_after_being_named(draft: MakeDraft, petra: User) -> None:
    version = draft("Gift wrapping")
    url = f"/policies/versions/{version.pk}/discarding/"
    page = Page(signed_in(petra).get(url))
    assert "Gift wrapping" in page.text
    assert "so it goes too" in page.text
    assert Policy.objects.exists()
    assert signed_in(petra).post(url)["Location"] == "/policies/"
    assert not Policy.objects.exists()
    assert signed_in(petra).post(url).status_code == 404


def test_verbs_open_inside_the_page_too(draft: MakeDraft, petra: User) -> None:
    version = draft()
    for verb in ("publication", "discarding"):
        url = f"/policies/versions/{version.pk}/{verb}/"
        panel = signed_in(petra).get(url, headers={"hx-request": "true"}).content.decode()
        assert "<html" not in panel
        assert f'action="{url}"' in panel
