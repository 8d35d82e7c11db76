"""What is wrong with questions somebody put together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from django.conf import settings
from django.utils.translation import gettext as _

from surveys.domain.written import Written, said
from surveys.enums import QuestionType

MOST_QUESTIONS = 10
FEWEST_CHOICES, MOST_CHOICES = 2, 10


class Part(Enum):
    """Where in a question something is wrong."""

    WHOLE = "whole"
    WORDING = "wording"
    CHOICES = "choices"


@dataclass(frozen=True)
class Fault:
    """What is wrong, in a sentence. ``at`` is the place of the question from 0 on, None for all of them."""

    at: int | None
    part: Part
    sentence: str


def faults_of_shape(questions: Sequence[Written]) -> Iterator[Fault]:
    """What not even a draft may be."""
    first = questions[0].type if questions else None
    if first != QuestionType.SATISFACTION:
        sentence = _("The first question is about satisfaction: it is the one the letter asks.")
        yield Fault(None, Part.WHOLE, sentence)
    if len(questions) > MOST_QUESTIONS:
        sentence = _("%(most)s questions are the most.") % {"most": MOST_QUESTIONS}
        yield Fault(None, Part.WHOLE, sentence)
    asked = set()
    for at, one in enumerate(questions):
        if not one.is_own and one.type in asked:
            yield Fault(at, Part.WHOLE, _("This is asked already."))
        if len(one.choices) > MOST_CHOICES:
            sentence = _("%(most)s choices are the most.") % {"most": MOST_CHOICES}
            yield Fault(at, Part.CHOICES, sentence)
        asked.add(one.type)


def gaps(questions: Sequence[Written], *, language: str) -> Iterator[Fault]:
    """What is still missing before customers may be asked at a site that speaks ``language``."""
    name = {"language": str(dict(settings.LANGUAGES)[language])}
    for at, one in enumerate(questions):
        if one.is_own and language not in said(one.wording):
            sentence = _("It needs words in the language of the site (%(language)s).") % name
            yield Fault(at, Part.WORDING, sentence)
        if one.type == QuestionType.CHOICE and len(one.choices) < FEWEST_CHOICES:
            sentence = _("Offer at least %(fewest)s choices.") % {"fewest": FEWEST_CHOICES}
            yield Fault(at, Part.CHOICES, sentence)
        elif any(language not in said(choice.wording) for choice in one.choices):
            sentence = _("Every choice needs words in the language of the site (%(language)s).") % name
            yield Fault(at, Part.CHOICES, sentence)
