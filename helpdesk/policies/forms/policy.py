from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from helpdesk.form_fields import field_of
from helpdesk.policies import subjects
from helpdesk.policies.models import Policy, PolicyVersion
from helpdesk.policies.models.version import SENSIBLE_DAY
from helpdesk.staff.models import Site, User


class PolicyForm(forms.ModelForm[Policy]):
    """What a policy is about, and where it applies: for a supervisor, only at sites they work at."""

    kinds = forms.MultipleChoiceField(
        label=_("Kinds of case"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: it is about every kind."),
    )
    sites = forms.ModelMultipleChoiceField(
        Site.objects.none(), label=_("Sites"), required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Policy
        fields = ["name", "kinds"]

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A kind that was taken out of the product must not turn the policy into one about every kind.
        unknown = [(key, key) for key in self.instance.kinds if key not in subjects.SUBJECTS]
        field_of(self, "kinds", forms.MultipleChoiceField).choices = [*subjects.choices(), *unknown]
        sites = field_of(self, "sites", forms.ModelMultipleChoiceField)
        sites.queryset = Site.objects.visible_to(user)
        if user.sees_every_site:
            sites.help_text = _("None ticked: it applies at every site.")
        else:
            sites.required = True
            sites.error_messages["required"] = _("Tick at least one of your sites.")
        if self.instance.pk:
            self.initial.setdefault("sites", self.instance.sites.all())
        elif len(user.sites) == 1 and not user.sees_every_site:
            self.initial.setdefault("sites", user.sites)


class DraftForm(forms.ModelForm[PolicyVersion]):
    """The text of a version and the days it applies. ``edition`` is the one that was opened."""

    edition = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=2**31 - 1)

    class Meta:
        model = PolicyVersion
        fields = ["title", "body", "valid_from", "valid_until"]
        widgets = {
            "body": forms.Textarea(attrs={"rows": 14}),
            "valid_from": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "valid_until": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }
        help_texts = {
            "body": _(
                "Markdown: an empty line begins a paragraph, - a list, # a heading; "
                "**bold**, [words](address)."
            )
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["edition"] = self.instance.edition

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, last = data.get("valid_from"), data.get("valid_until")
        if first and last and last < first:
            self.add_error("valid_until", _("This is before the first day."))
        return data


class FirstDraftForm(DraftForm):
    """The first version of a new policy, in a language of one's choice."""

    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)

    class Meta(DraftForm.Meta):
        fields = ["language", *DraftForm.Meta.fields]


class LanguageForm(forms.Form):
    """In which language a draft is begun."""

    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)


class EndingForm(forms.Form):
    valid_until = forms.DateField(
        label=_("Last day"),
        required=False,
        validators=SENSIBLE_DAY,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Empty: until further notice."),
    )
