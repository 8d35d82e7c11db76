"""What a site asks: its own questionnaire, or the questions of the house."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from surveys.enums import LowReason, QuestionType, YesNo
from surveys.models import Invitation, Question, Questionnaire

HOUSE: Mapping[str, str | Promise] = {
    QuestionType.SATISFACTION: _("Your rating"),
    QuestionType.RESOLVED: _("Is it resolved?"),
    QuestionType.DONE_WELL: _("Did the person do the job well?"),
    QuestionType.EFFORT: _("How easy was it for you?"),
    QuestionType.RECOMMEND: _("Would you recommend us? 0 is surely not, 10 is surely."),
    QuestionType.COMMENT: _("Would you like to add anything?"),
}
# What a site asks that has not said otherwise.
STANDARD = (
    QuestionType.SATISFACTION,
    QuestionType.RESOLVED,
    QuestionType.DONE_WELL,
    QuestionType.COMMENT,
)
# What forms and answers call the questions of the house.
FIELDS = {
    QuestionType.SATISFACTION: "score",
    QuestionType.RESOLVED: "solved",
    QuestionType.DONE_WELL: "done_well",
    QuestionType.EFFORT: "effort",
    QuestionType.RECOMMEND: "recommend",
    QuestionType.COMMENT: "comment",
}
OWN = "own-"


@dataclass(frozen=True)
class Asked:
    """One question as somebody reads it."""

    type: QuestionType
    key: str
    wording: str
    choices: tuple[tuple[str, str], ...] = ()
    # Offered to whoever gives a low score.
    reasons: tuple[LowReason, ...] = ()

    @property
    def field(self) -> str:
        """Its name in forms."""
        return FIELDS.get(self.type, f"{OWN}{self.key}")

    @property
    def is_own(self) -> bool:
        """Whether the site asks it in words of its own, not the house."""
        return self.type not in FIELDS


def asked_in(questionnaire: Questionnaire | None, *, language: str, fallback: str) -> list[Asked]:
    """The questions in a language; what has no words in it stands in that of the site, ``fallback``."""
    if questionnaire is None:
        with translation.override(language):
            return [standard(kind) for kind in STANDARD]
    with translation.override(language):
        return [read(one, language, fallback) for one in questionnaire.questions.all()]


def standard(kind: QuestionType) -> Asked:
    reasons = tuple(LowReason) if kind == QuestionType.SATISFACTION else ()
    return Asked(kind, kind.value, str(HOUSE[kind]), reasons=reasons)


def read(question: Question, *languages: str) -> Asked:
    """As the first of these languages has it that has words for it, else in the words of the house."""
    kind = QuestionType(question.type)
    wording = worded(question.wording, languages) or str(HOUSE.get(kind, ""))
    choices = tuple((one["key"], worded(one["wording"], languages)) for one in question.choices)
    if kind == QuestionType.YES_NO:
        choices = tuple((one.value, str(one.label)) for one in YesNo)
    return Asked(kind, question.key, wording, choices, tuple(map(LowReason, question.reasons)))


def worded(wording: Mapping[str, str], languages: Iterable[str]) -> str:
    return next((wording[one] for one in languages if wording.get(one)), "")


def questions_of(invitation: Invitation) -> list[Asked]:
    """As its customer reads them."""
    site = invitation.resolution.ticket.site
    return asked_in(invitation.questionnaire, language=invitation.language, fallback=site.language)


class CurrentQuestions:
    """What some sites ask now, read at once."""

    def __init__(self, sites: Iterable[int]) -> None:
        found = Questionnaire.objects.published().filter(site__in=set(sites)).order_by("number")
        self._current = {(one.site_id, one.kind): one for one in found}

    def of(self, site_id: int, kind: str) -> Questionnaire | None:
        """The newest for the kind at the site, else for every kind there; None for the house's own."""
        return self._current.get((site_id, kind)) or self._current.get((site_id, ""))


def current_questions(site_id: int, kind: str) -> Questionnaire | None:
    """The newest for the kind at the site, else for every kind there; None for the house's own."""
    return CurrentQuestions([site_id]).of(site_id, kind)


def own_answers(
    asked: Iterable[Asked], *, chosen: Mapping[str, str], words: Mapping[str, str]
) -> list[tuple[str, str]]:
    """What was answered to the site's own questions: the question and what was said, in their order."""
    told = []
    for one in asked:
        if one.key in chosen:
            told.append((one.wording, dict(one.choices).get(chosen[one.key], chosen[one.key])))
        elif words.get(one.key):
            told.append((one.wording, words[one.key]))
    return told
