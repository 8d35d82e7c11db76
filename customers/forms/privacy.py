from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from customers.enums import ErasureGround


class HoldForm(forms.Form):
    """Why the hold is placed, or why it is lifted."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For the record. The customer is told that there is a hold, not why."),
    )


class ErasureForm(forms.Form):
    """Asks once, and for the name: what is erased does not come back."""

    because = forms.ChoiceField(
        label=_("Why"), choices=ErasureGround, widget=forms.RadioSelect, initial=ErasureGround.ASKED
    )
    name = forms.CharField(
        label=_("The customer’s full name, to be sure"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.expected = name

    def clean_name(self) -> str:
        """The same words; nobody is held up by a capital letter or a double space."""
        typed: str = self.cleaned_data["name"]
        if typed.split() and plain(typed) == plain(self.expected):
            return typed
        raise ValidationError(_("This is not the customer’s name: %(name)s."), params={"name": self.expected})


def plain(name: str) -> str:
    return " ".join(name.split()).casefold()
