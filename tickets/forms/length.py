"""A length of time in a form: typed as people say it, "30 min", "4 h", "2 d"."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from tickets.domain.lengths import LONGEST, Length, NotALength, Wrong, parse_length

# What is wrong, in the reader's words.
SENTENCES: Mapping[Wrong, StrOrPromise] = {
    Wrong.NO_LENGTH: _("“{typed}” is not a length of time, such as 30 min, 4 h or 2 d."),
    Wrong.NO_UNIT: _("Minutes, hours or days? Write 30 min, 4 h or 2 d."),
    Wrong.SECONDS: _("“{typed}” is not in whole minutes."),
    Wrong.TOO_LONG: _("“{typed}” is too long; {most} days are the most."),
}
LONGEST_LINE = 40


class LengthField(forms.CharField):
    """Cleans to a ``Length``, or None when nothing was typed. With ``least`` anything shorter is refused."""

    def __init__(self, *, least: timedelta = timedelta(0), **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"})
        super().__init__(**{"required": False, "max_length": LONGEST_LINE, "widget": widget, **kwargs})
        self.least = least

    def clean(self, value: Any) -> Length | None:
        typed = super().clean(value)
        return length_in(typed, least=self.least) if typed else None


def length_in(typed: str, *, least: timedelta = timedelta(0)) -> Length:
    """Raises ``ValidationError`` with what is wrong."""
    try:
        length = parse_length(typed)
    except NotALength as wrong:
        said = str(SENTENCES[wrong.wrong]).format(typed=wrong.typed, most=LONGEST.days)
        raise forms.ValidationError(said) from wrong
    if length.time < least:
        raise forms.ValidationError(_("It takes a minute at least."))
    return length
