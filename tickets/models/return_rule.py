from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from helpdesk.staff.models import Site
from tickets.models.house_rule import HouseRule, HouseRuleQuerySet, one_at_a_time
from tickets.models.product_group import ProductGroup


class ReturnRuleQuerySet(HouseRuleQuerySet["ReturnRule"]):
    def in_force(self, *, site: Site, on: date, group: ProductGroup | None = None) -> ReturnRule | None:
        """The rule for goods of this group. One query.

        The site's own rule beats the general one, whatever goods each is for; of rules of the same rank the
        one for this group beats the one for all goods.
        """
        rules = self.holding(site=site, on=on).filter(models.Q(group=group) | models.Q(group=None))
        return rules.order_by(F("site").asc(nulls_last=True), F("group").asc(nulls_last=True)).first()


class ReturnRule(HouseRule):
    """How long, and in what condition, goods come back for a refund."""

    group = models.ForeignKey(
        ProductGroup,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("product group"),
        help_text=_("Empty: all goods that have no rule of their own."),
    )
    days = models.PositiveSmallIntegerField(
        _("days"), help_text=_("The day of purchase is day 0; 0 means the same day only.")
    )
    receipt_needed = models.BooleanField(_("with the receipt only"), default=False)
    unused_only = models.BooleanField(_("unused goods only"), default=False)
    faults_too = models.BooleanField(
        _("also for faults"),
        default=False,
        help_text=_("Faulty, wrong or misdescribed goods come back after these days too, unless this is on."),
    )

    objects = ReturnRuleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_until=None) | models.Q(valid_until__gte=F("valid_from")),
                name="return_rule_days",
            ),
            one_at_a_time("return_rule_one_at_a_time", "site", "group"),
        ]
        verbose_name = _("return rule")
        verbose_name_plural = _("return rules")

    def __str__(self) -> str:
        return f"{self.site or '*'} · {self.group or '*'} · {self.days}"

    def clean(self) -> None:
        super().clean()
        if self.group is not None and self.group.site_id not in (None, self.site_id):
            raise ValidationError({"group": _("This group belongs to another site.")})
