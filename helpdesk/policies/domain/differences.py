"""What changed from one text to the next, word by word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

# Words with what follows them, so that the pieces put together again are the text.
WORD = re.compile(r"\S+\s*|\s+")
# Fewer words that happen to be in both texts between two changes make them harder to read, not easier.
FEWEST = 3


@dataclass(frozen=True)
class Piece:
    """Some words that stayed, are new, or are gone."""

    sort: Literal["same", "added", "removed"]
    text: str


def differences(before: str, after: str) -> list[Piece]:
    """The pieces in order: without the added ones they are ``before``, without the removed ones ``after``."""
    return list(pieces(WORD.findall(before), WORD.findall(after)))


def pieces(before: list[str], after: list[str]) -> Iterator[Piece]:
    removed: list[str] = []
    added: list[str] = []
    steps = SequenceMatcher(a=before, b=after).get_opcodes()
    for place, (tag, start, stop, start_after, stop_after) in enumerate(steps):
        stays = tag == "equal" and (stop - start >= FEWEST or place in (0, len(steps) - 1))
        if not stays:
            removed += before[start:stop]
            added += after[start_after:stop_after]
            continue
        yield from change(removed, added)
        yield Piece("same", "".join(before[start:stop]))
        removed, added = [], []
    yield from change(removed, added)


def change(removed: list[str], added: list[str]) -> Iterator[Piece]:
    if removed:
        yield Piece("removed", "".join(removed))
    if added:
        yield Piece("added", "".join(added))
