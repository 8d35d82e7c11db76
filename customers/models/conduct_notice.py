from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from customers.models.customer import Customer


class ConductNoticeQuerySet(models.QuerySet["ConductNotice"]):
    def in_force(self, *, on: date) -> ConductNoticeQuerySet:
        """Not lifted and not over; the last day still counts."""
        return self.filter(lifted_at=None, until__gte=on)


class ConductNotice(models.Model):
    """What colleagues must know before they meet this customer, until a day."""

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="conduct_notices")
    text = models.TextField(_("what colleagues must know"), max_length=1000)
    placed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("placed by")
    )
    placed_at = models.DateTimeField(_("placed"), default=timezone.now)
    until = models.DateField(_("until"))
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("lifted by"),
    )
    lifted_at = models.DateTimeField(_("lifted"), null=True, blank=True)

    objects = ConductNoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-placed_at", "-id"]
        indexes = [
            models.Index(fields=["customer", "until"], condition=Q(lifted_at=None), name="conduct_in_force")
        ]
        verbose_name = _("conduct notice")
        verbose_name_plural = _("conduct notices")

    def __str__(self) -> str:
        return self.text[:60]
