import pytest
from pytest_django import DjangoAssertNumQueries

from helpdesk.live.models import News
from helpdesk.policies.domain.errors import NotPossible
from helpdesk.policies.domain.suggestion import settle, suggest
from helpdesk.policies.domain.vote import count_votes, vote
from helpdesk.policies.enums import SuggestionOutcome
from helpdesk.policies.models import SuggestedChange, Vote
from helpdesk.policies.tests.conftest import NOW, MakeDraft
from helpdesk.record.models import Entry
from helpdesk.staff.models import Membership, Site, User
from tests.at_once import at_once
from tests.pages import Page, signed_in

pytestmark = pytest.mark.django_db


def test_one_vote_a_person_and_version_and_the_last_one_counts(
    published: MakeDraft, alena: User, karel: User
) -> None:
    version, other = published(), published("Other")
    vote(version, useful=False, by=alena, now=NOW)
    vote(version, useful=True, by=alena, now=NOW)
    vote(version, useful=False, by=karel, now=NOW)
    assert count_votes(version) == {"yes": 1, "no": 1}
    assert count_votes(other) == {"yes": 0, "no": 0}
    assert Vote.objects.count() == 2


def test_nobody_votes_on_a_draft(draft: MakeDraft, petra: User) -> None:
    with pytest.raises(NotPossible):
        vote(draft(), useful=True, by=petra, now=NOW)


@pytest.mark.django_db(transaction=True)
def test_the_same_person_votes_twice_at_once(published: MakeDraft, alena: User) -> None:
    version = published()
    results = at_once(*[lambda: vote(version, useful=True, by=alena, now=NOW)] * 4)
    assert {type(result).__name__ for result in results} == {"Vote"}
    assert count_votes(version) == {"yes": 1, "no": 0}


def test_a_vote_by_the_button_and_by_htmx(published: MakeDraft, alena: User) -> None:
    version = published()
    client = signed_in(alena)
    url = f"/policies/versions/{version.pk}/useful/"
    assert client.post(url, {"useful": "yes"})["Location"] == version.get_absolute_url()
    assert Vote.objects.get().useful is True
    page = Page(client.get(version.get_absolute_url()))
    assert [one["aria-pressed"] for one in page.all("button", name="useful")] == ["true", "false"]
    swapped = client.post(url, {"useful": "no"}, headers={"hx-request": "true"})
    panel = Page(swapped)
    assert [one["aria-pressed"] for one in panel.all("button", name="useful")] == ["false", "true"]
    assert "<html" not in swapped.content.decode()
    assert Vote.objects.get().useful is False
    for headers in ({}, {"hx-request": "true"}):
        assert client.post(url, {"useful": "perhaps"}, headers=headers).status_code == 422
    assert Vote.objects.get().useful is False


def test_not_on_a_draft_nor_elsewhere(
    draft: MakeDraft, published: MakeDraft, petra: User, alena: User, shop: Site
) -> None:
    hidden, elsewhere = draft(), published("Shop", sites=[shop])
    assert (
        signed_in(petra).post(f"/policies/versions/{hidden.pk}/useful/", {"useful": "yes"}).status_code == 404
    )
    url = f"/policies/versions/{elsewhere.pk}"
    for part, sent in (("useful", {"useful": "yes"}), ("suggestions", {"text": "Hm."})):
        assert signed_in(alena).post(f"{url}/{part}/", sent).status_code == 404
    assert not Vote.objects.exists()
    assert not SuggestedChange.objects.exists()


def test_a_suggestion_reaches_whoever_published(published: MakeDraft, alena: User, petra: User) -> None:
    version = published()
    client = signed_in(alena)
    url = f"/policies/versions/{version.pk}/suggestions/"
    for wrong in ("", "x" * 2001):
        page = Page(client.post(url, {"text": wrong}))
        assert page.status == 422
        assert page.filled_in("text")["text"] == wrong
    assert client.post(url, {"text": "What about gifts?"})["Location"] == version.get_absolute_url()
    made = SuggestedChange.objects.get()
    assert (made.by, made.version, made.text) == (alena, version, "What about gifts?")
    news = News.objects.get()
    assert (news.recipient, news.url) == (petra, "/policies/suggestions/")
    assert news.text == "Alena Dvořáková suggests a change to “Returns”"
    entry = Entry.objects.about(version.policy).get(verb="policy.change_suggested")
    assert (entry.by, entry.details["suggestion"]) == (alena, made.pk)


