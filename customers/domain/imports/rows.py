"""A file as rows of cells, broken ones included, from any row on."""

import csv
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from customers.domain.imports.faults import Fault
from customers.domain.imports.lines import LONGEST_LINE, Line, Lines, start_of_text
from customers.enums import Delimiter, Encoding

# A quotation mark that is still open after so many lines, or so many characters, was never closed.
MOST_LINES = 50
LONGEST_ROW = 64 * 1024
NUL, UNREADABLE = "\0", "\N{REPLACEMENT CHARACTER}"


@dataclass(frozen=True)
class Row:
    """``line`` is the number, from 1, of the first of its lines; with a fault the cells are as found."""

    cells: list[str]
    line: int
    fault: Fault | None = None

    @property
    def is_blank(self) -> bool:
        return self.fault is None and not any(cell.strip() for cell in self.cells)


class NeverClosed(Exception):
    """The row has taken so many lines that a quotation mark must be missing."""


class Rows(Iterator[Row]):
    """The rows from byte ``position`` on, which is the end of a row or 0; ``line`` lines come before it.

    After each row ``position`` and ``line`` say where to go on. A quotation mark that is never closed
    spoils one line and not the rest of the file.
    """

    def __init__(
        self,
        file: BinaryIO,
        *,
        encoding: Encoding,
        delimiter: Delimiter,
        position: int = 0,
        line: int = 0,
    ) -> None:
        self.position = position or start_of_text(file, encoding=encoding)
        self.line = line
        self._feed = Feed(Lines(file, encoding=encoding, start=self.position))
        self._reader = csv.reader(self._feed, delimiter=delimiter.sign, skipinitialspace=True, strict=True)

    def __next__(self) -> Row:
        self._feed.taken.clear()
        first = self.line + 1
        try:
            cells = next(self._reader)
            fault = fault_of(cells)
        except (csv.Error, NeverClosed):
            self._feed.give_back_all_but_one()
            spoilt = self._feed.taken[0]
            cells = [spoilt.text.rstrip("\r\n")]
            fault = Fault("line_too_long", {"limit": LONGEST_LINE}) if spoilt.is_too_long else Fault("quotes")
        self.position = self._feed.taken[-1].end
        self.line += len(self._feed.taken)
        return Row(cells, first, fault)


def fault_of(cells: list[str]) -> Fault | None:
    if any(NUL in cell for cell in cells):
        return Fault("nul")
    if any(UNREADABLE in cell for cell in cells):
        return Fault("unreadable")
    return None


class Feed(Iterator[str]):
    """The lines the CSV reader asks for, with a note of those it took for the row it is at."""

    def __init__(self, lines: Lines) -> None:
        self.taken: list[Line] = []
        self._lines = lines
        self._returned: deque[Line] = deque()

    def __next__(self) -> str:
        line = self._returned.popleft() if self._returned else next(self._lines)
        self.taken.append(line)
        if line.is_too_long or len(self.taken) > MOST_LINES or self._is_long():
            raise NeverClosed
        return line.text

    def _is_long(self) -> bool:
        return len(self.taken) > 1 and sum(len(line.text) for line in self.taken) > LONGEST_ROW

    def give_back_all_but_one(self) -> None:
        self._returned.extendleft(reversed(self.taken[1:]))
        del self.taken[1:]
