"""What a customer answers, whichever questions the site asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from surveys.domain.questions import OWN, Asked
from surveys.domain.results import SATISFIED
from surveys.domain.signs import Given
from surveys.enums import Effort, QuestionType, Score, Solved, WellDone
from surveys.models.answer import RECOMMEND_MOST

COMMENT_LONGEST, WORDS_LONGEST = 4000, 1000


def number(asked: Asked, choices: Sequence[tuple[int, Any]], **options: Any) -> forms.Field:
    options.setdefault("required", False)
    return forms.TypedChoiceField(
        label=asked.wording,
        choices=choices,
        coerce=int,
        empty_value=None,
        widget=forms.RadioSelect,
        **options,
    )


def one_of(asked: Asked, choices: Sequence[tuple[str, Any]]) -> forms.Field:
    return forms.ChoiceField(label=asked.wording, choices=choices, widget=forms.RadioSelect, required=False)


def words(asked: Asked, *, rows: int, longest: int) -> forms.Field:
    return forms.CharField(
        label=asked.wording,
        widget=forms.Textarea(attrs={"rows": rows}),
        max_length=longest,
        required=False,
    )


def score(asked: Asked) -> forms.Field:
    said = {"required": _("Please choose a number from 1 to 5.")}
    return number(asked, Score.choices, required=True, error_messages=said)


FIELDS: Mapping[QuestionType, Callable[[Asked], forms.Field]] = {
    QuestionType.SATISFACTION: score,
    QuestionType.RESOLVED: lambda asked: one_of(asked, Solved.choices),
    QuestionType.DONE_WELL: lambda asked: one_of(asked, WellDone.choices),
    QuestionType.EFFORT: lambda asked: number(asked, Effort.choices),
    QuestionType.RECOMMEND: lambda asked: number(asked, [(n, n) for n in range(RECOMMEND_MOST + 1)]),
    QuestionType.COMMENT: lambda asked: words(asked, rows=3, longest=COMMENT_LONGEST),
    QuestionType.YES_NO: lambda asked: one_of(asked, asked.choices),
    QuestionType.CHOICE: lambda asked: one_of(asked, asked.choices),
    QuestionType.TEXT: lambda asked: words(asked, rows=2, longest=WORDS_LONGEST),
}


class AnswerForm(forms.Form):
    """The questions of a site, in their order; only the score is needed."""

    is_anonymous = forms.BooleanField(label=_("Do not show my name with this answer"), required=False)

    def __init__(self, data: Any = None, *, asked: Sequence[Asked], **options: Any) -> None:
        super().__init__(data, **options)
        self.asked = asked
        for one in asked:
            self.fields[one.field] = FIELDS[one.type](one)
            if one.reasons:
                self.fields["because"] = forms.MultipleChoiceField(
                    label=_("What was it about?"),
                    choices=[(reason.value, reason.label) for reason in one.reasons],
                    widget=forms.CheckboxSelectMultiple,
                    required=False,
                )

    @classmethod
    def preselected(cls, clicked: str, *, asked: Sequence[Asked], given: Given | None = None) -> AnswerForm:
        """With the answer there is, and the score clicked in the letter; anything but 1–5 is ignored."""
        initial = initial_of(given) if given else {}
        if clicked in {str(value) for value in Score.values}:
            initial["score"] = int(clicked)
        return cls(asked=asked, initial=initial)

    def questions(self) -> Iterator[tuple[Asked, forms.BoundField]]:
        for one in self.asked:
            yield one, self[one.field]

    @property
    def given(self) -> Given:
        """Of a form that is right. Reasons for a low score are those of a low score only."""
        said = self.cleaned_data
        own = {one.key: (one, said[one.field]) for one in self.asked if one.is_own and said[one.field]}
        return Given(
            score=Score(said["score"]),
            solved=said.get("solved", ""),
            done_well=said.get("done_well", ""),
            comment=said.get("comment", ""),
            because=tuple(said.get("because", ())) if said["score"] < SATISFIED else (),
            effort=said.get("effort"),
            recommend=said.get("recommend"),
            chosen={key: value for key, (one, value) in own.items() if one.type != QuestionType.TEXT},
            words={key: value for key, (one, value) in own.items() if one.type == QuestionType.TEXT},
            is_anonymous=said["is_anonymous"],
        )


class PublicAnswerForm(AnswerForm):
    """``program`` is no answer: a box that says of itself that people leave it empty."""

    program = forms.BooleanField(required=False, widget=forms.CheckboxInput(attrs={"autocomplete": "off"}))


def initial_of(given: Given) -> dict[str, Any]:
    """What stands in the form already."""
    own = {f"{OWN}{key}": value for key, value in {**given.chosen, **given.words}.items()}
    return vars(given) | own
