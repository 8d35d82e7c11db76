"""Room change: the guest cannot or does not want to stay in the room they have."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from helpdesk.money import Money
from helpdesk.money_field import MoneyField
from helpdesk.staff.models import Site
from tickets.enums import Outcome, Priority, ReferenceType, RoomChangeReason
from tickets.kinds.base import Details, DetailsForm, Figure, Kind, currency_column, money_column
from tickets.kinds.form import time_input
from tickets.models import RoomChangeFee


class ClosingReason(models.TextChoices):
    MOVED = "moved", _("Moved to another room")
    MOVED_FREE = "moved_free", _("Moved to a better room without charge")
    ROOM_REPAIRED = "room_repaired", _("The room was put right")
    NO_ROOM = "no_room", _("No other room was free")
    STAYED = "stayed", _("The guest stayed")
    LEFT = "left", _("The guest left")


class RoomChange(Details):
    booking = models.CharField(_("booking"), max_length=60, blank=True)
    from_room = models.CharField(_("guest's room"), max_length=20)
    reason = models.CharField(_("reason"), max_length=20, choices=RoomChangeReason)
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
    # What the house asked for the move on that day; nothing when it is at fault or the reason is free.
    fee = money_column(_("fee"), default=Decimal(0), editable=False)
    # When the last of the nights is over. The database keeps it, for an index to find who is in the house.
    leaves_at = models.DateTimeField(null=True, editable=False)

    shown = ("booking", "from_room", "reason", "wanted_type", "to_room", "moves_at", "nights")
    references = {
        "booking": ReferenceType.BOOKING,
        "from_room": ReferenceType.ROOM,
        "to_room": ReferenceType.ROOM,
    }
    worked_out = ("leaves_at",)

    class Meta:
        indexes = [models.Index(fields=["leaves_at"], name="room_change_leaves")]
        verbose_name = _("room change")
        verbose_name_plural = _("room changes")

    def take_rules(self, *, site: Site, on: date) -> None:
        rule = RoomChangeFee.objects.in_force(site=site, on=on)
        at_fault = bool(self.fault_of_house)
        self.fee = rule.due_for(self.reason, fault_of_house=at_fault) if rule else Decimal(0)

    @classmethod
    def in_house(cls, *, start: datetime, end: datetime) -> models.Q | None:
        """Until the day on which the last of the nights is over."""
        return models.Q(leaves_at__gte=start)

    def whereabouts(self) -> str:
        until = date_format(self.came_on + timedelta(days=self.nights), "SHORT_DATE_FORMAT")
        return _now("Room %(room)s, until %(day)s") % {"room": self.to_room or self.from_room, "day": until}

    def figure_on(self, on: date) -> Figure | None:
        at_fault = bool(self.fault_of_house)
        if self.price_from is None or self.price_to is None or self.nights is None:
            fee = Money(self.fee, self.currency)
            return Figure(_("The guest pays"), fee, _now("the fee for moving")) if fee else None
        difference = price_difference(
            self.price_from, self.price_to, self.nights, fault_of_house=at_fault, currency=self.currency
        )
        return move_figure(difference, fee=Money(self.fee, self.currency), fault_of_house=at_fault)


def price_difference(
    price_from: Decimal, price_to: Decimal, nights: int, *, fault_of_house: bool, currency: str
) -> Money:
    """Above zero the guest pays it, below zero the guest gets it back.

    When the house is at fault the guest pays nothing for a better room, and still gets back the
    difference for a cheaper one.
    """
    difference = (Money(price_to, currency) - Money(price_from, currency)) * nights
    return min(difference, Money(Decimal(0), currency)) if fault_of_house else difference


def move_figure(difference: Money, *, fee: Money, fault_of_house: bool) -> Figure:
    """The difference and the fee in one sum, paid by the guest or given back."""
    remark = _now("with the fee of %(fee)s for moving") % {"fee": fee} if fee else ""
    if fault_of_house:
        remark = _now("fault of the house: no charge")
    whole = difference + fee
    if whole.amount < 0:
        return Figure(_("To give back to the guest"), whole * -1, remark if fee else "", "good")
    return Figure(_("The guest pays"), whole, remark, "calm")


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
        widgets = {"moves_at": time_input()}

    def clean_moves_at(self) -> datetime | None:
        return self.time_at_site("moves_at")


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
    round_the_clock=True,
    priority=Priority.HIGH,
    outcomes=(
        Outcome.AS_ASKED,
        Outcome.ALTERNATIVE,
        Outcome.REFUSED,
        Outcome.GOODWILL_ONLY,
        Outcome.EXPLAINED,
        Outcome.WITHDRAWN,
    ),
    closing_reasons=ClosingReason,
)
