"""Reservation: a table, a room, a treatment or a seat is made, changed or cancelled."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tickets.enums import Outcome, ReferenceType
from tickets.kinds.base import Details, DetailsForm, Kind
from tickets.kinds.form import time_input


class Step(models.TextChoices):
    MAKE = "make", pgettext_lazy("a reservation", "Make")
    CHANGE = "change", pgettext_lazy("a reservation", "Change")
    CANCEL = "cancel", pgettext_lazy("a reservation", "Cancel")


class ClosingReason(models.TextChoices):
    RESERVED = "reserved", _("Reserved")
    RESERVATION_CHANGED = "reservation_changed", _("Reservation changed")
    RESERVATION_CANCELLED = "reservation_cancelled", _("Reservation cancelled")
    ON_WAITING_LIST = "on_waiting_list", _("On the waiting list")
    NOTHING_FREE = "nothing_free", _("Nothing free")
    NO_ANSWER = "no_answer", _("The customer no longer answers")


class Reservation(Details):
    step = models.CharField(_("what to do"), max_length=10, choices=Step, default=Step.MAKE)
    reserved = models.CharField(_("what is reserved"), max_length=160)
    reserved_for = models.DateTimeField(
        _("for when"), null=True, blank=True, help_text=_("For a change, the new time.")
    )
    party_size = models.PositiveSmallIntegerField(
        _("how many people"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(1000)],
    )
    under_name = models.CharField(_("under the name"), max_length=160)
    confirmation = models.CharField(
        _("confirmation number"), max_length=60, blank=True, help_text=_("Empty until there is one.")
    )

    shown = ("step", "reserved", "reserved_for", "party_size", "under_name", "confirmation")
    references = {"confirmation": ReferenceType.CONFIRMATION}

    @classmethod
    def in_house(cls, *, start: datetime, end: datetime) -> models.Q | None:
        """Who comes that day; a reservation that is to be cancelled brings nobody."""
        return models.Q(reserved_for__gte=start, reserved_for__lt=end) & ~models.Q(step=Step.CANCEL)

    def whereabouts(self) -> str:
        return _now("%(what)s, %(time)s") % {
            "what": self.reserved or _now("(erased)"),
            "time": date_format(timezone.localtime(self.reserved_for), "TIME_FORMAT"),
        }

    class Meta:
        verbose_name = _("reservation")
        verbose_name_plural = _("reservations")
        indexes = [models.Index(fields=["reserved_for"], name="reservation_for")]


class ReservationForm(DetailsForm):
    class Meta:
        model = Reservation
        fields = ["step", "reserved", "reserved_for", "party_size", "under_name", "confirmation"]
        widgets = {"reserved_for": time_input()}

    def clean_reserved_for(self) -> datetime | None:
        """Nothing is reserved for a time that has passed; what was may still be cancelled."""
        cancelled = self.cleaned_data.get("step") == Step.CANCEL
        return self.time_at_site("reserved_for") if cancelled else self.time_ahead("reserved_for")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("step") != Step.MAKE:
            return data
        for name, question in (("reserved_for", _("For when?")), ("party_size", _("For how many people?"))):
            if data.get(name) is None and not self.has_error(name):
                self.add_error(name, ValidationError(question))
        return data


KIND = Kind(
    key="reservation",
    position=6,
    label=_("Reservation"),
    icon="calendar-check",
    model=Reservation,
    form=ReservationForm,
    first_response=timedelta(minutes=30),
    resolution=timedelta(hours=4),
    remind_before=timedelta(minutes=30),
    outcomes=(Outcome.AS_ASKED, Outcome.ALTERNATIVE, Outcome.EXPLAINED, Outcome.REFUSED, Outcome.WITHDRAWN),
    closing_reasons=ClosingReason,
)
