import pytest

from helpdesk.policies.domain.errors import NotPossible
from helpdesk.policies.domain.publication import end, publish
from helpdesk.policies.enums import VersionState
from helpdesk.policies.tests.conftest import DAY, NOW, TODAY, MakeDraft, successor, verbs
from helpdesk.record.models import Entry
from helpdesk.staff.models import User

pytestmark = pytest.mark.django_db


def test_ended_on_a_day(published: MakeDraft, petra: User) -> None:
    version = published()
    end(version, last_day=TODAY, by=petra, now=NOW)
    version.refresh_from_db()
    assert (version.state_on(TODAY), version.state_on(TODAY + DAY)) == ("in_force", "ended")
    end(version, last_day=None, by=petra, now=NOW)
    version.refresh_from_db()
    assert version.valid_until is None
    details = [one.details["valid_until"] for one in Entry.objects.filter(verb="policy.ended").order_by("id")]
    assert details == ["2020-06-11", None]


def test_ending_it_on_the_same_day_again_says_nothing(published: MakeDraft, petra: User) -> None:
    version = published(valid_until=TODAY)
    end(version, last_day=TODAY, by=petra, now=NOW)
    assert "policy.ended" not in verbs(version.policy)


def test_what_is_over_stays_over(published: MakeDraft, draft: MakeDraft, petra: User) -> None:
    version = published()
    with pytest.raises(NotPossible, match="10 June 2020 at the earliest"):
        end(version, last_day=TODAY - 2 * DAY, by=petra, now=NOW)
    end(version, last_day=TODAY - DAY, by=petra, now=NOW)
    with pytest.raises(NotPossible, match="has ended"):
        end(version, last_day=None, by=petra, now=NOW + 2 * DAY)
    with pytest.raises(NotPossible, match="draft"):
        end(draft("Other"), last_day=TODAY, by=petra, now=NOW)


def test_not_prolonged_into_the_next_one(published: MakeDraft, petra: User) -> None:
    first = published()
    publish(successor(first, by=petra, valid_from=TODAY + 5 * DAY), by=petra, now=NOW)
    first.refresh_from_db()
    with pytest.raises(NotPossible, match="Version 2 applies from 16 June 2020"):
        end(first, last_day=None, by=petra, now=NOW)


def test_withdrawn_before_it_begins(published: MakeDraft, petra: User) -> None:
    coming = published(valid_from=TODAY + 5 * DAY)
    end(coming, last_day=TODAY + 4 * DAY, by=petra, now=NOW)
    coming.refresh_from_db()
    assert coming.state_on(TODAY + 5 * DAY) == VersionState.WITHDRAWN
