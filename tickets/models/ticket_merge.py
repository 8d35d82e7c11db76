from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from helpdesk.staff.models import User
from tickets.models.ticket import Ticket

REVERSIBLE_FOR = timedelta(days=30)


class TicketMergeQuerySet(models.QuerySet["TicketMerge"]):
    def visible_to(self, user: User) -> TicketMergeQuerySet:
        seen = Ticket.objects.visible_to(user)
        return self.filter(kept__in=seen, merged__in=seen)

    def standing(self) -> TicketMergeQuerySet:
        return self.filter(undone_at=None)


class TicketMerge(models.Model):
    """Two tickets turned out to be one case. What moved is kept, so that it can be undone."""

    kept = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="merges")
    merged = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="merges_away")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("merged by")
    )
    at = models.DateTimeField(_("merged"), default=timezone.now)
    # The numbers of what moved, by what it is, and how both stood before.
    moved: models.JSONField[dict[str, Any]] = models.JSONField(default=dict)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("undone by"),
    )
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)

    objects = TicketMergeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["merged"], condition=Q(undone_at=None), name="ticket_merged_once"
            ),
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_by=None)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="ticket_merge_undone_by_somebody",
            ),
        ]
        verbose_name = _("merge of tickets")
        verbose_name_plural = _("merges of tickets")

    def __str__(self) -> str:
        return f"{self.merged_id} → {self.kept_id}"

    def is_too_old(self, *, now: datetime) -> bool:
        return now - self.at > REVERSIBLE_FOR
