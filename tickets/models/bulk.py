from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from helpdesk.staff.models import User
from tickets.enums import BulkStatus, BulkVerb, ItemState
from tickets.models.ticket import Ticket

UNDER_WAY = (BulkStatus.RUNNING, BulkStatus.UNDOING)


class BulkActionQuerySet(models.QuerySet["BulkAction"]):
    def visible_to(self, user: User) -> BulkActionQuerySet:
        """One's own. What it did to a ticket stands in that ticket's record, for everybody who sees it."""
        return self.filter(by=user.pk)

    def under_way(self) -> BulkActionQuerySet:
        return self.filter(status__in=UNDER_WAY)

    def resting_since(self, moment: datetime) -> BulkActionQuerySet:
        """Under way, but nobody has touched them since."""
        return self.under_way().filter(worked_at__lt=moment)


class BulkAction(models.Model):
    """One thing done to many tickets, by one person; each ticket is an item of its own."""

    # Made with the page of the form: the same form posted twice does it once.
    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    verb = models.CharField(_("what was done"), max_length=10, choices=BulkVerb)
    # What was chosen, as ids and choices, and what it is called: see ``domain.bulk.verbs``.
    data: models.JSONField[dict[str, Any]] = models.JSONField(default=dict)
    # What customers are told. It then stands in their cases, and here no longer.
    text = models.TextField(blank=True)
    status = models.CharField(_("status"), max_length=10, choices=BulkStatus, default=BulkStatus.RUNNING)
    total = models.PositiveIntegerField(_("tickets"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("started by")
    )
    created_at = models.DateTimeField(_("started"), default=timezone.now)
    worked_at = models.DateTimeField(default=timezone.now)
    failed_attempts = models.PositiveSmallIntegerField(default=0)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)

    objects = BulkActionQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["by", "-id"], name="bulk_by_person"),
            models.Index(fields=["worked_at"], condition=Q(status__in=UNDER_WAY), name="bulk_under_way"),
            models.Index(fields=["created_at"], name="bulk_by_age"),
        ]
        verbose_name = _("bulk action")
        verbose_name_plural = _("bulk actions")

    def __str__(self) -> str:
        return f"{self.get_verb_display()} ({self.total})"

    def get_absolute_url(self) -> str:
        return reverse("tickets:bulk_action", args=[self.pk])

    @property
    def is_under_way(self) -> bool:
        return self.status in UNDER_WAY

    @property
    def is_undoing(self) -> bool:
        return self.status == BulkStatus.UNDOING


class BulkItemQuerySet(models.QuerySet["BulkItem"]):
    def to_do(self, action: BulkAction) -> BulkItemQuerySet:
        """What the action has not come to yet, forth or back, in its order."""
        state = ItemState.DONE if action.is_undoing else ItemState.WAITING
        return self.filter(action=action, state=state).order_by("id")


class BulkItem(models.Model):
    """One ticket of a bulk action: what became of it, and what stood there before."""

    action = models.ForeignKey(BulkAction, on_delete=models.CASCADE, related_name="items")
    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="+", verbose_name=_("ticket"))
    state = models.CharField(_("state"), max_length=10, choices=ItemState, default=ItemState.WAITING)
    # Why it was left as it was, or could not be undone, in the language of whoever did it.
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    before: models.JSONField[dict[str, Any]] = models.JSONField(default=dict)
    after: models.JSONField[dict[str, Any]] = models.JSONField(default=dict)

    objects = BulkItemQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["action", "ticket"], name="ticket_once_per_bulk_action")
        ]
        indexes = [models.Index(fields=["action", "state", "id"], name="bulk_item_by_state")]
        verbose_name = _("ticket of a bulk action")
        verbose_name_plural = _("tickets of bulk actions")

    def __str__(self) -> str:
        return f"{self.action_id}: {self.ticket_id}"
