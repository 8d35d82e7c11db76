from datetime import date

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from helpdesk.policies.domain.draft import start_draft
from helpdesk.policies.domain.suggestion import suggest
from helpdesk.policies.domain.vote import vote
from helpdesk.policies.models import PolicyVersion
from helpdesk.policies.tests.conftest import NOW, TODAY, MakeDraft
from helpdesk.staff.models import Site, User
from tests.pages import Page, signed_in

pytestmark = pytest.mark.django_db

WRITING = ("/editing/", "/drafts/", "/ending/")


def test_the_version_in_force_in_ones_language(published: MakeDraft, alena: User, karel: User) -> None:
    english = published("Returns", body="# Days\n\n**Thirty** of them.")
    czech = published("Vrácení", policy=english.policy, language="cs")
    url = english.policy.get_absolute_url()
    page = Page(signed_in(alena).get(url))
    assert [one.text for one in page.all("h1")] == ["Returns"]
    assert [one.text for one in page.all("h3") if one.parent and one.parent["class"] == "prose article"] == [
        "Days"
    ]
    assert page.all("strong")
    assert page.all("a", hreflang="cs", href=czech.get_absolute_url())
    assert [one.text for one in Page(signed_in(karel).get(url)).all("h1")] == ["Vrácení"]


def test_its_versions_with_their_days_and_what_changed(
    published: MakeDraft, alena: User, petra: User
) -> None:
    first = published(body="Thirty days with a receipt.", valid_until=date(2020, 2, 28))
    second = published(policy=first.policy, body="Sixty days with a receipt.", valid_from=TODAY)
    page = Page(signed_in(alena).get(first.policy.get_absolute_url()))
    rows = [
        " ".join(one.text.split())
        for one in page.all("a")
        if one["href"] in (first.get_absolute_url(), second.get_absolute_url())
    ]
    assert rows == ["2 from 11 Jun 2020 In force", "1 1 Jan 2020 – 28 Feb 2020 Ended"]
    assert [one.text.strip() for one in page.all("del")] == ["Thirty"]
    assert [one.text.strip() for one in page.all("ins")] == ["Sixty"]
    older = Page(signed_in(alena).get(first.get_absolute_url()))
    assert "applied until 28 February 2020" in older.text
    assert "Thirty days" in older.text
    assert not older.all("del")


def test_readers_may_only_read(published: MakeDraft, draft: MakeDraft, alena: User, jan: User) -> None:
    version = published()
    vote(version, useful=True, by=alena, now=NOW)
    hidden = draft("Next", policy=version.policy)
    for reader in (alena, jan):
        page = Page(signed_in(reader).get(version.policy.get_absolute_url()))
        assert not page.all("a", lambda link: link["href"].endswith(WRITING))
        assert "found this version useful" not in page.text
        assert not page.all("a", href=hidden.get_absolute_url())
        assert signed_in(reader).get(hidden.get_absolute_url()).status_code == 404
    assert Page(signed_in(alena).get(version.get_absolute_url())).filled_in("useful")
    with pytest.raises(LookupError):
        Page(signed_in(jan).get(version.get_absolute_url())).form_with("useful")


def test_writers_see_votes_suggestions_and_drafts(
    published: MakeDraft, alena: User, karel: User, petra: User
) -> None:
    version = published()
    vote(version, useful=True, by=alena, now=NOW)
    vote(version, useful=False, by=karel, now=NOW)
    suggest(version, text="What about gifts?", by=alena, now=NOW)
    start_draft(version.policy, language="en", by=petra, now=NOW)
    page = Page(signed_in(petra).get(version.policy.get_absolute_url()))
    assert "1 person found this version useful, 1 did not." in page.text
    assert "What about gifts?" in page.text
    assert "2 from" in page.text
    assert "began a draft of version 2 (English)" in page.text
    assert "published version 1 (English), from 1 Jan 2020" in page.text


def test_a_policy_or_version_of_another_site_is_not_there(
    published: MakeDraft, alena: User, shop: Site
) -> None:
    version = published(sites=[shop])
    client = signed_in(alena)
    assert client.get(version.policy.get_absolute_url()).status_code == 404
    assert client.get(version.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("number", [1, 30])
def test_what_the_page_costs(
    number: int,
    published: MakeDraft,
    petra: User,
    alena: User,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    version = published()
    today = timezone.localdate()
    for n in range(number):
        suggest(version, text=f"No. {n}", by=alena, now=NOW)
        PolicyVersion.objects.create(
            policy=version.policy,
            language="cs",
            number=n + 1,
            title="V",
            body="V",
            valid_from=today.replace(year=today.year + 1 + n, month=3, day=1),
            valid_until=today.replace(year=today.year + 1 + n, month=3, day=2),
            published_at=NOW,
            published_by=petra,
        )
    for user, queries in ((alena, 10), (petra, 13)):
        client = signed_in(user)
        with django_assert_num_queries(queries):
            assert client.get(version.policy.get_absolute_url()).status_code == 200
