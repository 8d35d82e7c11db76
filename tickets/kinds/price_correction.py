"""Price correction: the till took more than the label, the advert or the agreement said."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from helpdesk.money import Money
from helpdesk.money_field import MoneyField
from helpdesk.staff.models import Site
from tickets.enums import Outcome, PriceSource, ReferenceType
from tickets.kinds.base import Details, DetailsForm, Figure, Kind, currency_column, money_column
from tickets.kinds.form import day_input
from tickets.models import PriceMatchRule


class ClosingReason(models.TextChoices):
    PAID_BACK = "paid_back", _("Difference paid back")
    TAKEN_OFF = "taken_off", _("Taken off the bill")
    VOUCHER_GIVEN = "voucher_given", _("Voucher given")
    PRICE_WAS_RIGHT = "price_was_right", _("The price was right")
    OTHER_TERMS = "other_terms", _("The lower price was for other terms")
    TOO_LATE = "too_late", _("Too late under the rule")


class PriceCorrection(Details):
    receipt = models.CharField(_("receipt"), max_length=60, blank=True)
    bought_on = models.DateField(_("bought on"), null=True, blank=True)
    item = models.CharField(_("item"), max_length=160)
    source = models.CharField(
        _("where the lower price stood"), max_length=20, choices=PriceSource, default=PriceSource.SHELF_LABEL
    )
    agreed_price = money_column(_("price promised"))
    charged_price = money_column(_("price charged"))
    quantity = models.PositiveIntegerField(
        _("pieces"), default=1, validators=[MinValueValidator(1), MaxValueValidator(10_000)]
    )
    currency = currency_column()
    # What the rule of the day said: whether the source counts, for how many days, how much at most.
    source_counts = models.BooleanField(default=True, editable=False)
    match_days = models.PositiveSmallIntegerField(null=True, editable=False)
    most_share = models.DecimalField(max_digits=5, decimal_places=2, null=True, editable=False)
    most_amount = money_column(_("at most this amount"), null=True, editable=False)

    shown = ("receipt", "bought_on", "item", "source", "agreed_price", "charged_price", "quantity")
    references = {"receipt": ReferenceType.RECEIPT}

    class Meta:
        verbose_name = _("price correction")
        verbose_name_plural = _("price corrections")

    def take_rules(self, *, site: Site, on: date) -> None:
        rule = PriceMatchRule.objects.in_force(site=site, on=on)
        self.source_counts = rule is None or not rule.sources or self.source in rule.sources
        self.match_days = rule.days if rule else None
        self.most_share = rule.most_share if rule else None
        self.most_amount = rule.most_amount if rule else None

    def figure_on(self, on: date) -> Figure | None:
        if self.agreed_price is None or self.charged_price is None or self.quantity is None:
            return None
        whole = difference(self.agreed_price, self.charged_price, self.quantity, currency=self.currency)
        price = Money(self.charged_price, self.currency) * self.quantity
        owed = at_most(whole, price=price, share=self.most_share, amount=self.most_amount)
        return difference_figure(owed, whole=whole, outside=self.outside_rule_on(on))

    def outside_rule_on(self, on: date) -> str:
        known = self.agreed_price is not None and self.charged_price is not None and self.source is not None
        if not known or self.charged_price <= self.agreed_price:
            return ""
        broken = []
        if not self.source_counts:
            source = PriceSource(self.source).label
            broken.append(_now("a lower price does not count from there: %(source)s") % {"source": source})
        if self.match_days is not None:
            broken.append(too_late(self.bought_on, on=on, days=self.match_days))
        return "; ".join(filter(None, broken))


def difference(agreed: Decimal, charged: Decimal, quantity: int, *, currency: str) -> Money:
    """What was charged too much, for all the pieces; never below zero."""
    return (Money(charged, currency) - Money(agreed, currency)).at_least_zero() * quantity


def at_most(owed: Money, *, price: Money, share: Decimal | None, amount: Decimal | None) -> Money:
    """No more than ``share`` per cent of the price charged, nor than ``amount``; None sets no limit."""
    limits = [owed]
    if share is not None:
        limits.append(price * (share / 100))
    if amount is not None:
        limits.append(Money(amount, owed.currency))
    return min(limits)


def too_late(bought_on: date | None, *, on: date, days: int) -> str:
    """Why the purchase is no longer of these ``days``; the day of purchase is day 0, the last one counts."""
    if bought_on is None:
        return _now("nobody knows when it was bought, and the rule counts %(days)s days") % {"days": days}
    day = (on - bought_on).days
    said = {"day": day, "days": days}
    return "" if day <= days else _now("too late for a lower price: day %(day)s of %(days)s") % said


def difference_figure(owed: Money, *, whole: Money, outside: str = "") -> Figure:
    """``whole`` is the difference as charged, ``owed`` what the rule of the house gives back of it."""
    if not whole:
        return Figure(_("Difference owed"), owed, _now("not charged too much"), "calm")
    if outside:
        return Figure(_("Difference owed"), owed, outside, "late")
    if owed < whole:
        remark = _now("the rule gives back at most this of %(whole)s") % {"whole": whole}
        return Figure(_("Difference owed"), owed, remark, "calm")
    return Figure(_("Difference owed"), owed, _now("charged too much"), "good")


class PriceCorrectionForm(DetailsForm):
    agreed_price = MoneyField(label=_("Price promised for one"))
    charged_price = MoneyField(label=_("Price charged for one"))

    class Meta:
        model = PriceCorrection
        fields = ["receipt", "bought_on", "item", "source", "agreed_price", "charged_price", "quantity"]
        widgets = {"bought_on": day_input()}

    def clean_bought_on(self) -> date | None:
        return self.day_so_far("bought_on")


KIND = Kind(
    key="price_correction",
    position=3,
    label=_("Price correction"),
    icon="tag",
    model=PriceCorrection,
    form=PriceCorrectionForm,
    first_response=timedelta(minutes=15),
    resolution=timedelta(hours=4),
    remind_before=timedelta(minutes=30),
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