def test_somebody_who_cannot_change_it_any_more_is_not_told(
    published: MakeDraft, alena: User, ivan: User, hotel: Site
) -> None:
    version = published(sites=[hotel], by=ivan)
    Membership.objects.filter(user=ivan).delete()
    suggest(version, text="Hm.", by=alena, now=NOW)
    assert not News.objects.exists()


def test_nobody_tells_themselves(published: MakeDraft, petra: User) -> None:
    made = suggest(published(), text="Note to self.", by=petra, now=NOW)
    settle(made, outcome=SuggestionOutcome.DONE, answer="", by=petra, now=NOW)
    assert not News.objects.exists()


def test_settled_once_and_told_in_ones_language(published: MakeDraft, karel: User, petra: User) -> None:
    version = published("Vrácení", language="cs")
    made = suggest(version, text="Co dárky?", by=karel, now=NOW)
    settle(made, outcome=SuggestionOutcome.DECLINED, answer="Dárky mají vlastní pravidla.", by=petra, now=NOW)
    made.refresh_from_db()
    assert (made.outcome, made.settled_by, made.settled_at) == ("declined", petra, NOW)
    news = News.objects.get(recipient=karel)
    assert news.url == version.policy.get_absolute_url()
    assert news.text.endswith("Dárky mají vlastní pravidla.")
    entry = Entry.objects.about(version.policy).get(verb="policy.suggestion_settled")
    assert (entry.by, entry.details["outcome"]) == (petra, "declined")
    with pytest.raises(NotPossible, match="already"):
        settle(made, outcome=SuggestionOutcome.DONE, answer="", by=petra, now=NOW)
    assert News.objects.filter(recipient=karel).count() == 1


@pytest.mark.django_db(transaction=True)
def test_settled_by_two_at_once(published: MakeDraft, alena: User, petra: User) -> None:
    made = suggest(published(), text="Hm.", by=alena, now=NOW)
    done = SuggestionOutcome.DONE
    results = at_once(*[lambda: settle(made, outcome=done, answer="", by=petra, now=NOW)] * 2)
    assert sorted(type(result).__name__ for result in results) == ["NotPossible", "SuggestedChange"]
    assert News.objects.filter(recipient=alena).count() == 1


def test_suggestions_are_listed_for_writers_of_the_policy(
    published: MakeDraft, alena: User, ivan: User, petra: User, hotel: Site
) -> None:
    User.objects.filter(pk=ivan.pk).update(language="en")
    suggest(published(sites=[hotel]), text="About the hotel.", by=alena, now=NOW)
    suggest(published("Everywhere"), text="About every site.", by=alena, now=NOW)
    theirs = Page(signed_in(ivan).get("/policies/suggestions/"))
    assert "About the hotel." in theirs.text
    assert "About every site." not in theirs.text
    texts = Page(signed_in(petra).get("/policies/suggestions/")).all(
        "p", lambda one: one["class"] == "reason"
    )
    assert [one.text for one in texts] == ["About the hotel.", "About every site."]


def test_settling_from_the_list(published: MakeDraft, alena: User, petra: User) -> None:
    made = suggest(published(), text="Hm.", by=alena, now=NOW)
    client = signed_in(petra)
    url = f"/policies/suggestions/{made.pk}/settling/"
    page = Page(client.post(url, {"outcome": "declined", "answer": ""}))
    assert page.status == 422
    assert "Say why not." in page.text
    assert client.post(url, {"outcome": "nonsense"}).status_code == 422
    assert client.post(url, {"outcome": "done", "answer": ""})["Location"] == "/policies/suggestions/"
    late = Page(client.post(url, {"outcome": "done", "answer": "Mine."}))
    assert late.status == 409
    assert late.filled_in("answer")["answer"] == "Mine."
    assert "No suggestion waits for you" in Page(client.get("/policies/suggestions/")).text
    settled = Page(client.get("/policies/suggestions/?state=settled"))
    assert "Done" in settled.text
    assert "Petra Malá" in settled.text


@pytest.mark.parametrize("number", [1, 30])
def test_what_the_list_costs(
    number: int,
    published: MakeDraft,
    alena: User,
    petra: User,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    version = published()
    for n in range(number):
        suggest(version, text=f"No. {n}", by=alena, now=NOW)
    client = signed_in(petra)
    with django_assert_num_queries(5):
        assert client.get("/policies/suggestions/").status_code == 200
