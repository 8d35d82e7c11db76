"""Policies and replies as the tests need them, made through the domain."""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta

import pytest

from helpdesk.policies.domain.draft import save_draft, start_draft
from helpdesk.policies.domain.policy import add_policy
from helpdesk.policies.domain.publication import publish
from helpdesk.policies.models import CannedReply, CannedReplyText, Policy, PolicyVersion
from helpdesk.record.models import Entry
from helpdesk.staff.models import Site, Team, User

# A Thursday at noon in Prague, long ago: what was published then is in force on every page today.
NOW = datetime(2020, 6, 11, 10, 0, tzinfo=UTC)
TODAY = date(2020, 6, 11)
DAY = timedelta(days=1)

MakeDraft = Callable[..., PolicyVersion]


@pytest.fixture
def draft(petra: User) -> MakeDraft:
    """``draft("Returns", kinds=…)``: a draft of a new policy, or of ``policy`` in another language."""

    def make(
        title: str = "Returns",
        *,
        policy: Policy | None = None,
        kinds: Iterable[str] = (),
        sites: Iterable[Site] = (),
        by: User = petra,
        language: str = "en",
        body: str = "Thirty days.",
        valid_from: date = date(2020, 1, 1),
        valid_until: date | None = None,
    ) -> PolicyVersion:
        version = PolicyVersion(
            language=language, title=title, body=body, valid_from=valid_from, valid_until=valid_until
        )
        if policy is None:
            add_policy(Policy(name=title, kinds=list(kinds)), sites=sites, draft=version, by=by)
            return version
        same = PolicyVersion.objects.filter(policy=policy, language=language)
        version.policy, version.number = policy, same.count() + 1
        version.save()
        return version

    return make


@pytest.fixture
def published(draft: MakeDraft, petra: User) -> MakeDraft:
    """The same, published."""

    def make(title: str = "Returns", *, by: User = petra, **said: object) -> PolicyVersion:
        return publish(draft(title, by=by, **said), by=by, now=NOW)

    return make


def reply(
    name: str,
    shortcut: str,
    *,
    team: Team | None = None,
    owner: User | None = None,
    texts: dict[str, str] | None = None,
) -> CannedReply:
    """A canned reply of a team or of a person."""
    made = CannedReply.objects.create(name=name, shortcut=shortcut, team=team, owner=owner)
    for language, body in (texts or {"en": f"{name}."}).items():
        CannedReplyText.objects.create(reply=made, language=language, body=body)
    return made


def verbs(policy: Policy) -> list[str]:
    return list(Entry.objects.about(policy).values_list("verb", flat=True))


def successor(
    version: PolicyVersion, *, by: User, valid_from: date, valid_until: date | None = None
) -> PolicyVersion:
    """The draft after ``version``, with a text of its own."""
    next_one = start_draft(version.policy, language=version.language, by=by, now=NOW)
    next_one.body, next_one.valid_from, next_one.valid_until = "Sixty days.", valid_from, valid_until
    return save_draft(next_one, edition=next_one.edition, by=by)
