from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from surveys.domain.sheet_code import code_of, number_in


class SheetForm(forms.Form):
    """The code in letters, from a sheet that came back."""

    code = forms.CharField(
        label=_("Code on the sheet"),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        help_text=_("In the corner of the sheet, below the square."),
    )

    def clean_code(self) -> str:
        """As it is printed."""
        number = number_in(self.cleaned_data["code"])
        if number is None:
            raise ValidationError(_("There is no such code: please compare each character with the sheet."))
        return code_of(number)
