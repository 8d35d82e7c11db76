"""Writing the record about many things at once: the same entries as one by one, in few statements."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import connection, models, transaction

from helpdesk.record.models import Entry, Words
from helpdesk.record.writing import FORGOTTEN, compose, take_words

# In one order, so that two who write about the same things do not wait for each other forever.
HOLD = """
INSERT INTO record_chainend AS chain (subject_type, subject_id, sequence, digest)
SELECT %s, subject_id, 0, '' FROM unnest(%s) AS subject_id ORDER BY subject_id
ON CONFLICT (subject_type, subject_id) DO UPDATE SET sequence = chain.sequence
RETURNING subject_id, sequence, digest
"""
MOVE_ON = """
UPDATE record_chainend AS chain SET sequence = last.sequence, digest = last.digest
FROM unnest(%s, %s, %s) AS last (subject_id, sequence, digest)
WHERE chain.subject_type = %s AND chain.subject_id = last.subject_id
"""


@dataclass(frozen=True)
class Saying:
    """What is to be recorded about one thing; ``details`` and ``words`` as for ``writing.write``."""

    subject: models.Model
    details: Mapping[str, Any] = field(default_factory=dict)
    words: Mapping[str, Any] = field(default_factory=dict)


def write_all(sayings: Sequence[Saying], verb: str, *, by: AbstractBaseUser | None) -> list[Entry]:
    """Add one entry about each subject, as ``writing.write`` does, in at most four statements.

    The subjects are of one model, each named once. Raises ``ValueError`` when they are not, and
    ``RuntimeError`` outside a transaction.
    """
    if not sayings:
        return []
    ends = hold_chains([saying.subject for saying in sayings])
    composed = [
        compose(
            saying.subject,
            verb,
            after=ends[saying.subject.pk],
            by=by,
            words=saying.words,
            details=saying.details,
        )
        for saying in sayings
    ]
    entries = [entry for entry, _ in composed]
    Entry.objects.bulk_create(entries)
    Words.objects.bulk_create(words for _, words in composed if words is not None)
    move_on(entries)
    return entries


@transaction.atomic
def forget_all(subjects: Sequence[models.Model], *, by: AbstractBaseUser | None, because: str) -> int:
    """Erase the words about all of them, as ``writing.forget`` does, in as few statements.

    The subjects are of one model, each named once. Returns how many entries lost their words.
    """
    if not subjects:
        return 0
    ends = hold_chains(subjects)
    entries = Entry.objects.filter(subject_type=subjects[0]._meta.label_lower, subject_id__in=list(ends))
    spoke = set(entries.filter(words__isnull=False).values_list("subject_id", flat=True))
    gone = take_words(entries)
    sayings = [
        Saying(subject, details={"through": ends[subject.pk][0], "because": because})
        for subject in subjects
        if subject.pk in spoke
    ]
    write_all(sayings, FORGOTTEN, by=by)
    return gone


def hold_chains(subjects: Sequence[models.Model]) -> dict[int, tuple[int, str]]:
    """Place and digest of the last entry about each; nobody else adds one until the transaction ends."""
    if not connection.in_atomic_block:
        raise RuntimeError("Record entries are written in the transaction of the changes they tell of.")
    ids = [subject.pk for subject in subjects]
    if len(set(ids)) < len(ids) or len({subject._meta.label_lower for subject in subjects}) > 1:
        raise ValueError("Each subject once, and all of one model.")
    with connection.cursor() as cursor:
        cursor.execute(HOLD, [subjects[0]._meta.label_lower, ids])
        return {subject_id: (sequence, previous) for subject_id, sequence, previous in cursor.fetchall()}


def move_on(entries: Sequence[Entry]) -> None:
    ends = [(entry.subject_id, entry.sequence, entry.digest) for entry in entries]
    with connection.cursor() as cursor:
        cursor.execute(
            MOVE_ON, [*(list(column) for column in zip(*ends, strict=True)), entries[0].subject_type]
        )
