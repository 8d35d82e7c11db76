"""The draft of a questionnaire as it is typed: questions in every language, with choices or reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils import translation
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from surveys.domain.faults import MOST_CHOICES, Fault, Part, faults_of_shape, gaps
from surveys.domain.questions import HOUSE
from surveys.domain.written import LANGUAGES, Choice, Written, settled, unspoken
from surveys.enums import LowReason, QuestionType
from surveys.forms.typed_questions import addable, dumped

LONGEST_WORDING, LONGEST_CHOICE = 200, 80
EMPTY_LINES = 2


class WordsForm(forms.Form):
    """The same words in every language, and the key of what they stand for."""

    longest = LONGEST_WORDING

    def __init__(
        self, posted: Mapping[str, Any] | None, *, words: Mapping[str, str], key: str, prefix: str
    ) -> None:
        super().__init__(posted, prefix=prefix, initial={"key": key, **words})
        self.fields["key"] = forms.CharField(required=False, widget=forms.HiddenInput)
        for code, name in settings.LANGUAGES:
            self.fields[code] = forms.CharField(
                label=name,
                required=False,
                max_length=self.longest,
                widget=forms.TextInput(attrs={"lang": code, "autocomplete": "off", "class": "form-control"}),
            )

    def wordings(self) -> list[forms.BoundField]:
        return [self[code] for code in LANGUAGES]


class ChoiceForm(WordsForm):
    longest = LONGEST_CHOICE


class QuestionForm(WordsForm):
    """One question, with its choices or its reasons when it has such."""

    def __init__(self, question: Written, *, place: int, is_bound: bool) -> None:
        prefix = f"q{place}"
        posted = dumped(question, prefix) if is_bound else None
        super().__init__(posted, words=question.wording, key=question.key, prefix=prefix)
        self.question, self.place = question, place
        self.fields["type"] = forms.ChoiceField(choices=QuestionType.choices, widget=forms.HiddenInput)
        self.initial["type"] = question.type.value
        if not question.is_own:
            self._show_the_words_of_the_house()
        if question.type == QuestionType.SATISFACTION:
            self._ask_for_reasons()
        lines = filled_up(question.choices) if question.type == QuestionType.CHOICE else []
        self.choices = [
            ChoiceForm(posted, words=one.wording, key=one.key, prefix=f"{prefix}-c{line}")
            for line, one in enumerate(lines)
        ]
        # Of the choices together; each of them says what is wrong with itself.
        self.faults: list[str] = []

    def _show_the_words_of_the_house(self) -> None:
        """What is asked in each language while nobody has said otherwise."""
        for code in LANGUAGES:
            with translation.override(code):
                words = str(HOUSE[self.question.type])
            self.fields[code].widget.attrs["placeholder"] = words

    def _ask_for_reasons(self) -> None:
        self.fields["reasons"] = forms.MultipleChoiceField(
            label=gettext_lazy("Reasons offered for a low score"),
            choices=LowReason.choices,
            required=False,
            widget=forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"}),
        )
        self.initial["reasons"] = [one.value for one in self.question.reasons]

    @property
    def can_go_up(self) -> bool:
        return self.place > 1

    @property
    def has_room(self) -> bool:
        """For more choices than have a line."""
        return 0 < len(self.choices) < MOST_CHOICES

    def is_valid(self) -> bool:
        return all([super().is_valid(), not self.faults, *(one.is_valid() for one in self.choices)])


def filled_up(choices: Sequence[Choice]) -> list[Choice]:
    """With empty lines to go on with."""
    lines = max(len(choices), min(len(choices) + EMPTY_LINES, MOST_CHOICES))
    return [*choices, *[Choice()] * (lines - len(choices))]


class QuestionnaireForm:
    """All questions of a draft. ``is_bound``: somebody wants to keep them, so what is wrong is said."""

    def __init__(self, questions: Sequence[Written], *, language: str, is_bound: bool = False) -> None:
        self.questions, self.language = questions, language
        self.forms = [
            QuestionForm(one, place=place, is_bound=is_bound) for place, one in enumerate(questions)
        ]
        # What is wrong with all of them together.
        self.faults: list[str] = []

    @cached_property
    def addable(self) -> list[tuple[str, Any]]:
        return addable(self.questions)

    def missing(self) -> list[str]:
        """Which languages read something in the site's words: no error, but somebody may want to know."""
        names = dict(settings.LANGUAGES)
        said = _("%(language)s: %(places)s")
        return [
            said % {"language": names[code], "places": ", ".join(map(str, places))}
            for code, places in unspoken(self.questions)
            if code != self.language
        ]

    def is_valid(self, *, to_publish: bool) -> bool:
        questions = settled(self.questions)
        for fault in faults_of_shape(questions):
            self._note(fault)
        if to_publish:
            for fault in gaps(questions, language=self.language):
                self._note(fault)
        return all([not self.faults, *(one.is_valid() for one in self.forms)])

    def _note(self, fault: Fault) -> None:
        if fault.at is None:
            self.faults.append(fault.sentence)
        elif fault.part == Part.WORDING:
            self.forms[fault.at].add_error(self.language, fault.sentence)
        else:
            self.forms[fault.at].faults.append(fault.sentence)
