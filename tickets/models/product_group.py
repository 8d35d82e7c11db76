from __future__ import annotations

from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Coalesce, Lower
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from helpdesk.staff.models import Site


class ProductGroupQuerySet(models.QuerySet["ProductGroup"]):
    def sold_at(self, site: Site) -> ProductGroupQuerySet:
        """The site's own groups and those of every site."""
        return self.filter(Q(site=site) | Q(site=None))


class ProductGroup(models.Model):
    """Goods that come back under the same rule: shoes, underwear, electronics."""

    name = models.CharField(pgettext_lazy("of a group of goods", "name"), max_length=80)
    site = models.ForeignKey(
        Site,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("site"),
        help_text=_("Empty: every site."),
    )

    objects = ProductGroupQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                Coalesce("site", Value(0), output_field=models.BigIntegerField()),
                name="product_group_once_per_site",
                violation_error_message=_("There is a group of this name already."),
            )
        ]
        verbose_name = _("product group")
        verbose_name_plural = _("product groups")

    def __str__(self) -> str:
        return self.name
