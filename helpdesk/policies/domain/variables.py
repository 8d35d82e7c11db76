"""The variables of a canned reply: ``{customer}``; ``{{`` and ``}}`` stand for braces themselves.

Pure text: no database, no language.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from helpdesk.policies.enums import Variable

TOKEN = re.compile(r"\{\{|\}\}|\{[^{}]*\}|[{}]|[^{}]+")


@dataclass(frozen=True)
class Fault:
    """What is wrong with a text: a name that is no variable, or a brace without its counterpart."""

    sort: Literal["unknown", "unbalanced"]
    # What stands between the braces, or some of the text around the lonely one.
    where: str


def faults(body: str) -> Iterator[Fault]:
    """Everything wrong, in order; nothing when the text can be filled."""
    for match in TOKEN.finditer(body):
        token = match[0]
        if token in ("{", "}"):
            yield Fault("unbalanced", surroundings(body, match.start()))
        elif is_variable(token) and token[1:-1] not in Variable:
            yield Fault("unknown", token[1:-1])


def is_variable(token: str) -> bool:
    return token.startswith("{") and token not in ("{{", "{")


def surroundings(body: str, at: int) -> str:
    """A few characters on both sides, by which one finds the place again."""
    return " ".join(body[max(at - 12, 0) : at + 13].split())


def fill(body: str, values: Mapping[str, str]) -> str:
    """The text with every variable replaced by its value, once: braces inside a value stay as they are.

    Raises ``KeyError`` for a variable without a value, and ``ValueError`` for a lonely brace; a text that was
    saved has neither unknown variables nor lonely braces.
    """
    return "".join(filled(match[0], values) for match in TOKEN.finditer(body))


def filled(token: str, values: Mapping[str, str]) -> str:
    if token in ("{", "}"):
        raise ValueError("A brace without its counterpart.")
    if token in ("{{", "}}"):
        return token[0]
    return values[token[1:-1]] if is_variable(token) else token
