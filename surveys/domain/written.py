"""Questions as a supervisor writes them, in every language at once; a customer reads ``Asked`` in one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from secrets import token_hex

from django.conf import settings
from django.utils import translation

from surveys.domain.questions import FIELDS, STANDARD, Asked, read
from surveys.enums import LowReason, QuestionType
from surveys.models import Question, Questionnaire

LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)
KEY = re.compile(r"[a-z0-9_-]{1,20}", re.ASCII)
KEY_BYTES = 4


@dataclass(frozen=True)
class Choice:
    """One answer of several. ``key`` names it in answers; empty until it is kept for the first time."""

    key: str = ""
    wording: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Written:
    """One question. What is empty in ``wording`` stands in it, too, as long as nothing is kept."""

    type: QuestionType
    key: str = ""
    wording: Mapping[str, str] = field(default_factory=dict)
    choices: tuple[Choice, ...] = ()
    # Of satisfaction: what is offered to whoever gives a low score.
    reasons: tuple[LowReason, ...] = ()

    @property
    def is_own(self) -> bool:
        """Whether the house has no words for it, only the site."""
        return self.type not in FIELDS


def written(questionnaire: Questionnaire | None) -> list[Written]:
    """Its questions, or those of the house."""
    if questionnaire is None:
        return [fresh(one) for one in STANDARD]
    return [of_row(row) for row in questionnaire.questions.all()]


def fresh(kind: QuestionType) -> Written:
    """As a question of this sort begins."""
    reasons = tuple(LowReason) if kind == QuestionType.SATISFACTION else ()
    return Written(kind, kind.value if kind in FIELDS else "", reasons=reasons)


def of_row(row: Question) -> Written:
    choices = tuple(Choice(one["key"], one["wording"]) for one in row.choices)
    reasons = tuple(LowReason(one) for one in row.reasons)
    return Written(QuestionType(row.type), row.key, row.wording, choices, reasons)


def to_rows(questions: Iterable[Written]) -> list[Question]:
    """As they are kept; of no questionnaire yet."""
    return [
        Question(
            position=position,
            key=one.key,
            type=one.type,
            wording=dict(one.wording),
            choices=[{"key": choice.key, "wording": dict(choice.wording)} for choice in one.choices],
            reasons=list(one.reasons),
        )
        for position, one in enumerate(questions, start=1)
    ]


def as_asked(questions: Iterable[Written], *, language: str, fallback: str) -> list[Asked]:
    """As a customer would read them in this language; what has no words in it, in that of the site."""
    with translation.override(language):
        return [read(row, language, fallback) for row in to_rows(questions)]


def settled(questions: Iterable[Written]) -> list[Written]:
    """As they are to be kept: without empty words, each question and each choice with a key of its own.

    Keys that are there stay; those of the house's questions are their sorts. Choices nobody has worded, and
    what a question of this sort does not have, are left out.
    """
    taken: set[str] = set()
    return [settle(one, taken) for one in questions]


def settle(question: Written, taken: set[str]) -> Written:
    choices = [replace(one, wording=said(one.wording)) for one in question.choices]
    inside: set[str] = set()
    is_choice = question.type == QuestionType.CHOICE
    return Written(
        question.type,
        own_key(question.key, taken) if question.is_own else question.type.value,
        said(question.wording),
        tuple(replace(one, key=own_key(one.key, inside)) for one in choices if one.wording and is_choice),
        question.reasons if question.type == QuestionType.SATISFACTION else (),
    )


def own_key(key: str, taken: set[str]) -> str:
    """The key, or a new one when it is none or another one has it; noted as taken."""
    house = {kind.value for kind in FIELDS}
    while not KEY.fullmatch(key) or key in taken or key in house:
        key = token_hex(KEY_BYTES)
    taken.add(key)
    return key


def said(wording: Mapping[str, str]) -> dict[str, str]:
    """What has words, without the spaces around them, in the order of the languages."""
    trimmed = ((code, wording.get(code, "").strip()) for code in LANGUAGES)
    return {code: words for code, words in trimmed if words}


def unspoken(questions: Sequence[Written]) -> Iterator[tuple[str, list[int]]]:
    """The languages in which something is missing that stands in another one, with the questions' places."""
    for code in LANGUAGES:
        places = [place for place, one in enumerate(questions, start=1) if lacks(one, code)]
        if places:
            yield code, places


def lacks(question: Written, code: str) -> bool:
    worded = [said(question.wording), *(said(choice.wording) for choice in question.choices)]
    return any(words and code not in words for words in worded)
