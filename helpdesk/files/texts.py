"""Whether something is text, and what sort of text."""

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO

from helpdesk.files.filetypes import CSV, EML, TEXT, FileType

CHUNK = 64 * 1024
# How far into a text one looks for what gives it away.
BEGINNING = 4096
# Bytes no text has, as browsers see it (WHATWG MIME Sniffing, "binary data byte").
BINARY = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
MARKUP = re.compile(
    r"<\s*(!doctype|\?xml|\?php|html|head|body|script|svg|iframe|object|embed)\b", re.IGNORECASE
)
SCRIPT = "#!"
# The head of a letter: field names with a colon, lines that go on indented; RFC 5322 (2.2).
LETTER_HEAD = re.compile(r"(?:[\x21-\x39\x3b-\x7e]+:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}")
LETTER_FIELD = re.compile(r"^(from|received|return-path):", re.IGNORECASE | re.MULTILINE)


def text_type(content: BinaryIO, *, extension: str) -> FileType | None:
    """What a text is, by its content and then by what its name says; None for what is no plain text.

    HTML that calls itself a text is a text: it is never shown, only downloaded as one.
    """
    start = ""
    for piece in _letters(content):
        if BINARY.search(piece):
            return None
        start += piece[: BEGINNING - len(start)]
    start = start.lstrip("\ufeff")
    if start.startswith(SCRIPT):
        return None
    if extension == ".eml" and _is_a_letter(start):
        return EML
    if extension == ".csv":
        return TEXT if MARKUP.search(start) else CSV
    return TEXT if extension in ("", *TEXT.extensions) else None


def _letters(content: BinaryIO) -> Iterator[str]:
    """The whole content in pieces. Without a byte order mark a byte is a letter: any 8-bit alphabet passes.

    What cannot be UTF-16 in spite of its mark comes out as a NUL, which no text has.
    """
    content.seek(0)
    marked = content.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    content.seek(0)
    decoder = codecs.getincrementaldecoder("utf-16" if marked else "latin-1")()
    try:
        while piece := content.read(CHUNK):
            yield decoder.decode(piece)
        yield decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        yield "\x00"


def _is_a_letter(start: str) -> bool:
    head = start.replace("\r\n", "\n").partition("\n\n")[0] + "\n"
    return LETTER_HEAD.match(head) is not None and LETTER_FIELD.search(head) is not None
