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
    """What is to be recorded about one thing; ``details`` and ``words`` as for ``writing.write``.

    ``verb`` is its own one, where not all say the same.
    """

    subject: models.Model
    details: Mapping[str, Any] = field(default_factory=dict)
    words: Mapping[str, Any] = field(default_factory=dict)
    verb: str = ""


def write_all(sayings: Sequence[Saying], verb: str = "", *, by: AbstractBaseUser | None) -> list[Entry]:
    """Add an entry for each saying, as ``writing.write`` does, in at most four statements.

    The subjects are of one model; what is said of the same one follows each other as it stands here. Raises
    ``ValueError`` when they are of several, and ``RuntimeError`` outside a transaction.
    """
    if not sayings:
        return []
    ends = hold_chains([saying.subject for saying in sayings])
    entries, said = list[Entry](), list[Words]()
    for saying in sayings:
        about = saying.subject.pk
        entry, words = compose(
            saying.subject,
            saying.verb or verb,
            after=ends[about],
            by=by,
            words=saying.words,
            details=saying.details,
        )
        ends[about] = entry.sequence, entry.digest
        entries.append(entry)
        said += [words] if words is not None else []
    Entry.objects.bulk_create(entries)
    Words.objects.bulk_create(said)
    move_on(sayings[0].subject, ends)
    return entries


@transaction.atomic
def forget_all(subjects: Sequence[models.Model], *, by: AbstractBaseUser | None, because: str) -> int:
    """Erase the words about all of them, as ``writing.forget`` does, in as few statements.

    The subjects are of one model, each named once. Returns how many entries lost their words.
    """
    if not subjects:
        return 0
    ends = hold_chains(subjects)
    if len(ends) < len(subjects):
        raise ValueError("Each subject once.")
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
    ids = list({subject.pk for subject in subjects})
    if len({subject._meta.label_lower for subject in subjects}) > 1:
        raise ValueError("The subjects must be all of one model.")
    with connection.cursor() as cursor:
        cursor.execute(HOLD, [subjects[0]._meta.label_lower, ids])
        return {subject_id: (sequence, previous) for subject_id, sequence, previous in cursor.fetchall()}


def move_on(subject: models.Model, ends: Mapping[int, tuple[int, str]]) -> None:
    """Where the chains about things like ``subject`` end by now."""
    rows = [(about, *end) for about, end in ends.items()]
    columns = [list(column) for column in zip(*rows, strict=True)]
    with connection.cursor() as cursor:
        cursor.execute(MOVE_ON, [*columns, subject._meta.label_lower])
