from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from helpdesk.money import minor_unit
from helpdesk.staff.models import Site
from helpdesk.turns import wait_for_turn

RuleT = TypeVar("RuleT", bound="HouseRule")


class HouseRuleQuerySet(models.QuerySet[RuleT]):
    def holding(self, *, site: Site, on: date) -> HouseRuleQuerySet[RuleT]:
        """The rules that say something about the site on that day, the site's own before the general ones."""
        until = Q(valid_until=None) | Q(valid_until__gte=on)
        scope = Q(site=site) | Q(site=None)
        return self.filter(scope, until, valid_from__lte=on).order_by(F("site").asc(nulls_last=True))

    def holding_in_currency(self, *, site: Site, on: date) -> HouseRuleQuerySet[RuleT]:
        """As ``holding``, without what is said in other currencies."""
        holding = self.holding(site=site, on=on).filter(currency__in=["", site.currency])
        return holding.order_by(F("site").asc(nulls_last=True), "-currency")


class HouseRule(models.Model):
    """What the house has decided, from one day to another, for one site or for all of them.

    The site's own rule beats the general one. Two rules of the same scope never hold on the same day, which
    the database sees to: each rule has a constraint made by ``one_at_a_time``.
    """

    site = models.ForeignKey(
        Site,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("site"),
        help_text=_("Empty: every site that has no rule of its own."),
    )
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(
        _("valid until"), null=True, blank=True, help_text=_("The last day. Empty: until further notice.")
    )

    class Meta:
        abstract = True

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        # Two at once would wait for each other within the constraint, which PostgreSQL calls a deadlock.
        wait_for_turn(f"rule:{self._meta.label}")
        super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        first, last = vars(self).get("valid_from"), self.valid_until
        if first is not None and last is not None and last < first:
            raise ValidationError({"valid_until": _("This is before the first day.")})


class HouseRuleInCurrency(HouseRule):
    """A rule that may name an amount of money, and so belongs to a currency."""

    currency = models.CharField(
        _("currency"),
        max_length=3,
        blank=True,
        validators=[RegexValidator(r"^[A-Z]{3}$", _("Three capital letters, as CZK."))],
        help_text=_("The site’s, when there is a site."),
    )

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.site is not None:
            self.currency = self.currency or self.site.currency
            if self.currency != self.site.currency:
                raise ValidationError({"currency": _("The site has another currency.")})

    def check_amount(self, name: str, amount: Decimal | None) -> None:
        """Refuse an amount without a currency, and one finer than the currency's smallest coin."""
        if amount is None:
            return
        if not self.currency:
            raise ValidationError({"currency": _("In which currency is the amount?")})
        if amount % minor_unit(self.currency):
            raise ValidationError({name: _("That is finer than the smallest coin.")})


def one_at_a_time(name: str, *scope: str, among: Q | None = None) -> ExclusionConstraint:
    """Two rules (of those ``among``) with the same values of the fields ``scope`` never overlap in time.

    An empty foreign key is a scope of its own: every site, all goods.
    """
    days: Any = Func(
        F("valid_from"), F("valid_until"), Value("[]"), function="DATERANGE", output_field=DateRangeField()
    )
    return ExclusionConstraint(
        name=name,
        expressions=[*((value_of(field), "=") for field in scope), (days, "&&")],
        condition=among,
        violation_error_message=_("Another rule for the same holds on some of these days."),
    )


def value_of(field: str) -> Any:
    if field == "currency":
        return F(field)
    return Coalesce(F(field), Value(0), output_field=models.BigIntegerField())
