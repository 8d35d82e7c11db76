"""What a checklist asks and what a visitor answers, as plain values. Knows no database.

A checklist is sections with items, each with its wording by language. Keys name sections and items, and stay
the same from version to version, so that visits can be compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from secrets import token_hex
from typing import Any

from surveys.enums import ItemType

# The answer "does not apply"; the others are "yes", "no", or a mark as "1" to "5".
NOT_APPLICABLE = "na"
YES, NO = "yes", "no"
MARKS = ("1", "2", "3", "4", "5")
OFFERED = {
    ItemType.YES_NO: (YES, NO, NOT_APPLICABLE),
    ItemType.MARK: (*MARKS, NOT_APPLICABLE),
}
KEY_BYTES = 4


@dataclass(frozen=True)
class Worded:
    """A wording, and the language it is in."""

    text: str
    language: str


@dataclass(frozen=True)
class Item:
    key: str
    type: ItemType
    wording: Mapping[str, str]
    weight: int = 1

    @property
    def counts(self) -> bool:
        return self.type != ItemType.TEXT


@dataclass(frozen=True)
class Section:
    key: str
    wording: Mapping[str, str]
    items: tuple[Item, ...] = ()


@dataclass(frozen=True)
class Given:
    """What the visitor answered to one item: the value, or the words of a text; and a note beside it."""

    value: str = ""
    note: str = ""


Answers = Mapping[str, Given]


def new_key() -> str:
    return token_hex(KEY_BYTES)


def worded(wording: Mapping[str, str], *, language: str, otherwise: str) -> Worded:
    """In the language, else in that of the site, in which there always is one."""
    for one in (language, otherwise, *wording):
        if wording.get(one):
            return Worded(wording[one], one)
    return Worded("", otherwise)


def items_of(sections: Iterable[Section]) -> list[Item]:
    return [item for section in sections for item in section.items]


def missing(sections: Iterable[Section], answers: Answers) -> list[Item]:
    """Those that count and have no answer yet, not even that they do not apply."""
    return [item for item in items_of(sections) if item.counts and not answers.get(item.key, Given()).value]


def read(content: Iterable[Mapping[str, Any]]) -> tuple[Section, ...]:
    """The sections as the database keeps them."""
    return tuple(
        Section(
            section["key"],
            section["wording"],
            tuple(
                Item(item["key"], ItemType(item["type"]), item["wording"], item["weight"])
                for item in section["items"]
            ),
        )
        for section in content
    )


def write(sections: Iterable[Section]) -> list[dict[str, Any]]:
    """The sections as JSON; ``read`` gives them back."""
    return [
        {
            "key": section.key,
            "wording": dict(section.wording),
            "items": [
                {
                    "key": item.key,
                    "type": str(item.type),
                    "wording": dict(item.wording),
                    "weight": item.weight,
                }
                for item in section.items
            ],
        }
        for section in sections
    ]


def read_answers(kept: Mapping[str, Mapping[str, str]]) -> dict[str, Given]:
    return {key: Given(one.get("value", ""), one.get("note", "")) for key, one in kept.items()}


def write_answers(answers: Answers) -> dict[str, dict[str, str]]:
    """Only what says something."""
    given = {key: {name: text for name, text in vars(one).items() if text} for key, one in answers.items()}
    return {key: one for key, one in given.items() if one}
