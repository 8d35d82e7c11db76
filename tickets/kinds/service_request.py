"""Service request: something is to be set up, repaired or looked after, and a technician comes."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tickets.enums import Outcome, ReferenceType
from tickets.kinds.base import Details, DetailsForm, Kind
from tickets.kinds.form import time_input

# Nobody waits at home for longer than this.
LONGEST_WINDOW = timedelta(hours=12)


class ClosingReason(models.TextChoices):
    REPAIRED = "repaired", _("Repaired")
    SET_UP = "set_up", _("Set up")
    REPLACED = "replaced", _("Replaced")
    SOLVED_BY_PHONE = "solved_by_phone", _("Solved by phone")
    NO_FAULT_FOUND = "no_fault_found", _("No fault found")
    NOT_COVERED = "not_covered", _("Not covered by the contract")
    NOT_AT_HOME = "not_at_home", _("Nobody was at home")


class ServiceRequest(Details):
    device = models.CharField(_("service or device"), max_length=160)
    serial = models.CharField(_("serial number"), max_length=60, blank=True)
    contract = models.CharField(_("contract"), max_length=60, blank=True)
    window_from = models.DateTimeField(_("appointment from"), null=True, blank=True)
    window_to = models.DateTimeField(
        _("appointment until"), null=True, blank=True, help_text=_("The ticket is due then.")
    )
    technician = models.CharField(_("technician"), max_length=160, blank=True)

    shown = ("device", "serial", "contract", "window_from", "window_to", "technician")
    references = {"serial": ReferenceType.SERIAL, "contract": ReferenceType.CONTRACT}

    class Meta:
        verbose_name = _("service request")
        verbose_name_plural = _("service requests")
        constraints = [
            models.CheckConstraint(
                condition=Q(window_from=None, window_to=None)
                | Q(window_from__isnull=False, window_to__isnull=False, window_to__gt=F("window_from")),
                name="service_request_window",
            )
        ]

    def promised_at(self) -> datetime | None:
        return self.window_to


class ServiceRequestForm(DetailsForm):
    class Meta:
        model = ServiceRequest
        fields = ["device", "serial", "contract", "window_from", "window_to", "technician"]
        widgets = {"window_from": time_input(), "window_to": time_input()}

    def clean_window_from(self) -> datetime | None:
        return self.time_at_site("window_from")

    def clean_window_to(self) -> datetime | None:
        return self.time_ahead("window_to")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        start, end = data.get("window_from"), data.get("window_to")
        if start and not end and not self.has_error("window_to"):
            self.add_error("window_to", ValidationError(_("Until when?")))
        elif end and not start and not self.has_error("window_from"):
            self.add_error("window_from", ValidationError(_("From when?")))
        elif start and end and start >= end:
            self.add_error("window_to", ValidationError(_("This is before the appointment begins.")))
        elif start and end and end - start > LONGEST_WINDOW:
            self.add_error("window_to", ValidationError(_("Nobody waits that long: at most twelve hours.")))
        return data


KIND = Kind(
    key="service_request",
    position=9,
    label=_("Service request"),
    icon="wrench",
    model=ServiceRequest,
    form=ServiceRequestForm,
    first_response=timedelta(hours=1),
    resolution=timedelta(days=3),
    remind_before=timedelta(hours=2),
    outcomes=(
        Outcome.AS_ASKED,
        Outcome.ALTERNATIVE,
        Outcome.EXPLAINED,
        Outcome.GOODWILL_ONLY,
        Outcome.REFUSED,
        Outcome.WITHDRAWN,
    ),
    closing_reasons=ClosingReason,
)
