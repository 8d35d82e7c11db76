from collections.abc import Callable
from datetime import timedelta
from threading import Event
from uuid import UUID, uuid4

import pytest
from django.db import transaction

from helpdesk.drafts.keeping import MOST, Discarded, Older, discard, draft_or_none, drafts_of, keep
from helpdesk.drafts.models import Draft
from helpdesk.drafts.tests.test_keeping import KEY, NOW, kept
from helpdesk.staff.models import User
from tests.at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def save(alena: User, seq: int) -> Callable[[], object]:
    return lambda: kept(alena, f"No. {seq}", seq=seq)


@pytest.mark.parametrize("already_there", [False, True])
def test_of_saves_at_the_same_moment_the_last_one_sent_stays(alena: User, already_there: bool) -> None:
    if already_there:
        kept(alena, "No. 0", seq=0)
    answers = at_once(*[save(alena, seq) for seq in (3, 1, 4, 2)])
    assert all(isinstance(answer, Draft | Older) for answer in answers)
    assert Draft.objects.get().label == "No. 4"


@pytest.mark.parametrize("already_there", [False, True])
def test_a_save_waits_for_the_form_being_sent_and_brings_nothing_back(
    alena: User, already_there: bool
) -> None:
    """The ticket is being saved, and its draft discarded, while the last autosave comes in."""
    if already_there:
        kept(alena)
    discarded = Event()

    def send() -> None:
        with transaction.atomic():
            discard(KEY, owner=alena, now=NOW)
            discarded.set()
            # Long enough for the save to come to the row that is not committed yet.
            Event().wait(0.4)

    def autosave() -> object:
        assert discarded.wait(5)
        return kept(alena, "Late", seq=2)

    sent, saved = at_once(send, autosave)
    assert sent is None
    assert isinstance(saved, Discarded)
    assert draft_or_none(KEY, alena) is None


def test_when_the_form_is_not_sent_after_all_the_save_counts(alena: User) -> None:
    kept(alena)
    discarded = Event()

    def send() -> None:
        with transaction.atomic():
            discard(KEY, owner=alena, now=NOW)
            discarded.set()
            Event().wait(0.2)
            transaction.set_rollback(True)

    def autosave() -> object:
        assert discarded.wait(5)
        return kept(alena, "Late", seq=2)

    at_once(send, autosave)
    draft = draft_or_none(KEY, alena)
    assert draft
    assert draft.label == "Late"


def test_many_new_drafts_at_once_are_never_too_many(alena: User) -> None:
    for minute in range(MOST):
        kept(alena, f"Old {minute}", key=uuid4(), minute=minute - MOST)
    keys = [uuid4() for _ in range(4)]

    def begin(key: UUID) -> Callable[[], object]:
        now = NOW + timedelta(minutes=1)
        return lambda: keep(key, owner=alena, about="ticket", data={"body": ["x"]}, now=now)

    answers = at_once(*[begin(key) for key in keys])
    assert all(isinstance(answer, Draft) for answer in answers)
    assert drafts_of(alena, "ticket").count() == MOST
    assert set(keys) <= set(drafts_of(alena, "ticket").values_list("pk", flat=True))
