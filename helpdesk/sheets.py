"""Tables to be taken away, as CSV or XLSX: numbers to count with, and text that never runs."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

from babel.numbers import format_decimal
from xlsxwriter import Workbook

from helpdesk.csv_cells import Echo, guard, separator_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Text stays text, whatever it begins with; what does not fit into memory waits in a file.
CAREFUL = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
# In characters, of the first column and of the others.
WIDE, NARROW = 32, 14
# Of the name of a sheet, in Excel.
LONGEST_NAME = 31


@dataclass(frozen=True)
class Number:
    """Written with so many digits after the point; XLSX keeps all there are."""

    value: float
    digits: int = 0

    def written(self, *, language: str) -> str:
        pattern = f"0.{'0' * self.digits}" if self.digits else "0"
        return format_decimal(self.value, format=pattern, locale=language)


Cell = str | Number | None


@dataclass(frozen=True)
class Sheet:
    """One table. ``title`` is in the house's own words, without ``[]:*?/`` and backslashes."""

    title: str
    heads: Sequence[str]
    rows: Iterable[Sequence[Cell]]


def as_csv(sheet: Sheet, *, language: str) -> Iterator[str]:
    """Row by row, with separators and decimal signs as spreadsheets expect them in the language."""
    write = csv.writer(Echo(), delimiter=separator_of(language)).writerow
    yield "\ufeff" + write(map(guard, sheet.heads))
    for row in sheet.rows:
        yield write([in_csv(cell, language=language) for cell in row])


def in_csv(cell: Cell, *, language: str) -> str:
    if isinstance(cell, Number):
        return cell.written(language=language)
    return guard(cell or "")


def as_xlsx(sheet: Sheet) -> bytes:
    """A workbook of one sheet whose heads stay where they are."""
    kept = BytesIO()
    with Workbook(kept, CAREFUL) as workbook:
        page = workbook.add_worksheet(sheet.title[:LONGEST_NAME])
        page.freeze_panes(1, 1)
        page.set_column(0, 0, WIDE)
        page.set_column(1, max(len(sheet.heads) - 1, 1), NARROW)
        head = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        for column, text in enumerate(sheet.heads):
            page.write_string(0, column, text, head)
        formats = {
            digits: workbook.add_format({"num_format": f"0.{'0' * digits}" if digits else "0"})
            for digits in range(3)
        }
        for row, cells in enumerate(sheet.rows, start=1):
            for column, cell in enumerate(cells):
                if isinstance(cell, Number):
                    page.write_number(row, column, cell.value, formats[cell.digits])
                elif cell:
                    page.write_string(row, column, cell)
    return kept.getvalue()
