"""A questionnaire with a question of every sort, as the hotel asks it."""

from typing import Any

from django.utils import timezone

from helpdesk.staff.models import Site, User
from surveys.enums import LowReason, QuestionType
from surveys.models import Question, Questionnaire

BREAKFAST = [
    {"key": "early", "wording": {"en": "Before eight", "cs": "Před osmou"}},
    {"key": "late", "wording": {"cs": "Po osmé"}},
]
EVERY_SORT: list[dict[str, Any]] = [
    {"type": QuestionType.SATISFACTION, "reasons": [LowReason.WAITING, LowReason.UNFRIENDLY]},
    {"type": QuestionType.RESOLVED},
    {"type": QuestionType.DONE_WELL},
    {"type": QuestionType.EFFORT, "wording": {"en": "Was it easy?", "cs": "Šlo to snadno?"}},
    {"type": QuestionType.RECOMMEND},
    {"type": QuestionType.YES_NO, "key": "taxi", "wording": {"cs": "Jeli jste taxíkem?"}},
    {
        "type": QuestionType.CHOICE,
        "key": "breakfast",
        "wording": {"en": "When did you have breakfast?", "cs": "Kdy jste snídali?"},
        "choices": BREAKFAST,
    },
    {
        "type": QuestionType.TEXT,
        "key": "missed",
        "wording": {"en": "What did you miss?", "cs": "Co chybělo?"},
    },
    {"type": QuestionType.COMMENT},
]


def ask(
    site: Site, *questions: dict[str, Any], by: User, kind: str = "", number: int = 1, is_draft: bool = False
) -> Questionnaire:
    """A version with these questions, published unless it is a draft."""
    asked = Questionnaire.objects.create(site=site, kind=kind, number=number, created_by=by)
    Question.objects.bulk_create(
        Question(questionnaire=asked, position=place, **{"key": str(one["type"])} | one)
        for place, one in enumerate(questions)
    )
    if not is_draft:
        asked.published_at, asked.published_by = timezone.now(), by
        asked.save()
    return asked
