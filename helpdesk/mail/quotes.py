"""What somebody quotes below their own words, as mail programs in our languages write it.

The patterns are those of the common mail programs: a line that ends in "wrote:" (in Czech "napsal(a):", in
Polish "napisał(a):" or "pisze:"), Outlook's block of headers, and lines that begin with ">".
"""

from __future__ import annotations

import re
from typing import NamedTuple

_WROTE = r"(?:wrote|napsal(?:a|\(a\))?|píše|napisał(?:a|\(a\))?|pisze|schrieb)"
# As in: On 3 May 2026 Jana wrote; Dne 3. 5. 2026 Jana napsal(a); W dniu 3.05.2026 o 10:12 Jan pisze.
_INTRODUCTION = re.compile(
    rf"^[ \t]*(?:(?:On|Dne|W dniu|Dnia|Am|Po|Út|St|Čt|Pá|So|Ne|pon\.|wt\.|śr\.|czw\.|pt\.|sob\.|niedz\.)\b"
    rf"[^\n]{{0,200}}(?:\n[^\n]{{0,200}})?\b{_WROTE}|[^\n]{{0,200}}\b{_WROTE})[^\n]{{0,60}}:[ \t]*$",
    re.MULTILINE,
)
_FORWARDED = re.compile(
    r"^[ \t]*(?:-{2,}[ \t]*(?:Original Message|Původní zpráva|Wiadomość oryginalna|Oryginalna wiadomość"
    r"|Forwarded message|Přeposlaná zpráva|Wiadomość przekazana)[ \t]*-{2,}|_{20,})[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
_HEADERS = re.compile(
    r"^[ \t]*\*?(?:From|Od):\*?[ \t][^\n]+\n(?:[ \t]*\*?(?:Sent|To|Cc|Date|Subject|Odesláno|Komu|Kopie|Datum"
    r"|Předmět|Wysłano|Do|DW|Data|Temat):\*?[^\n]*(?:\n|\Z)){2,}",
    re.MULTILINE,
)
_QUOTED_LINE = re.compile(r"^[ \t]*>", re.MULTILINE)


class Parts(NamedTuple):
    """``own + quoted`` is the whole text, letter by letter."""

    own: str
    quoted: str


def split(text: str) -> Parts:
    """The words somebody wrote, and the older letter below them ("" when there is none).

    An answer between the quoted lines stays whole: nobody's words are folded away. A text that begins with a
    quotation stays whole, too.
    """
    for start in sorted(_beginnings(text)):
        own, quoted = text[:start], text[start:]
        if own.strip() and _is_all_quotation(quoted):
            return Parts(own, quoted)
    return Parts(text, "")


def _beginnings(text: str) -> set[int]:
    starts = {found.start() for pattern in (_FORWARDED, _HEADERS) for found in pattern.finditer(text)}
    for found in _INTRODUCTION.finditer(text):
        if _QUOTED_LINE.match(text[found.end() :].lstrip("\r\n \t")):
            starts.add(found.start())
    first = _first_of_the_last_quoted_lines(text)
    return starts if first is None else starts | {first}


def _first_of_the_last_quoted_lines(text: str) -> int | None:
    """Where the quoted lines at the very end begin."""
    start, position = None, len(text)
    for line in reversed(text.splitlines(keepends=True)):
        position -= len(line)
        if _QUOTED_LINE.match(line):
            start = position
        elif line.strip():
            break
    return start


def _is_all_quotation(quoted: str) -> bool:
    """Whether nothing stands in it but the quotation: after an introduction every line is quoted."""
    if _FORWARDED.match(quoted) or _HEADERS.match(quoted):
        return True
    introduction = _INTRODUCTION.match(quoted)
    rest = quoted[introduction.end() :] if introduction else quoted
    return all(_QUOTED_LINE.match(line) for line in rest.splitlines() if line.strip())
