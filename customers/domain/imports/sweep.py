"""Imports and their files are personal data: neither stays longer than it is of use."""

from datetime import datetime

from django.core.files.storage import default_storage
from django.db import transaction

from customers.enums import ImportStatus
from customers.models import CustomerImport, ImportProblem

BATCH = 100


def sweep(*, now: datetime) -> int:
    """Delete what is of no more use. Of an import that ran its figures stay. Returns how many were swept."""
    due = CustomerImport.objects.filter(sweep_at__lte=now, swept_at=None)
    swept = 0
    while batch := list(due.exclude(status=ImportStatus.RUNNING).order_by("sweep_at")[:BATCH]):
        for one in batch:
            clear(one, now=now)
        swept += len(batch)
    return swept


@transaction.atomic
def clear(one: CustomerImport, *, now: datetime) -> None:
    """Delete the file and the rows that were left out; the import too when it was never started.

    The file goes before the note that it is gone: whoever dies in between leaves nothing that is not found.
    """
    locked = CustomerImport.objects.select_for_update().filter(pk=one.pk).exclude(status=ImportStatus.RUNNING)
    for held in locked:
        default_storage.delete(held.stored_as)
        if held.is_uploaded:
            held.delete()
            return
        ImportProblem.objects.filter(customer_import=held).delete()
        held.stored_as, held.file_name, held.swept_at = "", "", now
        held.save(update_fields=["stored_as", "file_name", "swept_at"])
