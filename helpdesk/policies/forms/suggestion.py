from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from helpdesk.policies.enums import SuggestionOutcome


class VoteForm(forms.Form):
    useful = forms.TypedChoiceField(
        choices=[("yes", _("Yes")), ("no", _("No"))], coerce=lambda answer: answer == "yes"
    )


class SuggestionForm(forms.Form):
    text = forms.CharField(
        label=_("What would you change, and why"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000
    )


class SettlingForm(forms.Form):
    """ "Done" may go without words; "declined" needs a reason."""

    outcome = forms.ChoiceField(choices=SuggestionOutcome.choices, widget=forms.HiddenInput)
    answer = forms.CharField(label=pgettext_lazy("noun", "Answer"), required=False, max_length=200)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("outcome") == SuggestionOutcome.DECLINED and not data.get("answer"):
            self.add_error("answer", _("Say why not."))
        return data
