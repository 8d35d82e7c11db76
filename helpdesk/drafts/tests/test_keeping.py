from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpdesk.drafts.keeping import (
    LONGEST,
    MOST,
    Discarded,
    NotTheirs,
    Older,
    TooLong,
    discard,
    draft_or_none,
    drafts_of,
    keep,
)
from helpdesk.drafts.models import Draft
from helpdesk.staff.models import User

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 4, 1, 12, 2, tzinfo=UTC)
KEY = UUID("0b9a3b1e-6f3d-4a6e-9a51-0d4f2f1f9a10")


def kept(owner: User, words: str = "Cold", *, key: UUID = KEY, seq: int | None = 1, minute: int = 0) -> Draft:
    now = NOW + timedelta(minutes=minute)
    return keep(key, owner=owner, about="ticket", data={"subject": [words]}, label=words, seq=seq, now=now)


def test_a_first_save_makes_a_draft(alena: User) -> None:
    kept(alena)
    draft = Draft.objects.get()
    assert (draft.key, draft.owner, draft.about, draft.label) == (KEY, alena, "ticket", "Cold")
    assert draft.data == {"subject": ["Cold"]}
    assert (draft.created_at, draft.updated_at, draft.discarded_at) == (NOW, NOW, None)


def test_a_newer_save_takes_its_place(alena: User) -> None:
    kept(alena)
    kept(alena, "Still cold", seq=2, minute=5)
    draft = Draft.objects.get()
    assert (draft.data, draft.label, draft.seq) == ({"subject": ["Still cold"]}, "Still cold", 2)
    assert (draft.created_at, draft.updated_at) == (NOW, NOW + timedelta(minutes=5))


@pytest.mark.parametrize("seq", [4, 5])
def test_a_save_that_comes_late_changes_nothing(alena: User, seq: int) -> None:
    kept(alena, "Newest", seq=5)
    with pytest.raises(Older) as refusal:
        kept(alena, "Late", seq=seq, minute=1)
    assert refusal.value.seq == 5
    assert Draft.objects.get().label == "Newest"
    assert Draft.objects.get().updated_at == NOW


def test_a_form_that_was_sent_comes_after_every_save(alena: User) -> None:
    far_ahead = 2**53 - 1
    kept(alena, "From a clock that is wrong", seq=far_ahead)
    kept(alena, "Sent", seq=None)
    assert Draft.objects.get().label == "Sent"
    assert Draft.objects.get().seq == far_ahead + 1


def test_a_form_that_was_sent_stays_ahead_of_saves_made_before_it(alena: User) -> None:
    kept(alena, "Sent", seq=None)
    a_moment_ago = int((NOW - timedelta(seconds=1)).timestamp() * 1000)
    with pytest.raises(Older):
        kept(alena, "On its way", seq=a_moment_ago)


def test_nobody_writes_into_somebody_elses_draft(alena: User, ivan: User) -> None:
    kept(alena)
    with pytest.raises(NotTheirs):
        kept(ivan, "Mine", seq=9)
    assert Draft.objects.get().data == {"subject": ["Cold"]}


def test_what_it_is_about_never_changes(alena: User) -> None:
    kept(alena)
    keep(KEY, owner=alena, about="ticket:1:message", data={}, seq=2, now=NOW)
    assert Draft.objects.get().about == "ticket"


def test_too_much_is_refused_and_the_last_good_one_stays(alena: User) -> None:
    kept(alena)
    around = len('{"subject": [""]}')
    with pytest.raises(TooLong):
        kept(alena, "ž" * ((LONGEST - around) // 2 + 1), seq=2)
    assert Draft.objects.get().label == "Cold"
    keep(KEY, owner=alena, about="ticket", data={"subject": ["x" * (LONGEST - around)]}, seq=2, now=NOW)
    assert len(Draft.objects.get().data["subject"][0]) == LONGEST - around


def test_the_oldest_go_when_there_are_too_many(alena: User, ivan: User) -> None:
    kept(ivan, key=uuid4(), minute=-99)
    keep(uuid4(), owner=alena, about="ticket:1:message", data={}, now=NOW - timedelta(days=1))
    for minute in range(MOST + 2):
        kept(alena, f"No. {minute}", key=uuid4(), minute=minute)
    left = [draft.label for draft in drafts_of(alena, "ticket")]
    assert left == [f"No. {minute}" for minute in range(MOST + 1, 1, -1)]
    assert (drafts_of(alena, "ticket:1:message").count(), drafts_of(ivan, "ticket").count()) == (1, 1)


def test_marks_of_discarded_drafts_take_nobodys_place(alena: User) -> None:
    kept(alena)
    for _ in range(MOST + 1):
        key = uuid4()
        kept(alena, key=key, minute=1)
        discard(key, owner=alena, now=NOW)
    assert draft_or_none(KEY, alena)


def test_discarded_it_is_empty_and_stays_so(alena: User) -> None:
    kept(alena)
    discard(KEY, owner=alena, now=NOW)
    with pytest.raises(Discarded):
        kept(alena, "Late", seq=2)
    with pytest.raises(Discarded):
        kept(alena, "Later", seq=None)
    draft = Draft.objects.get()
    assert (draft.data, draft.label, draft.discarded_at) == ({}, "", NOW)
    assert draft_or_none(KEY, alena) is None
    assert not drafts_of(alena, "ticket").exists()


def test_a_first_save_that_comes_after_the_end_makes_no_draft(alena: User) -> None:
    discard(KEY, owner=alena, now=NOW)
    with pytest.raises(Discarded):
        kept(alena)
    assert draft_or_none(KEY, alena) is None


def test_discarding_twice_keeps_the_first_moment(alena: User) -> None:
    kept(alena)
    discard(KEY, owner=alena, now=NOW)
    discard(KEY, owner=alena, now=NOW + timedelta(hours=1))
    assert Draft.objects.get().discarded_at == NOW


def test_nobody_discards_somebody_elses_draft(alena: User, ivan: User) -> None:
    kept(alena)
    discard(KEY, owner=ivan, now=NOW)
    assert draft_or_none(KEY, alena)


def test_ones_own_drafts_only(alena: User, petra: User) -> None:
    kept(alena)
    assert draft_or_none(KEY, alena) == Draft.objects.get()
    for other in (petra, AnonymousUser()):
        assert draft_or_none(KEY, other) is None
        assert not drafts_of(other, "ticket").exists()


FIELDS = st.dictionaries(st.text(max_size=30), st.lists(st.text(max_size=80), max_size=4), max_size=6)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(FIELDS)
def test_whatever_was_typed_comes_back(alena: User, data: dict[str, list[str]]) -> None:
    """Emoji, right-to-left, control characters: all but NUL, which no text of PostgreSQL holds."""
    keep(KEY, owner=alena, about="ticket", data=data, label="".join(data), now=NOW)
    draft = Draft.objects.get()
    expected: dict[str, list[str]] = {}
    for name, values in data.items():
        if name not in ("draft_token", "draft_seq") and "password" not in name.lower():
            same = expected.setdefault(name.replace("\0", ""), [])
            same += [value.replace("\0", "") for value in values]
    assert draft.data == expected
    assert {name: draft.typed.getlist(name) for name in draft.typed} == expected
