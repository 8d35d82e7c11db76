"""Writing the record: an entry with each change, and the erasing of what entries say about people."""

from collections.abc import Mapping
from secrets import token_hex
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import connection, models, transaction
from django.utils import timezone

from helpdesk.record.models import CUSTOMER, HOUSE, ChainEnd, Entry, EntryQuerySet, Words
from helpdesk.record.sealing import as_kept, digest, seal

__all__ = ["CUSTOMER", "FORGOTTEN", "HOUSE", "forget", "write"]

FORGOTTEN = "record.forgotten"
# What the column holds.
LONGEST_NAME = 120
SALT_BYTES = 16

HOLD = """
INSERT INTO record_chainend AS chain (subject_type, subject_id, sequence, digest) VALUES (%s, %s, 0, '')
ON CONFLICT (subject_type, subject_id) DO UPDATE SET sequence = chain.sequence
RETURNING sequence, digest
"""


def write(
    subject: models.Model,
    verb: str,
    *,
    by: AbstractBaseUser | None,
    by_name: str = "",
    words: Mapping[str, Any] | None = None,
    **details: Any,
) -> Entry:
    """Add one entry about ``subject``, in the transaction of the change it tells of.

    ``verb`` is ``noun.past_participle`` (``ticket.moved``). ``details`` stay for good: ids, choices, figures,
    names of staff and sites. Whatever says something about a customer, and all free text, goes into
    ``words``, which can be erased; those that are empty are not kept. Both must be JSON. ``by`` is None when
    the house itself or a customer acted; for a customer ``by_name`` is ``CUSTOMER``, and ``words["by_name"]``
    what they are called. Raises ``RuntimeError`` outside a transaction: an entry that can survive the failure
    of its change, or be lost with it, is no record.
    """
    entry, said = compose(
        subject, verb, after=hold_chain(subject), by=by, by_name=by_name, words=words or {}, details=details
    )
    entry.save(force_insert=True)
    if said is not None:
        said.save(force_insert=True)
    end = ChainEnd.objects.filter(subject_type=entry.subject_type, subject_id=entry.subject_id)
    end.update(sequence=entry.sequence, digest=entry.digest)
    return entry


def compose(
    subject: models.Model,
    verb: str,
    *,
    after: tuple[int, str],
    by: AbstractBaseUser | None,
    by_name: str = "",
    words: Mapping[str, Any],
    details: Mapping[str, Any],
) -> tuple[Entry, Words | None]:
    """The entry that follows ``after`` (place and digest), and its words if it has any; none is saved yet."""
    sequence, previous = after
    entry = Entry(
        subject_type=subject._meta.label_lower,
        subject_id=subject.pk,
        sequence=sequence + 1,
        at=timezone.now(),
        by_id=by.pk if by else None,
        by_name=(by_name or (str(by) if by else HOUSE))[:LONGEST_NAME],
        verb=verb,
        details=as_kept(details),
    )
    said = None
    if kept := as_kept({key: value for key, value in words.items() if value not in ("", None)}):
        said = Words(entry=entry, salt=token_hex(SALT_BYTES), said=kept)
        entry.sealed = seal(kept, salt=said.salt)
    entry.digest = digest(entry, previous=previous)
    return entry, said


def hold_chain(subject: models.Model) -> tuple[int, str]:
    """Place and digest of the last entry about ``subject``; nobody else adds one until the transaction ends.

    One statement finds the end, begins a chain that was not there, and waits for whoever holds it.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("A record entry is written in the transaction of the change it tells of.")
    with connection.cursor() as cursor:
        cursor.execute(HOLD, [subject._meta.label_lower, subject.pk])
        sequence, previous = cursor.fetchone()
    return sequence, previous


@transaction.atomic
def forget(*subjects: models.Model, by: AbstractBaseUser | None, because: str) -> int:
    """Erase the words of every entry about ``subjects``. Returns how many entries lost theirs.

    About each subject that had any, an entry says who erased them, ``because`` of what, and ``through`` which
    place: with it the record verifies without them. ``because`` stays for good and must name nobody;
    ``sentences.REASONS`` may say it in the reader's language. In one transaction; two who forget the same
    things come one after the other, and the second finds nothing left.
    """
    forgotten = 0
    # Always in the same order, so that two who forget the same things do not wait for each other forever.
    for subject in sorted(set(subjects), key=lambda subject: (subject._meta.label_lower, subject.pk)):
        through, _digest = hold_chain(subject)
        gone = take_words(Entry.objects.about(subject))
        if gone:
            write(subject, FORGOTTEN, by=by, through=through, because=because)
            forgotten += gone
    return forgotten


def take_words(entries: EntryQuerySet) -> int:
    """Delete the words of these entries, in the one way the database lets it happen; how many."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('record.forgetting', 'on', true)")
        gone, _per_model = Words.objects.filter(entry__in=entries.order_by()).delete()
        cursor.execute("SELECT set_config('record.forgetting', 'off', true)")
    return gone
