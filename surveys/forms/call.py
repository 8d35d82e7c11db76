"""How a call went, when the customer answered no questions."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from surveys.domain.reasons import TOO_OLD
from surveys.enums import CallOutcome
from tickets.kinds.form import time_input

OUTCOMES = [one for one in CallOutcome if one != CallOutcome.ANSWERED]


class CallForm(forms.Form):
    """Times are read by the clock that is active: the site's. What the buttons send is the outcome."""

    call_at = forms.DateTimeField(
        label=_("Call again at"),
        required=False,
        widget=time_input(),
        help_text=_("By the clock of the site."),
    )
    note = forms.CharField(
        label=_("Note"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=1000,
        required=False,
        help_text=_("Only what helps whoever calls next."),
    )
    wants_no_more = forms.BooleanField(
        label=_("They said that they want no more surveys at all"), required=False
    )
    outcome = forms.ChoiceField(
        choices=[(one.value, one.label) for one in OUTCOMES],
        widget=forms.HiddenInput,
        error_messages={"required": _("Choose how the call went.")},
    )

    def __init__(self, data: Any = None, *, resolved_at: datetime, now: datetime) -> None:
        super().__init__(data)
        self.latest, self.now = resolved_at + TOO_OLD, now

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("outcome") == CallOutcome.LATER and "call_at" in said:
            try:
                self.check_time(said["call_at"])
            except ValidationError as wrong:
                self.add_error("call_at", wrong)
        return said

    def check_time(self, at: datetime | None) -> None:
        if at is None:
            raise ValidationError(_("When do they want to be called?"))
        if at <= self.now:
            raise ValidationError(_("This time has passed already."))
        if at > self.latest:
            raise ValidationError(_("By then the visit is too long ago."))

    @property
    def told(self) -> dict[str, Any]:
        """For ``call.note_call``. Only who does not want to answer may want no more surveys at all."""
        said = self.cleaned_data
        outcome = CallOutcome(said["outcome"])
        return {
            "outcome": outcome,
            "note": said["note"],
            "call_at": said["call_at"] if outcome == CallOutcome.LATER else None,
            "wants_no_more": said["wants_no_more"] and outcome == CallOutcome.DECLINED,
        }
