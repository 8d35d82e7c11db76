from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from helpdesk.money import DIGITS, PLACES
from helpdesk.staff.models import Site
from tickets.enums import RoomChangeReason
from tickets.models.house_rule import HouseRuleInCurrency, HouseRuleQuerySet, one_at_a_time


class RoomChangeFeeQuerySet(HouseRuleQuerySet["RoomChangeFee"]):
    def in_force(self, *, site: Site, on: date) -> RoomChangeFee | None:
        """The site's own fee, else the general one in its currency. One query."""
        return self.holding_in_currency(site=site, on=on).first()


class RoomChangeFee(HouseRuleInCurrency):
    """What a guest pays for moving because they wish to. Never when the house is at fault."""

    fee = models.DecimalField(
        _("fee"), max_digits=DIGITS, decimal_places=PLACES, validators=[MinValueValidator(Decimal(0))]
    )
    free_reasons: ArrayField[list[str], list[str]] = ArrayField(
        models.CharField(max_length=20, choices=RoomChangeReason),
        default=list,
        blank=True,
        verbose_name=_("free for these reasons"),
    )

    objects = RoomChangeFeeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="room_change_fee_days",
            ),
            models.CheckConstraint(condition=~Q(currency=""), name="room_change_fee_currency"),
            one_at_a_time("room_change_fee_one_at_a_time", "site", among=Q(site__isnull=False)),
            one_at_a_time("room_change_fee_one_at_a_time_in_general", "currency", among=Q(site=None)),
        ]
        verbose_name = _("room-change fee")
        verbose_name_plural = _("room-change fees")

    def __str__(self) -> str:
        return f"{self.site or '*'} · {self.fee} {self.currency}"

    def clean(self) -> None:
        super().clean()
        self.check_amount("fee", self.fee)

    def due_for(self, reason: str, *, fault_of_house: bool) -> Decimal:
        """The fee, or nothing when the house is at fault or the reason is free."""
        return Decimal(0) if fault_of_house or reason in self.free_reasons else self.fee
