"""What was said in an answer beside score and comment, in words."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from helpdesk.staff.compiled_lists import Row
from surveys.domain.own_questions import OwnQuestions
from surveys.domain.results import SAID
from surveys.enums import AnswerChannel, Effort, LowReason, Solved, WellDone
from surveys.models.answer import RECOMMEND_MOST, Answer


class AlsoSaid:
    """Of some answers, as ``COLUMNS`` of ``surveys/domain/results.py`` brings them."""

    def __init__(self, rows: Iterable[Row]) -> None:
        numbers = [row["invitation__questionnaire_id"] for row in rows if has_own(row)]
        self._own = OwnQuestions(numbers, language=get_language() or "")

    def own(self, row: Row) -> str:
        """The site's own questions and what was answered, a line each."""
        if not has_own(row):
            return ""
        chosen, words = (as_read(row[name]) for name in ("chosen", "words"))
        told = self._own.told(row["invitation__questionnaire_id"], chosen=chosen, words=words)
        return "\n".join(f"{question} {answer}" for question, answer in told)

    def beside(self, row: Row) -> str:
        """Resolved, done well, how easy, recommended, and how the answer came, in one line."""
        return " · ".join(parts(row))


def of_answer(answer: Answer, *, questionnaire: int | None, channel: str = AnswerChannel.LETTER) -> Row:
    """One answer as a row, for pages that show few."""
    said = {name: getattr(answer, name) for name in SAID}
    return said | {"channel": channel, "invitation__questionnaire_id": questionnaire}


def parts(row: Row) -> Iterator[str]:
    said = labels(get_language() or "")
    if row["solved"]:
        yield said["solved"] % {"answer": said[Solved, row["solved"]]}
    if row["done_well"]:
        yield said["done_well"] % {"answer": said[WellDone, row["done_well"]]}
    if row["effort"] is not None:
        yield said["effort"] % {"answer": said[Effort, row["effort"]]}
    if row["recommend"] is not None:
        yield said["recommend"] % {"number": row["recommend"], "most": RECOMMEND_MOST}
    if row["channel"] != AnswerChannel.LETTER:
        yield said[AnswerChannel, row["channel"]]


@lru_cache(maxsize=10)
def labels(_language: str) -> dict[Any, str]:
    """The words of one language, looked up once and not for every row."""
    found: dict[Any, str] = {
        "solved": _("Resolved: %(answer)s"),
        "done_well": _("Done well: %(answer)s"),
        "effort": _("How easy: %(answer)s"),
        "recommend": _("Would recommend us: %(number)s of %(most)s"),
    }
    for choices in (Solved, WellDone, Effort, AnswerChannel, LowReason):
        found |= {(choices, one.value): str(one.label) for one in choices}
    return found


def because(row: Row) -> str:
    """What the low score was about, as the customer chose it."""
    said = labels(get_language() or "")
    return "; ".join(said[LowReason, reason] for reason in row["because"])


def has_own(row: Row) -> bool:
    return bool(as_read(row["chosen"])) or bool(as_read(row["words"]))


def as_read(value: Any) -> dict[str, str]:
    """What a compiled list brings as text."""
    if isinstance(value, str):
        value = {} if value == "{}" else json.loads(value)
    return dict(value)
