from django import forms
from django.utils.translation import gettext_lazy as _


class ReviewForm(forms.Form):
    what_was_done = forms.CharField(
        label=_("What was done"), widget=forms.Textarea(attrs={"rows": 2}), max_length=2000
    )
