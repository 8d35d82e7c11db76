"""Room change: the guest cannot or does not want to stay in the room they have."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from helpdesk.money import Money
from helpdesk.money_field import MoneyField
from tickets.enums import Priority, ReferenceType
from tickets.kinds.base import Details, DetailsForm, Figure, Kind, currency_column, money_column


class Reason(models.TextChoices):
    NO_HOT_WATER = "no_hot_water", _("No hot water")
    NOISE = "noise", _("Noise")
    CLEANLINESS = "cleanliness", _("Cleanliness")
    BROKEN = "broken", _("Something broken")
    WRONG_TYPE = "wrong_type", _("Not the room that was booked")
    ACCESSIBILITY = "accessibility", _("Accessibility")
    VIEW = "view", _("View")
    SMOKING = "smoking", _("Smoke")
    OTHER = "other", _("Something else")


class RoomChange(Details):
    booking = models.CharField(_("booking"), max_length=60, blank=True)
    from_room = models.CharField(_("guest's room"), max_length=20)
    reason = models.CharField(_("reason"), max_length=20, choices=Reason)
    wanted_type = models.CharField(_("room wanted"), max_length=120, blank=True)
    to_room = models.CharField(
        _("new room"), max_length=20, blank=True, help_text=_("Empty until one is found.")
    )
    moves_at = models.DateTimeField(_("when"), null=True, blank=True)
    nights = models.PositiveSmallIntegerField(
        _("nights left"), default=1, validators=[MinValueValidator(1), MaxValueValidator(365)]
    )
    price_from = money_column(_("price a night, old room"), null=True, blank=True)
    price_to = money_column(_("price a night, new room"), null=True, blank=True)
    fault_of_house = models.BooleanField(
        _("fault of the house"), default=False, help_text=_("Then the guest never pays for the better room.")
    )
    currency = currency_column()

    shown = ("booking", "from_room", "reason", "wanted_type", "to_room", "moves_at", "nights")
    references = {
        "booking": ReferenceType.BOOKING,
        "from_room": ReferenceType.ROOM,
        "to_room": ReferenceType.ROOM,
    }

    class Meta:
        verbose_name = _("room change")
        verbose_name_plural = _("room changes")

    def figure(self) -> Figure | None:
        return RoomChangeForm.figure_of(vars(self), currency=self.currency, on=self.ticket.created_at.date())


def price_difference(
    price_from: Decimal, price_to: Decimal, nights: int, *, fault_of_house: bool, currency: str
) -> Money:
    """Above zero the guest pays it, below zero the guest gets it back.

    When the house is at fault the guest pays nothing for a better room, and still gets back the
    difference for a cheaper one.
    """
    difference = (Money(price_to, currency) - Money(price_from, currency)) * nights
    return min(difference, Money(Decimal(0), currency)) if fault_of_house else difference


class RoomChangeForm(DetailsForm):
    price_from = MoneyField(label=_("Price a night, old room"), required=False)
    price_to = MoneyField(label=_("Price a night, new room"), required=False)

    class Meta:
        model = RoomChange
        fields = [
            "booking",
            "from_room",
            "reason",
            "wanted_type",
            "to_room",
            "moves_at",
            "nights",
            "price_from",
            "price_to",
            "fault_of_house",
        ]
        widgets = {"moves_at": forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")}

    def clean_moves_at(self) -> Any:
        """The guest means the time on the hotel's wall, whatever the reader's zone."""
        moves_at = self.cleaned_data["moves_at"]
        if moves_at is None:
            return None
        return timezone.make_naive(moves_at).replace(tzinfo=self.site.zone)

    @classmethod
    def figure_of(cls, values: Mapping[str, Any], *, currency: str, on: date) -> Figure | None:
        price_from, price_to, nights = (values.get(name) for name in ("price_from", "price_to", "nights"))
        if price_from is None or price_to is None or nights is None:
            return None
        at_fault = bool(values.get("fault_of_house"))
        difference = price_difference(
            price_from, price_to, nights, fault_of_house=at_fault, currency=currency
        )
        if difference.amount < 0:
            return Figure(_("To give back to the guest"), difference * -1, "", "good")
        remark = _now("fault of the house: no charge") if at_fault else ""
        return Figure(_("The guest pays"), difference, remark, "calm")


KIND = Kind(
    key="room_change",
    position=4,
    label=_("Room change"),
    icon="bed-double",
    model=RoomChange,
    form=RoomChangeForm,
    first_response=timedelta(minutes=10),
    resolution=timedelta(hours=2),
    remind_before=timedelta(minutes=30),
    priority=Priority.HIGH,
)
