from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from helpdesk.money import DIGITS, PLACES
from helpdesk.staff.models import Site
from tickets.enums import PriceSource
from tickets.models.house_rule import HouseRuleInCurrency, HouseRuleQuerySet, one_at_a_time


class PriceMatchRuleQuerySet(HouseRuleQuerySet["PriceMatchRule"]):
    def in_force(self, *, site: Site, on: date) -> PriceMatchRule | None:
        """The site's own rule, else the general one; none in another currency. One query."""
        return self.holding_in_currency(site=site, on=on).first()


class PriceMatchRule(HouseRuleInCurrency):
    """When a lower price counts, for how long after the purchase, and how much is given back at most."""

    sources: ArrayField[list[str], list[str]] = ArrayField(
        models.CharField(max_length=20, choices=PriceSource),
        default=list,
        blank=True,
        verbose_name=_("where the lower price counts"),
        help_text=_("None ticked: everywhere."),
    )
    days = models.PositiveSmallIntegerField(
        _("days after the purchase"),
        null=True,
        blank=True,
        help_text=_("The day of purchase is day 0. Empty: however long ago."),
    )
    most_share = models.DecimalField(
        _("at most this share of the price, in %"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(100))],
    )
    most_amount = models.DecimalField(
        _("at most this amount"),
        max_digits=DIGITS,
        decimal_places=PLACES,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0))],
    )

    objects = PriceMatchRuleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="price_match_rule_days",
            ),
            models.CheckConstraint(
                condition=Q(most_amount=None) | ~Q(currency=""), name="price_match_rule_currency"
            ),
            one_at_a_time("price_match_rule_one_at_a_time", "site", among=Q(site__isnull=False)),
            one_at_a_time("price_match_rule_one_at_a_time_in_general", "currency", among=Q(site=None)),
        ]
        verbose_name = _("price-match rule")
        verbose_name_plural = _("price-match rules")

    def __str__(self) -> str:
        return f"{self.site or '*'} · {self.valid_from}"

    def clean(self) -> None:
        super().clean()
        self.check_amount("most_amount", self.most_amount)
