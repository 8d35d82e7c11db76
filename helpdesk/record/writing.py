"""Writing the record, and proving that nobody touched it since."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models
from django.utils import timezone

from helpdesk.record.models import Entry
from helpdesk.turns import wait_for_turn

# Who acts when no person does: a clock, a customer who answers, a letter that comes in.
HOUSE = "Courtesy Desk"
# What the column holds; a customer's name may be longer.
LONGEST_NAME = 120


def write(
    subject: models.Model,
    verb: str,
    *,
    by: AbstractBaseUser | None,
    by_name: str = "",
    **details: Any,
) -> Entry:
    """Add one entry about ``subject``, in the transaction of the change it tells of.

    ``verb`` is ``noun.past_participle`` (``ticket.moved``); ``details`` must be JSON. ``by`` is None when
    the house itself or a customer acted; ``by_name`` then says who. Raises ``RuntimeError`` outside a
    transaction: an entry that can survive the failure of its change, or be lost with it, is no record.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("A record entry is written in the transaction of the change it tells of.")
    subject_type, subject_id = subject._meta.label_lower, subject.pk
    wait_for_turn(f"{subject_type}:{subject_id}")
    last = Entry.objects.about(subject).last()
    entry = Entry(
        subject_type=subject_type,
        subject_id=subject_id,
        sequence=last.sequence + 1 if last else 1,
        at=timezone.now(),
        by_id=by.pk if by else None,
        by_name=(by_name or (str(by) if by else HOUSE))[:LONGEST_NAME],
        verb=verb,
        details=json.loads(json.dumps(details, cls=DjangoJSONEncoder)),
    )
    entry.digest = digest(entry, previous=last.digest if last else "")
    entry.save(force_insert=True)
    return entry


def digest(entry: Entry, *, previous: str) -> str:
    """SHA-256, in hex, over the previous digest and everything the entry says."""
    said = [
        previous,
        entry.subject_type,
        entry.subject_id,
        entry.sequence,
        entry.at.isoformat(),
        entry.by_id,
        entry.by_name,
        entry.verb,
        entry.details,
    ]
    canonical = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def breaks() -> Iterator[Entry]:
    """Every entry whose digest or place in its chain is wrong; none when the record is whole."""
    previous: Entry | None = None
    for entry in Entry.objects.order_by("subject_type", "subject_id", "sequence").iterator(chunk_size=2000):
        follows = previous is not None and (previous.subject_type, previous.subject_id) == (
            entry.subject_type,
            entry.subject_id,
        )
        before = previous if follows else None
        expected = before.sequence + 1 if before else 1
        if entry.sequence != expected or entry.digest != digest(
            entry, previous=before.digest if before else ""
        ):
            yield entry
        previous = entry
