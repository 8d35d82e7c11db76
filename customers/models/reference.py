from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from customers.models.customer import Customer
from helpdesk.folding import fold_reference
from helpdesk.staff.models import Site


class CustomerReference(models.Model):
    """What another system of a site calls a customer: its customer number, code or account."""

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="references")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+", verbose_name=_("site"))
    value = models.CharField(_("own reference"), max_length=60)
    folded = models.CharField(max_length=60, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["customer", "site", "folded"], name="customer_reference_once_per_site"
            )
        ]
        indexes = [models.Index(fields=["site", "folded"], name="customer_reference_at_site")]
        verbose_name = _("own reference")
        verbose_name_plural = _("own references")

    def __str__(self) -> str:
        return self.value

    @classmethod
    def of(cls, customer: Customer, value: str, *, site: Site) -> CustomerReference:
        """Unsaved, ready for ``bulk_create``."""
        return cls(customer=customer, site=site, value=value, folded=fold_reference(value)[:60])

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded = fold_reference(self.value)[:60]
        super().save(*args, **kwargs)
