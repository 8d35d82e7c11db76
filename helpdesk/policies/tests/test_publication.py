import pytest

from helpdesk.policies.domain.draft import save_draft
from helpdesk.policies.domain.errors import NotPossible
from helpdesk.policies.domain.publication import effect_of, end, publish
from helpdesk.policies.enums import VersionState
from helpdesk.policies.models import PolicyVersion
from helpdesk.policies.tests.conftest import DAY, NOW, TODAY, MakeDraft, successor, verbs
from helpdesk.record.models import Entry
from helpdesk.staff.models import User
from tests.at_once import at_once

pytestmark = pytest.mark.django_db


def test_publishing_is_recorded_with_who_and_when(draft: MakeDraft, petra: User) -> None:
    version = publish(draft(), by=petra, now=NOW)
    version.refresh_from_db()
    assert (version.published_at, version.published_by, version.number) == (NOW, petra, 1)
    entry = Entry.objects.about(version.policy).get(verb="policy.published")
    assert entry.by == petra
    assert entry.details == {
        "version": version.pk,
        "number": 1,
        "language": "en",
        "title": "Returns",
        "valid_from": "2020-01-01",
        "valid_until": None,
    }


def test_the_version_before_ends_on_the_day_before(published: MakeDraft, petra: User) -> None:
    first = published()
    second = publish(successor(first, by=petra, valid_from=TODAY + 10 * DAY), by=petra, now=NOW)
    first.refresh_from_db()
    assert (first.valid_until, second.number) == (TODAY + 9 * DAY, 2)
    ended = Entry.objects.about(first.policy).get(verb="policy.ended")
    assert (ended.by, ended.details["before"], ended.details["valid_until"]) == (petra, None, "2020-06-20")
    assert verbs(first.policy)[-2:] == ["policy.ended", "policy.published"]


def test_a_draft_says_beforehand_what_it_ends(published: MakeDraft, petra: User) -> None:
    first = published()
    until = TODAY + 30 * DAY
    effect = effect_of(successor(first, by=petra, valid_from=TODAY + DAY, valid_until=until), now=NOW)
    assert (effect.ending, effect.last_day, effect.nothing_from) == ([first], TODAY, until + DAY)


def test_one_that_never_applied_is_withdrawn(published: MakeDraft, petra: User) -> None:
    first = published(valid_from=TODAY + DAY)
    publish(successor(first, by=petra, valid_from=TODAY + DAY), by=petra, now=NOW)
    first.refresh_from_db()
    assert first.valid_until == TODAY
    assert first.state_on(TODAY + DAY) == VersionState.WITHDRAWN


def test_what_has_applied_is_not_rewritten(published: MakeDraft, petra: User) -> None:
    first = published()
    too_early = successor(first, by=petra, valid_from=TODAY - DAY)
    with pytest.raises(NotPossible, match="today or later"):
        publish(too_early, by=petra, now=NOW)
    first.refresh_from_db()
    assert first.valid_until is None
    assert not PolicyVersion.objects.get(pk=too_early.pk).is_published


def test_a_later_version_is_never_cut_short(published: MakeDraft, petra: User) -> None:
    first = published(valid_from=TODAY + 20 * DAY)
    earlier = successor(first, by=petra, valid_from=TODAY)
    with pytest.raises(NotPossible, match="Version 1 applies from 1 July 2020"):
        publish(earlier, by=petra, now=NOW)
    earlier.valid_until = TODAY + 19 * DAY
    save_draft(earlier, edition=earlier.edition, by=petra)
    publish(earlier, by=petra, now=NOW)
    first.refresh_from_db()
    assert first.valid_until is None


def test_a_gap_is_told_and_a_seamless_end_is_not(published: MakeDraft, petra: User) -> None:
    first = published(valid_from=TODAY + 20 * DAY)
    seamless = successor(first, by=petra, valid_from=TODAY, valid_until=TODAY + 19 * DAY)
    assert effect_of(seamless, now=NOW).nothing_from is None
    seamless.valid_until = TODAY + 18 * DAY
    assert effect_of(seamless, now=NOW).nothing_from == TODAY + 19 * DAY


def test_another_language_or_policy_is_not_in_the_way(published: MakeDraft, petra: User) -> None:
    english = published()
    czech = published("Vrácení", policy=english.policy, language="cs")
    published("Discounts")
    english.refresh_from_db()
    assert (english.valid_until, czech.number) == (None, 1)


@pytest.mark.parametrize("missing", ["title", "body"])
def test_nothing_empty_is_published(missing: str, draft: MakeDraft, petra: User) -> None:
    version = draft()
    setattr(version, missing, " \n")
    version.save()
    with pytest.raises(NotPossible, match="title and a text"):
        publish(version, by=petra, now=NOW)


def test_published_once(draft: MakeDraft, petra: User) -> None:
    version = draft()
    publish(version, by=petra, now=NOW)
    with pytest.raises(NotPossible, match="published already"):
        publish(version, by=petra, now=NOW)
    assert verbs(version.policy).count("policy.published") == 1


@pytest.mark.django_db(transaction=True)
def test_the_same_draft_published_by_two_at_once(draft: MakeDraft, petra: User) -> None:
    version = draft()
    results = at_once(*[lambda: publish(version, by=petra, now=NOW) for _ in range(3)])
    assert sorted(type(result).__name__ for result in results) == [
        "NotPossible",
        "NotPossible",
        "PolicyVersion",
    ]
    assert verbs(version.policy).count("policy.published") == 1


@pytest.mark.django_db(transaction=True)
def test_published_while_somebody_ends_the_one_before(published: MakeDraft, petra: User) -> None:
    first = published()
    second = successor(first, by=petra, valid_from=TODAY + 5 * DAY)
    results = at_once(
        lambda: publish(second, by=petra, now=NOW),
        lambda: end(first, last_day=TODAY + 20 * DAY, by=petra, now=NOW),
    )
    first.refresh_from_db()
    assert isinstance(results[0], PolicyVersion)
    # Whoever came second either found the new version in the way, or was ended by it.
    assert isinstance(results[1], NotPossible | PolicyVersion)
    assert first.valid_until == TODAY + 4 * DAY
