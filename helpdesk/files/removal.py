"""Removing files for good: the rows now, the blobs once that is certain."""

import logging
from collections.abc import Iterable
from datetime import datetime
from functools import partial

from django.db import transaction

from helpdesk.files import blobs
from helpdesk.files.models import File, Leftover

log = logging.getLogger(__name__)


@transaction.atomic
def remove(files: Iterable[File], *, now: datetime) -> None:
    """Delete the files, attached or not, with what the database cascades to; their blobs after the commit.

    A blob that cannot be deleted then is noted and tried again by the sweep. A rollback keeps everything.
    """
    found = File.objects.select_for_update().filter(pk__in=[file.pk for file in files])
    names = [name for file in found for name in file.blobs]
    found.delete()
    Leftover.objects.bulk_create([Leftover(storage_name=name, since=now) for name in names])
    transaction.on_commit(partial(delete_blobs, names), robust=True)


def delete_blobs(names: Iterable[str]) -> int:
    """Delete blobs that were left over, as far as the storage lets us. Returns how many."""
    deleted = 0
    for name in names:
        try:
            blobs.delete(name)
        except Exception:
            # Storages raise errors of their own making. The note stays, and the next sweep tries again.
            log.exception("A blob could not be deleted yet: %s", name)
            continue
        deleted += 1
        Leftover.objects.filter(storage_name=name).delete()
    return deleted
