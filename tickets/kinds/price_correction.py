"""Price correction: the till took more than the label, the advert or the agreement said."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from helpdesk.money import Money
from helpdesk.money_field import MoneyField
from tickets.enums import ReferenceType
from tickets.kinds.base import Details, DetailsForm, Figure, Kind, currency_column, money_column


class Source(models.TextChoices):
    SHELF_LABEL = "shelf_label", _("Shelf label")
    ADVERT = "advert", _("Advert")
    AGREEMENT = "agreement", _("Agreement")
    LOYALTY_PRICE = "loyalty_price", _("Loyalty price")
    WEBSITE = "website", _("Website")


class PriceCorrection(Details):
    receipt = models.CharField(_("receipt"), max_length=60, blank=True)
    item = models.CharField(_("item"), max_length=160)
    source = models.CharField(
        _("where the lower price stood"), max_length=20, choices=Source, default=Source.SHELF_LABEL
    )
    agreed_price = money_column(_("price promised"))
    charged_price = money_column(_("price charged"))
    quantity = models.PositiveIntegerField(
        _("pieces"), default=1, validators=[MinValueValidator(1), MaxValueValidator(10_000)]
    )
    currency = currency_column()

    shown = ("receipt", "item", "source", "agreed_price", "charged_price", "quantity")
    references = {"receipt": ReferenceType.RECEIPT}

    class Meta:
        verbose_name = _("price correction")
        verbose_name_plural = _("price corrections")

    def figure(self) -> Figure | None:
        return difference_figure(self.agreed_price, self.charged_price, self.quantity, currency=self.currency)


def difference_owed(agreed: Decimal, charged: Decimal, quantity: int, *, currency: str) -> Money:
    """What was charged too much, for all the pieces; never below zero."""
    return (Money(charged, currency) - Money(agreed, currency)).at_least_zero() * quantity


def difference_figure(agreed: Decimal, charged: Decimal, quantity: int, *, currency: str) -> Figure:
    owed = difference_owed(agreed, charged, quantity, currency=currency)
    if not owed:
        return Figure(_("Difference owed"), owed, _now("not charged too much"), "calm")
    return Figure(_("Difference owed"), owed, _now("charged too much"), "good")


class PriceCorrectionForm(DetailsForm):
    agreed_price = MoneyField(label=_("Price promised for one"))
    charged_price = MoneyField(label=_("Price charged for one"))

    class Meta:
        model = PriceCorrection
        fields = ["receipt", "item", "source", "agreed_price", "charged_price", "quantity"]

    @classmethod
    def figure_of(cls, values: Mapping[str, Any], *, currency: str, on: date) -> Figure | None:
        agreed, charged, quantity = (
            values.get(name) for name in ("agreed_price", "charged_price", "quantity")
        )
        if agreed is None or charged is None or quantity is None:
            return None
        return difference_figure(agreed, charged, quantity, currency=currency)


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
)
