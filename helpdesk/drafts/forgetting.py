"""Drafts that go: because they are old, or because they mention somebody who is to be forgotten."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from helpdesk.batches import batch_by_batch
from helpdesk.drafts.keeping import empty
from helpdesk.drafts.models import Draft, DraftQuerySet
from helpdesk.folding import fold

KEPT_FOR = timedelta(days=14)
# Longer than any request is on its way.
MARK_KEPT_FOR = timedelta(days=1)
BATCH = 200
BATCHES = 25
# Of a phone number, so that it is found with and without the country's prefix.
LAST_DIGITS = 9

_PHONE = re.compile(r"[+\d\s()./-]{6,}")
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[\s()./-]+(?=\d)")


def sweep(*, now: datetime) -> int:
    """Delete drafts nobody came back to and the marks of discarded ones. Returns how many went.

    Goes in small batches, each a transaction, and leaves the rest to the next time.
    """
    old = Draft.objects.live().filter(updated_at__lt=now - KEPT_FOR)
    marks = Draft.objects.filter(discarded_at__lt=now - MARK_KEPT_FOR)
    return sum(_delete(drafts) for drafts in (old, marks))


def _delete(drafts: DraftQuerySet) -> int:
    return batch_by_batch(lambda: _delete_batch(drafts), size=BATCH, most=BATCHES)


@transaction.atomic
def _delete_batch(drafts: DraftQuerySet) -> int:
    batch = [draft.pk for draft in drafts.select_for_update(skip_locked=True).only("pk")[:BATCH]]
    return Draft.objects.filter(pk__in=batch).delete()[0]


def forget(
    *,
    now: datetime,
    mentioning: Iterable[str] = (),
    holding: Mapping[str, Iterable[str]] | None = None,
    about: Iterable[str] = (),
) -> int:
    """Empty every draft, whoever typed it, that fits any of the three. Returns how many.

    ``mentioning`` are names, addresses and phone numbers: found as whole words in any field, whatever
    their case and accents, phone numbers in any spelling. ``holding`` are values a field has, such as
    ``{"customer": ["12"]}``. ``about`` names forms, as in ``Draft.about``. Emptied and marked as
    discarded rather than deleted, so that a page that is still open cannot bring it back.
    """
    wanted = [pattern for text in mentioning if (pattern := _pattern(text))]
    keys = set(_mentioning(wanted)) if wanted else set()
    exact = Q(about__in=list(about))
    for field, values in (holding or {}).items():
        for value in values:
            exact |= Q(data__contains={field: [value]})
    return empty(Draft.objects.live().filter(exact | Q(pk__in=keys)), now=now)


def _mentioning(patterns: list[re.Pattern[str]]) -> Iterator[UUID]:
    for draft in Draft.objects.live().only("label", "data").iterator(chunk_size=100):
        typed = (value for values in draft.data.values() for value in values)
        texts = [_comparable(text) for text in (draft.label, *typed)]
        if any(pattern.search(text) for pattern in patterns for text in texts):
            yield draft.pk


def _pattern(text: str) -> re.Pattern[str] | None:
    """What to look for in a ``_comparable`` text; None for nothing but space."""
    words = _comparable(text)
    if _PHONE.fullmatch(words):
        return re.compile(re.escape(words[-LAST_DIGITS:]) + r"(?!\d)")
    return re.compile(rf"(?<!\w){re.escape(words)}(?!\w)") if words else None


def _comparable(text: str) -> str:
    return _BETWEEN_DIGITS.sub("", fold(text))
