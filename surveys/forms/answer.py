from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from surveys.enums import Score, Solved, WellDone


class AnswerForm(forms.Form):
    """What the customer answers; only the score is needed.

    ``program`` is no answer: a box that says of itself that people leave it empty.
    """

    score = forms.TypedChoiceField(
        label=_("Your rating"),
        choices=Score.choices,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose a number from 1 to 5.")},
    )
    solved = forms.ChoiceField(
        label=_("Is it resolved?"), choices=Solved.choices, widget=forms.RadioSelect, required=False
    )
    done_well = forms.ChoiceField(
        label=_("Did the person do the job well?"),
        choices=WellDone.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    comment = forms.CharField(
        label=_("Would you like to add anything?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
        required=False,
    )
    program = forms.BooleanField(required=False, widget=forms.CheckboxInput(attrs={"autocomplete": "off"}))

    @classmethod
    def preselected(cls, clicked: str, **initial: Any) -> "AnswerForm":
        """An unanswered form with the score clicked in the letter; anything but 1–5 is ignored."""
        if clicked in {str(value) for value in Score.values}:
            initial["score"] = int(clicked)
        return cls(initial=initial)
