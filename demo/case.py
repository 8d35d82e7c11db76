"""The shape of a demo case, and how its words are filled in.

A case is written once and may be told `again` with other goods, rooms and prices. In its texts a `{word}`
stands for one of its own fields (`{item}`, `{from_room}`), for an amount worked out from them (`{refund}`),
for an entry of `words`, or for `{to}`: how the customer is addressed.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from decimal import Decimal
from typing import Any, Literal, TypeVar

from demo.places import SITES, Language, SiteKey

Channel = Literal["phone", "email", "in_person", "web", "letter"]
ToldBy = Literal["woman", "man", "any"]
Outcome = Literal["as_asked", "alternative", "goodwill_only", "explained", "refused", "withdrawn"]
Words = Mapping[str, str | int]

_CURRENCY = {site.key: site.currency for site in SITES}
_BEFORE_UNIT = re.compile(r"(?<=\d) (?=\d{3}\b|(?:Kč|zł|EUR|%|cm|kg|km|m|l|W|GB|°C)(?!\w))")


@dataclass(frozen=True)
class Said:
    """One entry of the conversation. An associate's note is for staff only."""

    who: Literal["customer", "associate"]
    how: Literal["reply", "call", "visit", "note"]
    text: str


@dataclass(frozen=True)
class Resolution:
    """How the case ended, in words the customer may read."""

    outcome: Outcome
    explanation: str


@dataclass(frozen=True)
class Escalation:
    """What the associate asked a supervisor. An empty answer: still waiting for one."""

    reason: str
    answer: str = ""


@dataclass(frozen=True, kw_only=True)
class Case:
    """What every kind has. `language` is the customer's: the customer writes and is answered in it.

    `told_by` says whose voice the texts need, because Czech and Polish verbs carry gender; staff texts carry
    none. `chosen` is an index into `options`, None while the customer has not decided.
    Each entry of `again` replaces the fields and the words it names.
    """

    language: Language
    site: SiteKey
    channel: Channel
    told_by: ToldBy = "any"
    subject: str
    what_happened: str
    wanted: str
    options: tuple[str, ...] = ()
    chosen: int | None = None
    talk: tuple[Said, ...] = ()
    resolution: Resolution | None = None
    escalation: Escalation | None = None
    words: Words = field(default_factory=dict)
    again: tuple[Mapping[str, Any], ...] = ()

    def amounts(self) -> dict[str, Decimal]:
        """Amounts the texts may name, in the site's currency."""
        return {}


CaseT = TypeVar("CaseT", bound=Case)


def tellings(case: CaseT) -> tuple[CaseT, ...]:
    """The case as written, then once more for every entry of `again`. Words are not filled in yet."""
    own = {one.name for one in fields(case)}
    told = [replace(case, again=())]
    for change in case.again:
        words = {**case.words, **{key: value for key, value in change.items() if key not in own}}
        changed: dict[str, Any] = {key: value for key, value in change.items() if key in own}
        told.append(replace(case, again=(), words=words, **changed))
    return tuple(told)


def filled(case: CaseT, *, to: str) -> CaseT:
    """The case with every `{word}` replaced and no-break spaces where numbers need them.

    Raises KeyError for a word nobody has given.
    """
    words: dict[str, str | int] = {
        one.name: value for one in fields(case) if isinstance(value := getattr(case, one.name), str | int)
    }
    words |= {key: money(amount, case=case) for key, amount in case.amounts().items()}
    words |= {**case.words, "to": to}
    changed = {one.name: _fill(getattr(case, one.name), words) for one in fields(case) if one.name != "words"}
    return replace(case, words={}, **changed)


def money(amount: Decimal, *, case: Case) -> str:
    """The amount as the customer's language writes it, without cents when there are none."""
    amount = abs(amount)
    text = f"{amount:,.0f}" if amount == amount.to_integral_value() else f"{amount:,.2f}"
    if case.language == "en":
        return f"{_CURRENCY[case.site]} {text}"
    sign = {"CZK": "Kč", "PLN": "zł"}[_CURRENCY[case.site]]
    return f"{text.replace(',', ' ').replace('.', ',')} {sign}"


def _fill(value: Any, words: Words) -> Any:
    if isinstance(value, str):
        return _BEFORE_UNIT.sub("\N{NO-BREAK SPACE}", value.format_map(words))
    if isinstance(value, tuple):
        return tuple(_fill(one, words) for one in value)
    if isinstance(value, Said | Resolution | Escalation):
        return replace(value, **{one.name: _fill(getattr(value, one.name), words) for one in fields(value)})
    return value
