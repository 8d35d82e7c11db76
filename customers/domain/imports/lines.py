"""A file as lines of text, each with the byte it ends at, so that reading can go on from there."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from customers.enums import Encoding

# In bytes. A longer line is no row of customers, and would be held in memory as a whole.
LONGEST_LINE = 64 * 1024
# What is kept of such a line, to be recognised by.
HEAD = 1024
CHUNK = 64 * 1024

BOMS = {
    Encoding.UTF_8: codecs.BOM_UTF8,
    Encoding.UTF_16_LE: codecs.BOM_UTF16_LE,
    Encoding.UTF_16_BE: codecs.BOM_UTF16_BE,
}
END_OF_LINE = re.compile(rb"\r\n|\n|\r")
ENDS_OF_LINE = {
    Encoding.UTF_16_LE: re.compile(rb"\r\0\n\0|\n\0|\r\0"),
    Encoding.UTF_16_BE: re.compile(rb"\0\r\0\n|\0\n|\0\r"),
}


@dataclass(frozen=True)
class Line:
    """``text`` with its line end; bytes the encoding does not know read as U+FFFD."""

    text: str
    end: int
    is_too_long: bool = False


def start_of_text(file: BinaryIO, *, encoding: Encoding) -> int:
    """The byte after the byte order mark, 0 without one."""
    bom = BOMS.get(encoding, b"")
    file.seek(0)
    return len(bom) if bom and file.read(len(bom)) == bom else 0


class Lines(Iterator[Line]):
    """The lines from byte ``start`` on, holding little more than one of them in memory."""

    def __init__(self, file: BinaryIO, *, encoding: Encoding, start: int) -> None:
        file.seek(start)
        self._file = file
        self._encoding = encoding
        self._pattern = ENDS_OF_LINE.get(encoding, END_OF_LINE)
        self._width = 2 if encoding in ENDS_OF_LINE else 1
        self._buffer = b""
        self._at = 0  # in the buffer
        self._before = start  # bytes of the file before the buffer
        self._is_over = False

    def __next__(self) -> Line:
        end = self._find_end()
        while end is None and len(self._buffer) - self._at <= LONGEST_LINE and self._refill():
            end = self._find_end()
        if end is None and len(self._buffer) - self._at <= LONGEST_LINE:
            end = len(self._buffer)
        if end == self._at:
            raise StopIteration
        if end is None or end - self._at > LONGEST_LINE:
            return self._cut_short()
        return self._cut(end)

    def _cut(self, end: int) -> Line:
        text = self._buffer[self._at : end].decode(self._encoding.value, "replace")
        self._at = end
        return Line(text, self._before + end)

    def _cut_short(self) -> Line:
        """A line that is too long: its beginning is kept, the rest is read over."""
        head = self._buffer[self._at : self._at + HEAD].decode(self._encoding.value, "replace")
        while (end := self._find_end()) is None:
            # One sign stays: it may be the first half of a line end.
            self._at = max(self._at, len(self._buffer) - self._width)
            if not self._refill():
                end = len(self._buffer)
                break
        self._at = end
        return Line(head, self._before + end, is_too_long=True)

    def _find_end(self) -> int | None:
        """Where the line that begins at ``_at`` ends; None when the buffer does not say."""
        for match in self._pattern.finditer(self._buffer, self._at):
            if (match.start() - self._at) % self._width:
                continue  # two halves of neighbouring signs
            # A carriage return at the very end may be followed by a line feed.
            is_certain = self._is_over or match.end() < len(self._buffer) or b"\n" in match[0]
            return match.end() if is_certain else None
        return None

    def _refill(self) -> bool:
        chunk = self._file.read(CHUNK)
        if not chunk:
            self._is_over = True
            return False
        self._before += self._at
        self._buffer = self._buffer[self._at :] + chunk
        self._at = 0
        return True
