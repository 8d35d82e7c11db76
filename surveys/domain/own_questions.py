"""What was answered to the own questions of sites, for lists of answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from surveys.domain.questions import asked_in, own_answers
from surveys.models import Questionnaire


class OwnQuestions:
    """The questionnaires of some answers, read at once, in one language."""

    def __init__(self, questionnaires: Iterable[int | None], *, language: str) -> None:
        numbers = {number for number in questionnaires if number}
        found = Questionnaire.objects.filter(pk__in=numbers).select_related("site")
        self._asked = {
            one.pk: asked_in(one, language=language, fallback=one.site.language)
            for one in (found.prefetch_related("questions") if numbers else ())
        }

    def told(
        self, questionnaire: int | None, *, chosen: Mapping[str, str], words: Mapping[str, str]
    ) -> list[tuple[str, str]]:
        """Question and answer, in the order in which they are asked; nothing of questions of the house."""
        asked = self._asked.get(questionnaire, []) if questionnaire else []
        return own_answers(asked, chosen=chosen, words=words)
