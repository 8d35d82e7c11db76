"""Suggestion: the customer knows how something could be better; somebody here decides, and says so."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tickets.enums import Outcome, Priority
from tickets.kinds.base import Details, DetailsForm, Kind


class Field(models.TextChoices):
    SERVICE = "service", _("Service and staff")
    GOODS = "goods", _("Goods and stock")
    FOOD = "food", _("Food and drink")
    ROOMS = "rooms", _("Rooms and premises")
    PRICES = "prices", _("Prices and offers")
    OPENING_HOURS = "opening_hours", _("Opening hours")
    WEBSITE = "website", _("Website and app")
    ACCESSIBILITY = "accessibility", _("Accessibility")
    OTHER = "other", _("Something else")


class Result(models.TextChoices):
    CONSIDERED = "considered", pgettext_lazy("of a suggestion", "Being considered")
    TAKEN_UP = "taken_up", pgettext_lazy("of a suggestion", "Taken up")
    IN_PART = "in_part", pgettext_lazy("of a suggestion", "Taken up in part")
    NOT_TAKEN_UP = "not_taken_up", pgettext_lazy("of a suggestion", "Not taken up")
    KNOWN = "known", pgettext_lazy("of a suggestion", "In the works already")


class ClosingReason(models.TextChoices):
    TAKEN_UP = "taken_up", _("Taken up")
    FORWARDED = "forwarded", _("Forwarded, and the customer told")
    IN_THE_WORKS = "in_the_works", _("In the works already")
    NOT_TAKEN_UP = "not_taken_up", _("Not taken up, with the reason")


class Suggestion(Details):
    concerns = models.CharField(_("about what"), max_length=20, choices=Field)
    forwarded_to = models.CharField(_("forwarded to"), max_length=160, blank=True)
    result = models.CharField(_("what came of it"), max_length=20, choices=Result, blank=True)
    result_note = models.CharField(_("in a few words"), max_length=300, blank=True)

    shown = ("concerns", "forwarded_to", "result", "result_note")

    class Meta:
        verbose_name = _("suggestion")
        verbose_name_plural = _("suggestions")


class SuggestionForm(DetailsForm):
    class Meta:
        model = Suggestion
        fields = ["concerns", "forwarded_to", "result", "result_note"]
        widgets = {"result_note": forms.TextInput}

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("result_note") and not data.get("result") and not self.has_error("result"):
            self.add_error("result", ValidationError(_("What came of it?")))
        if data.get("result") == Result.NOT_TAKEN_UP and not data.get("result_note"):
            self.add_error("result_note", ValidationError(_("Why not? The customer will ask.")))
        return data


KIND = Kind(
    key="suggestion",
    position=8,
    label=_("Suggestion"),
    icon="lightbulb",
    model=Suggestion,
    form=SuggestionForm,
    first_response=timedelta(days=1),
    resolution=timedelta(days=14),
    remind_before=timedelta(days=1),
    priority=Priority.LOW,
    outcomes=(Outcome.EXPLAINED, Outcome.AS_ASKED, Outcome.ALTERNATIVE, Outcome.REFUSED, Outcome.WITHDRAWN),
    closing_reasons=ClosingReason,
)
