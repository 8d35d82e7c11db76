"""A search as somebody types it, taken apart: words, "exact phrases", -without, #1042, kind:return."""

from __future__ import annotations

import re
from dataclasses import dataclass

from customers.domain.phone import digits_to_find

LONGEST = 200
# Fewer digits are rather a receipt or a room than a phone number.
PHONE_DIGITS = range(9, 16)
QUOTES = str.maketrans(dict.fromkeys("„“”«»‟❝❞＂", '"'))
PIECE = re.compile(
    r"""(?P<minus>[-−–])?            # without
    (?:(?P<name>[^\W\d_]+):)?        # kind:
    (?:"(?P<phrase>[^"]*)"?|(?P<word>\S+))""",
    re.VERBOSE,
)
PHONE = re.compile(r"(?<![^\s\"])\+?\(?\d[\d\s()/.-]{7,}\d(?![^\s\"])")
NUMBER = re.compile(r"#?([0-9]{1,12})")


@dataclass(frozen=True)
class Piece:
    """One thing that was typed. ``name`` is what stood before the colon, "" for ordinary words."""

    text: str
    name: str = ""
    is_phrase: bool = False
    is_phone: bool = False
    is_without: bool = False

    @property
    def number(self) -> int | None:
        """The ticket's number it may be."""
        found = None if self.is_phrase or self.name else NUMBER.fullmatch(self.text)
        return int(found[1]) if found else None

    @property
    def is_only_number(self) -> bool:
        return self.text.startswith("#") and self.number is not None

    @property
    def as_word(self) -> Piece:
        """The same as ordinary text, for a name or a value nobody knows."""
        return Piece(f"{self.name}:{self.text}", is_phrase=self.is_phrase, is_without=self.is_without)


def cleaned(text: str) -> str:
    """What can be searched for at all: printable, of ordinary quotes, and no longer than anybody types."""
    known = text.encode("utf-8", "ignore").decode().translate(QUOTES)
    return "".join(sign if sign.isprintable() else " " for sign in known).strip()[:LONGEST]


def read(text: str) -> list[Piece]:
    """The pieces in the order they were typed. Any text can be read; the empty one has no pieces."""
    text = cleaned(text)
    pieces: list[Piece] = []
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        phone = PHONE.match(text, at)
        if phone and len(digits_to_find(phone[0])) in PHONE_DIGITS:
            pieces.append(Piece(phone[0], is_phone=True))
            at = phone.end()
            continue
        found = PIECE.match(text, at)
        if found is None:
            break
        at = found.end()
        pieces.append(piece(found))
    return [one for one in pieces if one.text.strip()]


def piece(found: re.Match[str]) -> Piece:
    phrase = found["phrase"]
    return Piece(
        text=found["word"] if phrase is None else phrase,
        name=(found["name"] or "").casefold(),
        is_phrase=phrase is not None,
        is_without=found["minus"] is not None,
    )
