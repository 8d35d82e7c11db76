"""Return: the customer brings something back and wants their money, another piece or a voucher."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from helpdesk.money import Money
from helpdesk.money_field import MoneyField
from tickets.enums import ReferenceType
from tickets.kinds.base import Details, DetailsForm, Figure, Kind, currency_column, money_column

# How long after the purchase a return is a right; by product group and site once rules are data.
RETURN_WINDOW = timedelta(days=30)


class Reason(models.TextChoices):
    DOES_NOT_FIT = "does_not_fit", _("Does not fit")
    FAULTY = "faulty", _("Faulty")
    NOT_AS_DESCRIBED = "not_as_described", _("Not as described")
    CHANGED_MIND = "changed_mind", _("Changed their mind")
    WRONG_ITEM = "wrong_item", _("Wrong item")
    GIFT = "gift", _("Unwanted gift")


class Condition(models.TextChoices):
    UNOPENED = "unopened", pgettext_lazy("condition of goods", "Unopened")
    UNWORN = "unworn", pgettext_lazy("condition of goods", "Unworn, with box")
    USED = "used", pgettext_lazy("condition of goods", "Used")
    DAMAGED = "damaged", pgettext_lazy("condition of goods", "Damaged")


class RefundMethod(models.TextChoices):
    CARD = "card", _("Back to the card")
    CASH = "cash", _("Cash")
    TRANSFER = "transfer", _("Bank transfer")
    VOUCHER = "voucher", _("Voucher")
    EXCHANGE = "exchange", _("Exchange")


class Return(Details):
    receipt = models.CharField(
        _("receipt"), max_length=60, blank=True, help_text=_("Empty when there is none.")
    )
    item = models.CharField(_("item"), max_length=160)
    quantity = models.PositiveIntegerField(
        _("pieces"), default=1, validators=[MinValueValidator(1), MaxValueValidator(10_000)]
    )
    price_paid = money_column(_("price paid for one"))
    currency = currency_column()
    bought_on = models.DateField(_("bought on"))
    reason = models.CharField(_("why"), max_length=20, choices=Reason)
    condition = models.CharField(_("condition"), max_length=10, choices=Condition)
    refund_method = models.CharField(_("refund by"), max_length=10, choices=RefundMethod)

    shown = ("receipt", "item", "quantity", "price_paid", "bought_on", "reason", "condition", "refund_method")
    references = {"receipt": ReferenceType.RECEIPT}

    class Meta:
        verbose_name = _("return")
        verbose_name_plural = _("returns")

    def figure(self) -> Figure | None:
        on = timezone.localdate(self.ticket.created_at, timezone=self.ticket.site.zone)
        return refund_figure(
            self.price_paid, self.quantity, bought_on=self.bought_on, on=on, currency=self.currency
        )


def refund_owed(price: Any, quantity: int, *, currency: str) -> Money:
    """What was paid for all the pieces."""
    return Money(price, currency) * quantity


def is_inside_window(bought_on: date, *, on: date) -> bool:
    """The day of purchase is day 0; the last day of the window still counts."""
    return on - bought_on <= RETURN_WINDOW


def refund_figure(price: Any, quantity: int, *, bought_on: date | None, on: date, currency: str) -> Figure:
    owed = refund_owed(price, quantity, currency=currency)
    if bought_on is None:
        return Figure(_("To refund"), owed)
    days, window = (on - bought_on).days, RETURN_WINDOW.days
    if is_inside_window(bought_on, on=on):
        remark = _now("inside the window: day %(day)s of %(window)s") % {"day": days, "window": window}
        return Figure(_("To refund"), owed, remark, "good")
    remark = _now("outside the window: day %(day)s of %(window)s") % {"day": days, "window": window}
    return Figure(_("To refund"), owed, remark, "late")


class ReturnForm(DetailsForm):
    price_paid = MoneyField(label=_("Price paid for one"))

    class Meta:
        model = Return
        fields = [
            "receipt",
            "item",
            "quantity",
            "price_paid",
            "bought_on",
            "reason",
            "condition",
            "refund_method",
        ]
        widgets = {"bought_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def clean_bought_on(self) -> date:
        bought_on: date = self.cleaned_data["bought_on"]
        if bought_on > timezone.localdate(timezone=self.site.zone):
            raise forms.ValidationError(_("This day has not come yet."))
        return bought_on

    @classmethod
    def figure_of(cls, values: Mapping[str, Any], *, currency: str, on: date) -> Figure | None:
        price, quantity = values.get("price_paid"), values.get("quantity")
        if price is None or quantity is None:
            return None
        return refund_figure(price, quantity, bought_on=values.get("bought_on"), on=on, currency=currency)


KIND = Kind(
    key="return",
    position=2,
    label=_("Return"),
    icon="package-open",
    model=Return,
    form=ReturnForm,
    first_response=timedelta(minutes=30),
    resolution=timedelta(days=1),
    remind_before=timedelta(hours=1),
)
