from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tickets.enums import Target
from tickets.models.ticket import Ticket


class ClockQuerySet(models.QuerySet["Clock"]):
    def running(self) -> ClockQuerySet:
        return self.filter(met_at=None)

    def with_a_moment_before(self, now: datetime) -> ClockQuerySet:
        """Clocks with something to say by now, the longest silent first."""
        return self.filter(next_moment_at__lte=now).order_by("next_moment_at")


class Clock(models.Model):
    """A promise about one ticket: this by then. Rows, so that what was promised stays known."""

    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="clocks")
    target = models.CharField(_("target"), max_length=20, choices=Target)
    started_at = models.DateTimeField(_("started"), default=timezone.now)
    due_at = models.DateTimeField(_("due"))
    remind_at = models.DateTimeField(_("reminder"))
    reminded_at = models.DateTimeField(_("reminded"), null=True, blank=True)
    breached_at = models.DateTimeField(_("breach told"), null=True, blank=True)
    met_at = models.DateTimeField(_("met"), null=True, blank=True)
    # The next moment at which somebody must be told something; empty when there is none.
    next_moment_at = models.DateTimeField(null=True, blank=True, editable=False)

    # How often it was counted anew for another kind or another promise: then people are told of it again.
    recounted = models.PositiveSmallIntegerField(default=0, editable=False)

    objects = ClockQuerySet.as_manager()

    class Meta:
        ordering = ["started_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["ticket", "target"], condition=Q(met_at=None), name="one_running_clock_per_target"
            )
        ]
        indexes = [
            models.Index(
                fields=["next_moment_at"], condition=Q(next_moment_at__isnull=False), name="clock_next_moment"
            )
        ]
        verbose_name = _("clock")
        verbose_name_plural = _("clocks")

    def __str__(self) -> str:
        return f"{self.ticket_id} {self.get_target_display()}"

    def is_late(self, *, now: datetime) -> bool:
        return (self.met_at or now) > self.due_at
