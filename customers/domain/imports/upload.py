"""A file comes in and is looked at; then the import is started, cancelled or thrown away."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from secrets import token_hex
from typing import BinaryIO, cast

from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from customers.domain.errors import NotPossible
from customers.domain.imports.finish import finish
from customers.domain.imports.looking import MOST_COLUMNS, Look, Manner, look, manner_of
from customers.domain.imports.sweep import clear
from customers.domain.imports.work import ask_for_work
from customers.enums import Delimiter, Encoding, ImportStatus
from customers.models import CustomerImport, ImportCancellation
from helpdesk.record import writing as record
from helpdesk.staff.models import Site, User

# In bytes: half a million rows fit.
LARGEST_FILE = 40 * 1024 * 1024
# A file that was looked at and never imported.
KEPT_UNSTARTED = timedelta(days=7)
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def receive(upload: File[bytes], *, site: Site, by: User, now: datetime) -> CustomerImport:
    """Keep an uploaded file and how it is probably meant. Nothing is imported yet.

    Raises ``NotPossible`` for a file that has no rows of text in it.
    """
    file = cast("BinaryIO", upload.file)
    refuse_what_is_no_text(file)
    manner = manner_of(file)
    seen = look_or_refuse(file, manner)
    one = CustomerImport(site=site, by=by, created_at=now, columns=seen.fields, size=upload.size)
    apply(manner, to=one)
    one.sweep_at = now + KEPT_UNSTARTED
    one.file_name = (upload.name or "")[-120:]
    # The row is there before the file: whatever happens in between, the sweep finds every file.
    one.stored_as = f"imports/{token_hex(16)}.csv"
    one.save()
    file.seek(0)
    try:
        default_storage.save(one.stored_as, File(file))
    except Exception:
        one.delete()
        raise
    return one


def refuse_what_is_no_text(file: BinaryIO) -> None:
    file.seek(0)
    if file.read(4) in WORKBOOKS:
        raise NotPossible(
            _("This is a workbook. Save it as “CSV UTF-8” in the spreadsheet, and choose that file.")
        )


def look_or_refuse(file: BinaryIO, manner: Manner) -> Look:
    seen = look(file, manner)
    if not seen.width:
        raise NotPossible(_("There are no rows in this file."))
    if seen.width > MOST_COLUMNS:
        raise NotPossible(
            _("The file has %(found)s columns. An import takes up to %(limit)s.")
            % {"found": seen.width, "limit": MOST_COLUMNS}
        )
    return seen


def apply(manner: Manner, *, to: CustomerImport) -> None:
    to.encoding, to.delimiter = manner.encoding, manner.delimiter
    to.has_header = manner.has_header


def manner_in(one: CustomerImport) -> Manner:
    return Manner(Encoding(one.encoding), Delimiter(one.delimiter), has_header=one.has_header)


def look_at(one: CustomerImport) -> Look:
    """The first rows of the kept file. Raises ``FileNotFoundError``."""
    with default_storage.open(one.stored_as, "rb") as file:
        return look(cast("BinaryIO", file), manner_in(one))


def lock_unstarted(one: CustomerImport) -> CustomerImport:
    """Raises ``NotPossible`` when it has been started."""
    imports = CustomerImport.objects.select_related("site", "by").filter(pk=one.pk)
    locked = imports.select_for_update(of=("self",)).first()
    if locked is None:
        raise NotPossible(_("This import is no longer here."))
    if not locked.is_uploaded:
        raise NotPossible(_("This import has been started already."))
    return locked


@transaction.atomic
def read_anew(one: CustomerImport, manner: Manner) -> CustomerImport:
    """Read the file in another manner; the columns are guessed again. Raises ``NotPossible``."""
    one = lock_unstarted(one)
    with default_storage.open(one.stored_as, "rb") as file:
        seen = look_or_refuse(cast("BinaryIO", file), manner)
    apply(manner, to=one)
    one.columns = seen.fields
    one.save(update_fields=["encoding", "delimiter", "has_header", "columns"])
    return one


@transaction.atomic
def start(one: CustomerImport, *, columns: Sequence[str], by: User, now: datetime) -> CustomerImport:
    """Let a worker begin. From now on it is ``by`` who adds these customers: those they may see are found.

    ``columns`` has the field of every column, "" for those to be left out. Raises ``NotPossible``.
    """
    one = lock_unstarted(one)
    one.columns, one.by, one.sweep_at = list(columns), by, None
    one.status, one.started_at, one.worked_at = ImportStatus.RUNNING, now, now
    one.save(update_fields=["columns", "by", "sweep_at", "status", "started_at", "worked_at"])
    record.write(one, "import.started", by=by, site=one.site.name, columns=one.columns, bytes=one.size)
    transaction.on_commit(lambda: ask_for_work(one.pk))
    return one


@transaction.atomic
def cancel(one: CustomerImport, *, by: User, now: datetime) -> None:
    """Stop after the batch that is being worked on, at once when there is none. Rows that are in stay in."""
    running = CustomerImport.objects.running().select_related("site", "by").filter(pk=one.pk)
    if not running.exists():
        raise NotPossible(_("This import is not running."))
    ImportCancellation.objects.get_or_create(customer_import=one, defaults={"by": by, "at": now})
    idle = running.select_for_update(of=("self",), skip_locked=True, no_key=True).first()
    if idle is not None:
        finish(idle, ImportStatus.CANCELLED, by=by, now=now)


@transaction.atomic
def throw_away(one: CustomerImport, *, now: datetime) -> None:
    """Delete an import that was never started, with its file. Raises ``NotPossible``."""
    clear(lock_unstarted(one), now=now)
