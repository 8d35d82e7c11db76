"""When a site asks, whom, and for how long it listens. Lengths are typed as people say them: "2 h", "7 d"."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms

from surveys.domain.survey_rules_keeping import RULES
from surveys.models import SurveyRules
from tickets.domain.lengths import MINUTE, written
from tickets.forms.length import LONGEST_LINE, length_in
from tickets.forms.sla_target import NO_DAYS

TIME = {"type": "time"}


class SpanField(forms.CharField):
    """Cleans to a ``timedelta``, or None when nothing was typed; refuses what is shorter than ``least``."""

    in_days = True
    least = timedelta(0)

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"autocomplete": "off"})
        super().__init__(**{"max_length": LONGEST_LINE, "widget": widget, **kwargs})

    def prepare_value(self, value: Any) -> Any:
        return written(value, in_days=self.in_days) if isinstance(value, timedelta) else value

    def clean(self, value: Any) -> timedelta | None:
        typed = super().clean(value)
        return self.length(typed) if typed else None

    def length(self, typed: str) -> timedelta:
        return length_in(typed, least=self.least).time


class LiveSpanField(SpanField):
    """Of a link: without a minute nobody could follow it."""

    least = MINUTE


class OpenSpanField(SpanField):
    """Counted in opening hours, so that a day is no measure."""

    in_days = False

    def length(self, typed: str) -> timedelta:
        length = length_in(typed, least=MINUTE)
        if length.in_days:
            raise forms.ValidationError(NO_DAYS)
        return length.time


SPANS = {
    "delay": SpanField,
    "rest": SpanField,
    "remind_after": SpanField,
    "locks_after": SpanField,
    "expires_after": LiveSpanField,
    "review_within": OpenSpanField,
}


class SurveyRulesForm(forms.ModelForm[SurveyRules]):
    """``instance`` is what holds now. What is typed goes into it; nothing is kept."""

    class Meta:
        model = SurveyRules
        fields = RULES
        field_classes = SPANS
        widgets = {
            "asked_from": forms.TimeInput(attrs=TIME, format="%H:%M"),
            "asked_until": forms.TimeInput(attrs=TIME, format="%H:%M"),
        }

    def clean(self) -> dict[str, Any]:
        """A length nobody touched stays as it is, even one that cannot be typed, of seconds."""
        data = super().clean() or {}
        for name, field in self.fields.items():
            before = self.initial.get(name)
            if isinstance(before, timedelta) and self[name].data == field.prepare_value(before):
                data[name] = before
        return data
