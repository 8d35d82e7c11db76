from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from surveys.domain.survey_rules import look_anew
from surveys.models import SurveyRules
from tickets.kinds import KINDS


class SurveyRulesForm(forms.ModelForm[SurveyRules]):
    kind = forms.ChoiceField(
        choices=[("", _("Every kind")), *((key, kind.label) for key, kind in KINDS.items())],
        required=False,
        label=_("kind"),
        help_text=_("Every kind: those without rules of their own."),
    )

    class Meta:
        model = SurveyRules
        fields = "__all__"  # noqa: DJ007  # a new rule is to be set here, too


@admin.register(SurveyRules)
class SurveyRulesAdmin(admin.ModelAdmin[SurveyRules]):
    form = SurveyRulesForm
    list_display = ["__str__", "delay", "asked_from", "asked_until", "share", "rest", "remind_after"]
    list_select_related = ["site"]

    def save_model(self, request: HttpRequest, obj: SurveyRules, form: Any, change: bool) -> None:
        """Whoever waits by the former rules is looked at anew."""
        super().save_model(request, obj, form, change)
        look_anew(obj.site_id)

    def delete_model(self, request: HttpRequest, obj: SurveyRules) -> None:
        super().delete_model(request, obj)
        look_anew(obj.site_id)
