"""Questions as the page sends them, right or wrong.

The page works without JavaScript: a button that moves a question sends all that was typed and gets it back.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import QueryDict

from surveys.domain.faults import MOST_QUESTIONS
from surveys.domain.written import LANGUAGES, Choice, Written, fresh
from surveys.enums import LowReason, QuestionType

# Whatever somebody sends, no more than this is read.
MOST_READ = 2 * MOST_QUESTIONS


def typed_in(posted: QueryDict) -> list[Written]:
    """What was typed, in its order, right or wrong."""
    count = number_in(posted.get("count", ""))
    return [one for place in range(min(count, MOST_READ)) if (one := typed_question(posted, f"q{place}"))]


def number_in(text: str) -> int:
    """-1 for what is no number a page of ours sends."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else -1


def typed_question(posted: QueryDict, prefix: str) -> Written | None:
    """None for a sort of question there is not."""
    kind = posted.get(f"{prefix}-type", "")
    if kind not in QuestionType.values:
        return None
    lines = (f"{prefix}-c{line}" for line in range(MOST_READ) if f"{prefix}-c{line}-key" in posted)
    choices = (Choice(posted.get(f"{line}-key", ""), typed_words(posted, line)) for line in lines)
    reasons = posted.getlist(f"{prefix}-reasons")
    return Written(
        QuestionType(kind),
        posted.get(f"{prefix}-key", ""),
        typed_words(posted, prefix),
        tuple(choice for choice in choices if any(map(str.strip, choice.wording.values()))),
        tuple(one for one in LowReason if one.value in reasons),
    )


def typed_words(posted: QueryDict, prefix: str) -> dict[str, str]:
    return {code: posted.get(f"{prefix}-{code}", "") for code in LANGUAGES}


def rearranged(questions: Sequence[Written], do: str, *, added: str) -> tuple[list[Written], int | None]:
    """What a button makes of the questions, and the place one goes on at. ``do`` is "add", or "up:2"."""
    rows = list(questions)
    verb, _colon, place = do.partition(":")
    at = number_in(place)
    if verb == "add" and added in dict(addable(rows)):
        return [*rows, fresh(QuestionType(added))], len(rows)
    if not 0 <= at < len(rows):
        return rows, None
    if verb == "remove":
        return rows[:at] + rows[at + 1 :], max(0, at - 1)
    there = at + {"up": -1, "down": 1}.get(verb, 0)
    if there != at and min(at, there) > 0 and there < len(rows):
        rows[at], rows[there] = rows[there], rows[at]
        return rows, there
    return rows, at


def addable(questions: Iterable[Written]) -> list[tuple[str, Any]]:
    """The sorts of question that can be added: those of the house once only."""
    asked = list(questions)
    if len(asked) >= MOST_QUESTIONS:
        return []
    there = {one.type for one in asked if not one.is_own}
    return [(one.value, one.label) for one in QuestionType if one not in there]


def dumped(question: Written, prefix: str) -> dict[str, Any]:
    """As a form sends it."""
    sent: dict[str, Any] = {
        f"{prefix}-type": question.type.value,
        f"{prefix}-key": question.key,
        f"{prefix}-reasons": [one.value for one in question.reasons],
    }
    sent |= {f"{prefix}-{code}": words for code, words in question.wording.items()}
    for line, choice in enumerate(question.choices):
        sent[f"{prefix}-c{line}-key"] = choice.key
        sent |= {f"{prefix}-c{line}-{code}": words for code, words in choice.wording.items()}
    return sent
