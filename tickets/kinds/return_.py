"""Return: the customer brings something back and wants their money, another piece or a voucher."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from helpdesk.form_fields import field_of
from helpdesk.money import Money
from helpdesk.money_field import MoneyField
from helpdesk.staff.models import Site
from tickets.enums import Outcome, ReferenceType
from tickets.kinds.base import Details, DetailsForm, Figure, Kind, currency_column, money_column
from tickets.kinds.form import day_input
from tickets.models import ProductGroup, ReturnRule

# How many days after the purchase a return is a right where no rule says otherwise.
RETURN_DAYS = 30


class Reason(models.TextChoices):
    DOES_NOT_FIT = "does_not_fit", _("Does not fit")
    FAULTY = "faulty", _("Faulty")
    NOT_AS_DESCRIBED = "not_as_described", _("Not as described")
    CHANGED_MIND = "changed_mind", _("Changed their mind")
    WRONG_ITEM = "wrong_item", _("Wrong item")
    GIFT = "gift", _("Unwanted gift")


# The house answers for these whatever its return window is, unless its rule says otherwise.
FAULTS = (Reason.FAULTY, Reason.NOT_AS_DESCRIBED, Reason.WRONG_ITEM)


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


class ClosingReason(models.TextChoices):
    REFUNDED = "refunded", _("Refunded")
    EXCHANGED = "exchanged", _("Exchanged")
    VOUCHER_GIVEN = "voucher_given", _("Voucher given")
    SENT_TO_REPAIR = "sent_to_repair", _("Sent to be repaired")
    OUTSIDE_WINDOW = "outside_window", _("Outside the return window")
    NOT_ACCEPTED = "not_accepted", _("Condition not accepted")
    KEPT = "kept", _("The customer kept it")


class Return(Details):
    receipt = models.CharField(
        _("receipt"), max_length=60, blank=True, help_text=_("Empty when there is none.")
    )
    product_group = models.ForeignKey(
        ProductGroup,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("product group"),
    )
    item = models.CharField(_("item"), max_length=160)
    quantity = models.PositiveIntegerField(
        _("pieces"), default=1, validators=[MinValueValidator(1), MaxValueValidator(10_000)]
    )
    price_paid = money_column(_("price paid for one"))
    currency = currency_column()
    bought_on: models.DateField[Any, Any] = models.DateField(_("bought on"))
    reason = models.CharField(_("why"), max_length=20, choices=Reason)
    condition = models.CharField(_("condition"), max_length=10, choices=Condition)
    refund_method = models.CharField(_("refund by"), max_length=10, choices=RefundMethod)
    # What the rule of the day said.
    window_days = models.PositiveSmallIntegerField(default=RETURN_DAYS, editable=False)
    receipt_needed = models.BooleanField(default=False, editable=False)
    unused_only = models.BooleanField(default=False, editable=False)
    faults_too = models.BooleanField(default=False, editable=False)

    shown = (
        "receipt",
        "product_group",
        "item",
        "quantity",
        "price_paid",
        "bought_on",
        "reason",
        "condition",
        "refund_method",
    )
    references = {"receipt": ReferenceType.RECEIPT}

    class Meta:
        verbose_name = _("return")
        verbose_name_plural = _("returns")

    def take_rules(self, *, site: Site, on: date) -> None:
        rule = ReturnRule.objects.in_force(site=site, on=on, group=self.product_group)
        self.window_days = rule.days if rule else RETURN_DAYS
        self.receipt_needed = rule.receipt_needed if rule else False
        self.unused_only = rule.unused_only if rule else False
        self.faults_too = rule.faults_too if rule else False

    @property
    def is_bound(self) -> bool:
        """Whether the return rule says anything about it: about a fault only when it says so."""
        return self.faults_too or self.reason not in FAULTS

    def figure_on(self, on: date) -> Figure | None:
        if self.price_paid is None or self.quantity is None:
            return None
        owed = refund_owed(self.price_paid, self.quantity, currency=self.currency)
        if self.bought_on is None:
            return Figure(_("To refund"), owed)
        if not self.is_bound:
            return Figure(_("To refund"), owed, _now("a fault: the return window does not matter"), "good")
        return refund_figure(owed, bought_on=self.bought_on, on=on, window=self.window_days)

    def outside_rule_on(self, on: date) -> str:
        if self.bought_on is None or not self.is_bound:
            return ""
        broken = []
        if not is_inside_window(self.bought_on, on=on, window=self.window_days):
            said = {"day": (on - self.bought_on).days, "window": self.window_days}
            broken.append(_now("outside the return window: day %(day)s of %(window)s") % said)
        if self.receipt_needed and self.receipt == "":
            broken.append(_now("goods come back with the receipt only"))
        if self.unused_only and self.condition in (Condition.USED, Condition.DAMAGED):
            broken.append(_now("only unused goods come back"))
        return "; ".join(broken)


def refund_owed(price: Any, quantity: int, *, currency: str) -> Money:
    """What was paid for all the pieces."""
    return Money(price, currency) * quantity


def is_inside_window(bought_on: date, *, on: date, window: int) -> bool:
    """The day of purchase is day 0; the last day of the window still counts."""
    return on - bought_on <= timedelta(days=window)


def refund_figure(owed: Money, *, bought_on: date, on: date, window: int) -> Figure:
    said = {"day": (on - bought_on).days, "window": window}
    if is_inside_window(bought_on, on=on, window=window):
        remark, tone = _now("inside the window: day %(day)s of %(window)s"), "good"
    else:
        remark, tone = _now("outside the window: day %(day)s of %(window)s"), "late"
    return Figure(_("To refund"), owed, remark % said, tone)


class ReturnForm(DetailsForm):
    price_paid = MoneyField(label=_("Price paid for one"))

    class Meta:
        model = Return
        fields = Return.shown
        widgets = {"bought_on": day_input()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = ProductGroup.objects.sold_at(self.site)
        if groups.exists():
            field = field_of(self, "product_group", forms.ModelChoiceField)
            field.queryset, field.empty_label = groups, _("Other goods")
        else:
            # One question less where nobody has told goods apart.
            del self.fields["product_group"]

    def clean_bought_on(self) -> date | None:
        return self.day_so_far("bought_on")


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
