"""The first rows of a file, as the page shows them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from customers.domain.imports.faults import Fault, say
from customers.domain.imports.looking import Look
from customers.domain.imports.person import read_person
from customers.domain.imports.rows import Row

# Of one cell; the rest can be seen in the file.
LONGEST_CELL = 80


@dataclass(frozen=True)
class PreviewRow:
    line: int
    cells: list[str]
    wrong: list[str]


@dataclass(frozen=True)
class Preview:
    """``columns`` are the fields as they are chosen at the moment: they decide what is wrong with a row."""

    look: Look
    columns: Sequence[str]
    country: str

    def __iter__(self) -> Iterator[PreviewRow]:
        for row in self.look.rows:
            cells = [cell if len(cell) <= LONGEST_CELL else f"{cell[:LONGEST_CELL]}…" for cell in row.cells]
            cells += [""] * (len(self.columns) - len(cells))
            wrong = [say(fault.as_json()) for fault in self._faults(row)]
            yield PreviewRow(row.line, cells[: len(self.columns)], wrong)

    def _faults(self, row: Row) -> list[Fault]:
        if row.fault:
            return [row.fault]
        return read_person(row.cells, columns=self.columns, country=self.country)[1]
