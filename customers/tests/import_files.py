"""Files of customers for the tests of imports, and imports run from one end to the other."""

import csv
from collections.abc import Iterable, Sequence
from contextlib import closing
from io import StringIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from customers.domain.imports.upload import receive, start
from customers.domain.imports.work import Shelf, work_on, work_on_batch
from customers.models import CustomerImport
from helpdesk.staff.models import Site, User

HEADINGS = ("Name", "E-mail", "Phone", "Language", "Company", "Loyalty number", "VIP", "Own reference")


def csv_of(*rows: Sequence[str], delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    text = StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode(encoding)


def guests(number: int, *, beginning: int = 0) -> Iterable[tuple[str, ...]]:
    """Distinct people with everything one can say about them."""
    for n in range(beginning, beginning + number):
        yield (
            f"Guest Number{n}",
            f"guest{n}@post.example",
            f"+420 777 {n // 1000 % 1000:03} {n % 1000:03}",
            ("cs", "pl", "en")[n % 3],
            f"Firm {n % 50}",
            f"L-{n:06}",
            "yes" if n % 10 == 0 else "",
            f"ERP{n}",
        )


def file_of_guests(number: int, *, beginning: int = 0) -> bytes:
    return csv_of(HEADINGS, *guests(number, beginning=beginning))


def upload(content: bytes, *, site: Site, by: User, name: str = "guests.csv") -> CustomerImport:
    return receive(SimpleUploadedFile(name, content), site=site, by=by, now=timezone.now())


def begin(content: bytes, *, site: Site, by: User, columns: Sequence[str] | None = None) -> CustomerImport:
    one = upload(content, site=site, by=by)
    return start(one, columns=columns or one.columns, by=by, now=timezone.now())


def run(one: CustomerImport) -> CustomerImport:
    """All batches, as one worker with all the time in the world does them."""
    work_on(one.pk, is_time_up=lambda: False)
    one.refresh_from_db()
    return one


def run_a_batch(one: CustomerImport) -> bool:
    """What one worker does before it dies; whether there is more to do."""
    with closing(Shelf()) as shelf:
        return work_on_batch(one.pk, shelf=shelf, now=timezone.now())


def imported(content: bytes, *, site: Site, by: User, columns: Sequence[str] | None = None) -> CustomerImport:
    return run(begin(content, site=site, by=by, columns=columns))


def counts(one: CustomerImport) -> tuple[int, int, int, int]:
    """Added, updated, unchanged, left out."""
    return one.added, one.updated, one.unchanged, one.failed
