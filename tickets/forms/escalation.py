from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tickets.enums import Answer


class EscalationForm(forms.Form):
    reason = forms.CharField(
        label=_("What do you need from the supervisor, and why"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )


class AnswerForm(forms.Form):
    """A plain "agreed" needs no words; anything else does."""

    answer = forms.ChoiceField(
        label=pgettext_lazy("noun", "Answer"), choices=Answer.choices, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("What to do"), widget=forms.Textarea(attrs={"rows": 2}), max_length=2000, required=False
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("answer") in (Answer.DECLINED, Answer.ADVICE) and not data.get("text"):
            self.add_error("text", _("Say why, or what to do instead."))
        return data


class ExceptionAnswerForm(forms.Form):
    """A plain "allowed" needs no words; a "no" does."""

    approved = forms.TypedChoiceField(
        label=pgettext_lazy("noun", "Answer"),
        choices=[("yes", _("Allow the exception")), ("no", _("Do not allow it"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("What to do"), widget=forms.Textarea(attrs={"rows": 2}), max_length=2000, required=False
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("approved") is False and not data.get("text"):
            self.add_error("text", _("Say why, or what to do instead."))
        return data
