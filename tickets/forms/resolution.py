from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from helpdesk.form_fields import field_of
from helpdesk.policies.models import PolicyVersion
from tickets.enums import Outcome
from tickets.forms.policy import PolicyVersionField
from tickets.kinds import Kind


class ResolutionForm(forms.Form):
    """How the case ended: the outcomes of its kind, the likeliest first, and one of its closing reasons."""

    outcome = forms.ChoiceField(label=_("Outcome"))
    closing_reason = forms.ChoiceField(label=_("Closing reason"))
    policy_version = PolicyVersionField(help_text=_("A refusal names the policy it rests on."))
    explanation = forms.CharField(
        label=_("Explanation to the customer"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=5000,
        help_text=_("What was done, in the words the customer was told."),
    )

    def __init__(
        self,
        *args: Any,
        kind: Kind,
        policies: Sequence[PolicyVersion] = (),
        is_erased: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if is_erased:
            # There is nobody to explain it to, and words would not be kept.
            del self.fields["explanation"]
        outcome, reason = (field_of(self, name, forms.ChoiceField) for name in ("outcome", "closing_reason"))
        outcome.choices = [(one.value, one.label) for one in map(Outcome, kind.outcomes)]
        if kind.closing_reason_choices:
            reason.choices = [("", "–"), *kind.closing_reason_choices]
        else:
            del self.fields["closing_reason"]
        if policies:
            field_of(self, "policy_version", PolicyVersionField).offer(policies)
        else:
            del self.fields["policy_version"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        unfounded = "policy_version" in self.fields and not data.get("policy_version")
        if data.get("outcome") == Outcome.REFUSED and unfounded and not self.has_error("policy_version"):
            self.add_error("policy_version", _("Choose the policy the refusal rests on."))
        return {"closing_reason": "", "policy_version": None, "explanation": "", **data}


class ReopeningForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it is opened again"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000
    )
