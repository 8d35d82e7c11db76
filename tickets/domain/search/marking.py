"""Where the words of a search stand in a text, without accents, and the piece of it worth showing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from django.utils.safestring import SafeString

from helpdesk.folding import fold
from tickets.domain.search.wanted import Mark

# What is shown of a longer text, and how much of it before the first word that fits.
SHOWN = 180
BEFORE = 60
NOTHING = r"(?!)"


class Bare(dict[int, str]):
    """For ``str.translate``: every letter without its accent, where that is one letter, too."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        plain = fold(letter)
        self[code] = plain if len(plain) == 1 else letter
        return self[code]


BARE = Bare()


class Marker:
    """Knows the words of one search when it sees them."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        words = {re.escape(mark.text) + (r"[^\W_]*" if mark.begins else r"(?![^\W_])") for mark in marks}
        self.pattern = re.compile(rf"(?<![^\W_])(?:{'|'.join(sorted(words)) or NOTHING})")

    def marked(self, text: str) -> SafeString:
        """The text as HTML, safe, with ``<mark>`` around the words that were searched for."""
        # Most texts have nothing to escape, and a page has a hundred of them.
        safe = str if escape(text) == text else escape
        done: list[str] = []
        at = 0
        for found in self.pattern.finditer(text.translate(BARE)):
            start, end = found.span()
            done += [safe(text[at:start]), "<mark>", safe(text[start:end]), "</mark>"]
            at = end
        return SafeString("".join([*done, safe(text[at:])]))

    def excerpt(self, text: str) -> str:
        """The piece of the text where the first of the words stands, on one line; "" when none does."""
        text = " ".join(text.split())
        first = self.pattern.search(text.translate(BARE))
        return around(text, first.start()) if first else ""


def around(text: str, place: int) -> str:
    start = 0 if place <= BEFORE else text.find(" ", place - BEFORE, place) + 1 or place
    piece = text[start : start + SHOWN]
    if start + SHOWN < len(text):
        piece = piece.rpartition(" ")[0] or piece
    return ("… " if start else "") + piece + (" …" if start + len(piece) < len(text) else "")
