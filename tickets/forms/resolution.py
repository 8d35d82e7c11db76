from django import forms
from django.utils.translation import gettext_lazy as _

from tickets.enums import Outcome


class ResolutionForm(forms.Form):
    outcome = forms.ChoiceField(label=_("Outcome"), choices=Outcome.choices)
    explanation = forms.CharField(
        label=_("Explanation to the customer"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=5000,
        help_text=_("What was done, in the words the customer was told."),
    )


class ReopeningForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it is opened again"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000
    )
