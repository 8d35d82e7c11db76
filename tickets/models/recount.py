from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from customers.models import Customer
from helpdesk.staff.models import Site
from tickets.enums import RecountCause


class Recount(models.Model):
    """Open clocks counted anew by a worker, ticket by ticket: of a site, of a customer, or of the house."""

    cause = models.CharField(_("cause"), max_length=10, choices=RecountCause)
    # Empty for every site.
    site = models.ForeignKey(
        Site, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("site")
    )
    customer = models.ForeignKey(
        Customer,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("customer"),
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("asked by")
    )
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    # The number of the last ticket that was looked at.
    after = models.BigIntegerField(default=0, editable=False)
    looked_at = models.PositiveIntegerField(_("tickets looked at"), default=0)
    moved = models.PositiveIntegerField(_("due times moved"), default=0)
    done_at = models.DateTimeField(_("done"), null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["id"], condition=Q(done_at=None), name="recount_to_do")]
        verbose_name = _("recount")
        verbose_name_plural = _("recounts")

    def __str__(self) -> str:
        return f"{self.cause} {self.asked_at}"
