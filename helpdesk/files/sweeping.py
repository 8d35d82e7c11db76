"""Nothing is kept that nobody needs: files never attached, blobs left over, blobs that never got a row."""

import logging
from datetime import UTC, datetime, timedelta

from django.db import transaction

from helpdesk.files import blobs
from helpdesk.files.models import File, Leftover
from helpdesk.files.removal import delete_blobs, remove

log = logging.getLogger(__name__)

# As long as a draft waits for its author to come back.
UNATTACHED_FOR = timedelta(days=14)
# No transaction lasts as long: a blob this old without a row never gets one.
STRAY_AFTER = timedelta(days=1)
# How many days are looked through for strays, so that a sweep that did not run is made up for.
STRAY_DAYS = 8
BATCH = 200
MOST_LEFTOVERS = 1000


def sweep(*, now: datetime) -> None:
    """One round of everything; safe to run twice and at the same time."""
    unattached = sweep_unattached(now=now)
    # A storage that is away now may be back later: what could not be deleted is tried again.
    names = Leftover.objects.order_by("since").values_list("storage_name", flat=True)[:MOST_LEFTOVERS]
    leftovers = delete_blobs(list(names))
    strays = sweep_strays(now=now)
    if unattached or leftovers or strays:
        log.info("Swept %s files, %s leftovers, %s strays", unattached, leftovers, strays)


def sweep_unattached(*, now: datetime) -> int:
    """Remove files that nobody attached to anything within ``UNATTACHED_FOR``. Returns how many."""
    swept = 0
    while batch := _remove_batch(created_before=now - UNATTACHED_FOR, now=now):
        swept += batch
    return swept


@transaction.atomic
def _remove_batch(*, created_before: datetime, now: datetime) -> int:
    forgotten = File.objects.unattached().filter(created_at__lt=created_before).order_by("created_at")
    files = list(forgotten.select_for_update(skip_locked=True)[:BATCH])
    remove(files, now=now)
    return len(files)


def sweep_strays(*, now: datetime) -> int:
    """Delete blobs whose transaction was rolled back, or whose process died. Returns how many."""
    newest = (now - STRAY_AFTER).astimezone(UTC).date() - timedelta(days=1)
    swept = 0
    for back in range(STRAY_DAYS):
        names = blobs.of_day(newest - timedelta(days=back))
        for start in range(0, len(names), BATCH):
            swept += delete_blobs(_strays_among(names[start : start + BATCH]))
    return swept


def _strays_among(names: list[str]) -> list[str]:
    known = set(File.objects.filter(storage_name__in=names).values_list("storage_name", flat=True))
    known |= set(File.objects.filter(thumbnail_name__in=names).values_list("thumbnail_name", flat=True))
    return [name for name in names if name not in known]
