"""The rows that were left out: in words on the page, and as a file to mend and import again."""

import csv
from collections.abc import Iterator

from django.utils import translation
from django.utils.translation import gettext as _

from customers.domain.imports.faults import say
from customers.domain.imports.upload import look_at
from customers.enums import Delimiter
from customers.models import CustomerImport, ImportProblem
from helpdesk.csv_cells import Echo, guard

CHUNK = 2000


def sentences(problem: ImportProblem) -> list[str]:
    """What is wrong with the row, in the current language."""
    return [say(fault) for fault in problem.faults]


def headings_of(one: CustomerImport) -> list[str]:
    """Of the columns of the file; none when it had none or is gone."""
    try:
        return look_at(one).headings if one.stored_as else []
    except OSError:
        return []


def as_csv(one: CustomerImport, *, language: str) -> Iterator[str]:
    """The rows as they stood in the file, each with its line and what is wrong; in chunks, as it is read."""
    write = csv.writer(Echo(), delimiter=Delimiter(one.delimiter).sign).writerow
    with translation.override(language):
        head = [_("Line"), _("What is wrong"), *headings_of(one)]
    yield "\ufeff" + write(map(guard, head))
    for problem in one.problems.iterator(chunk_size=CHUNK):
        with translation.override(language):
            wrong = " ".join(sentences(problem))
        yield write(map(guard, [str(problem.line), wrong, *problem.row]))
