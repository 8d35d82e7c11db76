"""A first look at a file: how it is to be read, and how its first rows look then."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO

from customers.domain.imports.encoding import encoding_of
from customers.domain.imports.headings import fields_of, meaning_of
from customers.domain.imports.rows import Row, Rows
from customers.enums import Delimiter, Encoding, ImportField

PREVIEW = 20
MOST_COLUMNS = 60
# A column without a heading is taken for what most of its cells look like.
MOST = 0.6
FEWEST_DIGITS = 7


@dataclass(frozen=True)
class Manner:
    """How a file is read."""

    encoding: Encoding
    delimiter: Delimiter
    has_header: bool


@dataclass(frozen=True)
class Look:
    """The headings, if there are any, and the first rows that are not blank."""

    headings: list[str]
    rows: list[Row]

    @property
    def width(self) -> int:
        """Of the headings, which are right about it; else of the widest row."""
        return len(self.headings) or max((len(row.cells) for row in self.rows if not row.fault), default=0)

    @property
    def fields(self) -> list[str]:
        """What the columns probably are."""
        if any(meaning_of(heading) for heading in self.headings):
            return fields_of(self.headings)
        return fields_by_cells([row.cells for row in self.rows if not row.fault], width=self.width)


def manner_of(file: BinaryIO) -> Manner:
    """How the file is probably meant."""
    encoding = encoding_of(file)
    delimiter = delimiter_of(file, encoding=encoding)
    first = look(file, Manner(encoding, delimiter, has_header=False))
    return Manner(encoding, delimiter, has_header=begins_with_headings(first.rows))


def look(file: BinaryIO, manner: Manner) -> Look:
    found = first_rows(file, encoding=manner.encoding, delimiter=manner.delimiter, most=PREVIEW + 1)
    if not manner.has_header:
        return Look([], found[:PREVIEW])
    headings = found[0].cells if found and not found[0].fault else []
    return Look([heading.strip() for heading in headings], found[1:])


def first_rows(file: BinaryIO, *, encoding: Encoding, delimiter: Delimiter, most: int) -> list[Row]:
    rows = islice(Rows(file, encoding=encoding, delimiter=delimiter), most * 10)
    return list(islice((row for row in rows if not row.is_blank), most))


def delimiter_of(file: BinaryIO, *, encoding: Encoding) -> Delimiter:
    """The one with which most rows have the same number of columns, and more than one."""

    def fit(delimiter: Delimiter) -> tuple[float, int]:
        rows = first_rows(file, encoding=encoding, delimiter=delimiter, most=PREVIEW)
        widths = Counter(0 if row.fault else len(row.cells) for row in rows)
        width, times = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
        return (times / len(rows), width) if width > 1 else (0, 0)

    return max(Delimiter, key=fit)


def begins_with_headings(rows: Sequence[Row]) -> bool:
    """Whether the first row names columns: by a known heading, or as the only one without e-mail or phone."""
    if not rows or rows[0].fault:
        return False
    first, following = rows[0], rows[1:]
    if any(meaning_of(cell) for cell in first.cells):
        return True
    return not any(map(is_contact, first.cells)) and any(
        is_contact(cell) for row in following for cell in row.cells
    )


def is_email(cell: str) -> bool:
    return "@" in cell


def is_phone(cell: str) -> bool:
    digits = sum(sign.isdigit() for sign in cell)
    return digits >= FEWEST_DIGITS and not any(sign.isalpha() for sign in cell)


def is_contact(cell: str) -> bool:
    return is_email(cell) or is_phone(cell)


def is_name(cell: str) -> bool:
    return " " in cell.strip() and not any(sign.isdigit() or sign == "@" for sign in cell)


def fields_by_cells(rows: Sequence[Sequence[str]], *, width: int) -> list[str]:
    """What the columns are by what stands in them, where there are no headings to tell."""
    fields: list[str] = []
    for column in range(width):
        cells = [row[column] for row in rows if len(row) > column and row[column].strip()]
        field = looks_like(cells)
        fields.append("" if field == ImportField.NAME and field in fields else field)
    return fields


def looks_like(cells: Sequence[str]) -> str:
    for field, fits in (
        (ImportField.EMAIL, is_email),
        (ImportField.PHONE, is_phone),
        (ImportField.NAME, is_name),
    ):
        if cells and sum(map(fits, cells)) >= MOST * len(cells):
            return field.value
    return ""
