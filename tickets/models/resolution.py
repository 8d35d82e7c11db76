from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from helpdesk.policies.models import PolicyVersion
from tickets.enums import Outcome
from tickets.models.ticket import Ticket


class Resolution(models.Model):
    """One time a ticket was resolved. Reopening ends it; the row stays."""

    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="resolutions")
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome)
    # One of the kind's own closing reasons; empty for a kind that has none.
    closing_reason = models.CharField(_("closing reason"), max_length=30, blank=True)
    # What a refusal rests on: a published version, which never changes afterwards.
    policy_version = models.ForeignKey(
        PolicyVersion,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("policy"),
    )
    explanation = models.TextField(_("explanation to the customer"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("resolved by")
    )
    at = models.DateTimeField(_("resolved"), default=timezone.now)
    # The customer did not have to come, call or write again.
    first_contact = models.BooleanField(_("at the first contact"))

    reopened_at = models.DateTimeField(_("reopened"), null=True, blank=True)
    reopened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("reopened by"),
    )
    reopening_reason = models.TextField(_("why it was reopened"), blank=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["ticket"], condition=Q(reopened_at=None), name="one_resolution_in_force"
            )
        ]
        indexes = [models.Index(fields=["at", "id"], name="resolution_by_time")]
        verbose_name = _("resolution")
        verbose_name_plural = _("resolutions")

    def __str__(self) -> str:
        return f"{self.ticket_id}: {self.get_outcome_display()}"
