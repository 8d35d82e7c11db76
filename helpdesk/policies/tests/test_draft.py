from datetime import date

import pytest

from helpdesk.policies.domain.draft import discard_draft, save_draft, start_draft
from helpdesk.policies.domain.errors import NotPossible
from helpdesk.policies.domain.publication import publish
from helpdesk.policies.models import Policy, PolicyVersion
from helpdesk.policies.tests.conftest import DAY, NOW, TODAY, MakeDraft, verbs
from helpdesk.record.models import Entry
from helpdesk.staff.models import User
from tests.at_once import at_once

pytestmark = pytest.mark.django_db


def test_a_new_draft_begins_as_what_applies(published: MakeDraft, petra: User) -> None:
    first = published(body="Thirty days.")
    second = start_draft(first.policy, language="en", by=petra, now=NOW)
    assert (second.number, second.body, second.valid_from) == (2, "Thirty days.", TODAY + DAY)
    czech = start_draft(first.policy, language="cs", by=petra, now=NOW)
    assert (czech.number, czech.body, czech.valid_from) == (1, "", date(2020, 1, 1))
    assert start_draft(first.policy, language="cs", by=petra, now=NOW) == czech


def test_an_older_edition_is_not_saved_over_a_newer_one(draft: MakeDraft, petra: User) -> None:
    version = draft()
    mine, theirs = PolicyVersion.objects.get(pk=version.pk), PolicyVersion.objects.get(pk=version.pk)
    theirs.body = "Theirs."
    save_draft(theirs, edition=1, by=petra)
    mine.body = "Mine."
    with pytest.raises(NotPossible, match="Somebody else"):
        save_draft(mine, edition=1, by=petra)
    version.refresh_from_db()
    assert (version.body, version.edition, version.folded_text) == ("Theirs.", 2, "returns theirs.")


def test_a_discarded_draft_takes_an_otherwise_empty_policy_along(
    draft: MakeDraft, published: MakeDraft, petra: User
) -> None:
    alone = draft()
    assert discard_draft(alone, by=petra) is None
    assert not Policy.objects.exists()
    entry = Entry.objects.get(verb="policy.draft_discarded")
    assert (entry.by, entry.details["title"]) == (petra, "Returns")
    kept = published("Discounts")
    second = start_draft(kept.policy, language="en", by=petra, now=NOW)
    assert discard_draft(second, by=petra) == kept.policy
    with pytest.raises(NotPossible, match="thrown this draft away"):
        publish(second, by=petra, now=NOW)
    with pytest.raises(NotPossible, match="published already"):
        discard_draft(kept, by=petra)


@pytest.mark.django_db(transaction=True)
def test_one_draft_however_many_begin_it(published: MakeDraft, petra: User) -> None:
    first = published()
    results = at_once(*[lambda: start_draft(first.policy, language="en", by=petra, now=NOW)] * 3)
    assert len({result.pk for result in results if isinstance(result, PolicyVersion)}) == 1
    assert PolicyVersion.objects.drafts().count() == 1
    assert verbs(first.policy).count("policy.drafted") == 1
