"""Enquiry: the customer wants to know something. "I don't know" is no answer; "I'll find out by then" is."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from tickets.enums import Outcome, ReferenceType
from tickets.kinds.base import Details, DetailsForm, Kind
from tickets.kinds.form import time_input


class Topic(models.TextChoices):
    OPENING_HOURS = "opening_hours", _("Opening hours and directions")
    PRICES = "prices", _("Prices and offers")
    GOODS = "goods", _("Goods and stock")
    SERVICES = "services", _("Services and facilities")
    MY_ORDER = "my_order", _("Their order or booking")
    PAYMENT = "payment", _("Payment and invoices")
    LOST_PROPERTY = "lost_property", _("Lost property")
    AROUND_HERE = "around_here", _("The town and its surroundings")
    OTHER = "other", _("Something else")


class AnswerGiven(models.TextChoices):
    ON_THE_SPOT = "on_the_spot", _("Answered on the spot")
    FOLLOW_UP = "follow_up", _("We find out and come back")


class ClosingReason(models.TextChoices):
    ANSWERED = "answered", _("Answered")
    PASSED_ON = "passed_on", _("Passed on to somebody who knows")
    NOT_KNOWN = "not_known", _("Could not be found out")
    NOT_TOLD = "not_told", _("May not be told")
    NO_ANSWER = "no_answer", _("The customer no longer answers")


class Enquiry(Details):
    topic = models.CharField(_("topic"), max_length=20, choices=Topic)
    booking = models.CharField(_("order or booking"), max_length=60, blank=True)
    answer_given = models.CharField(
        _("answer"), max_length=20, choices=AnswerGiven, default=AnswerGiven.ON_THE_SPOT
    )
    follow_up_by = models.DateTimeField(
        _("promised by"), null=True, blank=True, help_text=_("The ticket is due then.")
    )

    shown = ("topic", "booking", "answer_given", "follow_up_by")
    references = {"booking": ReferenceType.BOOKING}

    class Meta:
        verbose_name = _("enquiry")
        verbose_name_plural = _("enquiries")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answer_given=AnswerGiven.FOLLOW_UP, follow_up_by__isnull=False)
                | models.Q(answer_given=AnswerGiven.ON_THE_SPOT, follow_up_by=None),
                name="enquiry_promise_has_a_time",
            )
        ]

    def promised_at(self) -> datetime | None:
        return self.follow_up_by


class EnquiryForm(DetailsForm):
    class Meta:
        model = Enquiry
        fields = ["topic", "booking", "answer_given", "follow_up_by"]
        widgets = {"follow_up_by": time_input()}

    def clean_follow_up_by(self) -> datetime | None:
        """Where the answer was given on the spot nothing is promised, whatever stands in the field."""
        on_the_spot = self.cleaned_data.get("answer_given") == AnswerGiven.ON_THE_SPOT
        return None if on_the_spot else self.time_ahead("follow_up_by")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        promised = data.get("answer_given") == AnswerGiven.FOLLOW_UP
        if promised and data.get("follow_up_by") is None and not self.has_error("follow_up_by"):
            self.add_error("follow_up_by", ValidationError(_("By when do we come back?")))
        return data


KIND = Kind(
    key="enquiry",
    position=7,
    label=_("Enquiry"),
    icon="message-circle-question-mark",
    model=Enquiry,
    form=EnquiryForm,
    first_response=timedelta(minutes=30),
    resolution=timedelta(days=1),
    remind_before=timedelta(hours=1),
    outcomes=(Outcome.EXPLAINED, Outcome.AS_ASKED, Outcome.ALTERNATIVE, Outcome.REFUSED, Outcome.WITHDRAWN),
    closing_reasons=ClosingReason,
)
