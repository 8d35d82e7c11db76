"""Working through an import, batch by batch, whoever dies in between.

A batch is one transaction: what its rows say, what became of them, and how far the file is worked through.
A worker that dies loses the batch it was at and nothing else; the sweep goes on from there. The import's
row is held meanwhile, so that nobody else takes the same batch, and all imports take turns, so that two
files that tell of the same person do not both add them.
"""

import logging
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from itertools import islice
from typing import BinaryIO, cast

from celery import current_app
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

from customers.domain.imports.batch import Batch, settle, understand
from customers.domain.imports.finish import finish
from customers.domain.imports.rows import Row, Rows
from customers.enums import Delimiter, Encoding, ImportFailure, ImportStatus
from customers.models import CustomerImport, ImportCancellation
from helpdesk.turns import wait_for_turn

log = logging.getLogger(__name__)

BATCH = 500
MOST_ROWS = 500_000
# A batch takes a second or two. Nobody has touched a running import for so long: its worker is gone.
RESTING = timedelta(seconds=30)
# A batch that fails so often in a row will not succeed.
MOST_ATTEMPTS = 5
TURN = "customers.import"
TASK = "customers.tasks.work_on_import"


class Shelf:
    """The file of one import, kept open and in place between two batches of the same worker."""

    def __init__(self) -> None:
        self._file: BinaryIO | None = None
        self._rows: Rows | None = None

    def next_rows(self, one: CustomerImport) -> list[Row]:
        """The rows after those that are done with; none at the end. Moves the import's place, unsaved.

        Raises ``OSError`` when the storage does not give the file.
        """
        rows = self._rows
        if rows is None or (rows.position, rows.line) != (one.position, one.line):
            rows = self._rows = self._at(one)
        if one.has_header and one.position == 0:
            next((row for row in rows if not row.is_blank), None)
        found = list(islice(rows, BATCH))
        one.position, one.line = rows.position, rows.line
        return found

    def _at(self, one: CustomerImport) -> Rows:
        if self._file is None:
            self._file = cast("BinaryIO", default_storage.open(one.stored_as, "rb"))
        return Rows(
            self._file,
            encoding=Encoding(one.encoding),
            delimiter=Delimiter(one.delimiter),
            position=one.position,
            line=one.line,
        )

    def close(self) -> None:
        if self._file is not None:
            self._file.close()


def ask_for_work(import_id: int) -> None:
    """Wake a worker. If the broker cannot be reached the sweep finds the import half a minute later."""
    try:
        current_app.send_task(TASK, [import_id])
    except OperationalError as error:
        log.warning("Import %s waits for the sweep, the broker does not answer: %s", import_id, error)


def work_on(import_id: int, *, is_time_up: Callable[[], bool]) -> None:
    """Work until the import is finished, somebody else works on it, or the time is up; then ask again."""
    try:
        with closing(Shelf()) as shelf:
            while work_on_batch(import_id, shelf=shelf, now=timezone.now()):
                if is_time_up():
                    ask_for_work(import_id)
                    break
    except Exception:
        note_failure(import_id, now=timezone.now())
        raise


@transaction.atomic
def work_on_batch(import_id: int, *, shelf: Shelf, now: datetime) -> bool:
    """One batch. False when there is nothing more to do here."""
    one = hold(import_id)
    if one is None or is_stopped(one, now=now):
        return False
    try:
        rows = shelf.next_rows(one)
    except OSError:
        log.exception("The file of import %s cannot be read.", import_id)
        finish(one, ImportStatus.FAILED, by=None, now=now, failure=ImportFailure.UNREADABLE)
        return False
    batch = understand(rows, of=one)
    if rows:
        wait_for_turn(TURN)
        settle(batch)
    save_progress(batch, now=now)
    if not rows:
        finish(one, ImportStatus.DONE, by=None, now=now)
    return bool(rows)


def hold(import_id: int) -> CustomerImport | None:
    """The import, locked; None when it is finished, or somebody else holds it."""
    running = CustomerImport.objects.running().select_related("site", "by").filter(pk=import_id)
    return running.select_for_update(of=("self",), skip_locked=True, no_key=True).first()


def is_stopped(one: CustomerImport, *, now: datetime) -> bool:
    """Whether it ends here, before its next batch; then it is finished."""
    cancellation = ImportCancellation.objects.filter(customer_import=one).select_related("by").first()
    if cancellation is not None:
        finish(one, ImportStatus.CANCELLED, by=cancellation.by, now=now)
    elif not (one.by.is_active and one.by.can_supervise and one.site in one.by.sites):
        finish(one, ImportStatus.FAILED, by=None, now=now, failure=ImportFailure.NO_ACCESS)
    elif one.rows >= MOST_ROWS and one.position < one.size:
        finish(one, ImportStatus.FAILED, by=None, now=now, failure=ImportFailure.TOO_MANY_ROWS)
    return not one.is_running


def save_progress(batch: Batch, *, now: datetime) -> None:
    one = batch.of
    for name, number in batch.counts.items():
        setattr(one, name, getattr(one, name) + number)
    one.worked_at, one.failed_attempts = now, 0
    one.save(update_fields=["position", "line", "worked_at", "failed_attempts", *batch.counts])


@transaction.atomic
def note_failure(import_id: int, *, now: datetime) -> None:
    """After several in a row the import is given up; until then the sweep tries again."""
    one = hold(import_id)
    if one is None:
        return
    one.failed_attempts += 1
    one.worked_at = now
    one.save(update_fields=["failed_attempts", "worked_at"])
    if one.failed_attempts >= MOST_ATTEMPTS:
        finish(one, ImportStatus.FAILED, by=None, now=now, failure=ImportFailure.BROKEN)


def go_on(*, now: datetime, is_time_up: Callable[[], bool]) -> None:
    """Work on the imports whose worker is gone, or was never woken, one after the other."""
    resting = CustomerImport.objects.resting_since(now - RESTING).order_by("worked_at")
    for import_id in list(resting.values_list("pk", flat=True)):
        if not is_time_up():
            work_on(import_id, is_time_up=is_time_up)
