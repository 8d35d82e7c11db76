from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from helpdesk.staff.models import User
from tickets.enums import Pausing, Target
from tickets.models.sla_policy import SlaPolicy
from tickets.models.ticket import Ticket, hidden_from


class ClockQuerySet(models.QuerySet["Clock"]):
    def visible_to(self, user: User) -> ClockQuerySet:
        """Those of the tickets the person sees; by a join, for whoever counts clocks looks at them anyway."""
        seen = self.exclude(ticket__in=hidden_from(user))
        return seen if user.sees_every_site else seen.filter(ticket__site__in=user.site_ids)

    def running(self) -> ClockQuerySet:
        """Not met yet; some of them may stand still."""
        return self.filter(met_at=None)

    def with_a_moment_before(self, now: datetime) -> ClockQuerySet:
        """Clocks with something to say by now, the longest silent first."""
        return self.filter(next_moment_at__lte=now).order_by("next_moment_at")


class Clock(models.Model):
    """A promise about one ticket: this by then. Rows, so that what was promised stays known.

    Of the time there is (``within``) ``used`` was spent before ``counting_since``; from there on it is spent
    as the site is open, or round the clock, unless the clock stands still. Due is when all of it is spent.
    See ``domain.clocks``.
    """

    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="clocks")
    target = models.CharField(_("target"), max_length=20, choices=Target)
    # Empty for what a kind ships with.
    policy = models.ForeignKey(
        SlaPolicy,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="clocks",
        verbose_name=_("SLA policy"),
    )
    within = models.DurationField(_("within"))
    round_the_clock = models.BooleanField(_("round the clock"), default=False)
    # Due at a moment that was promised to the customer: nothing moves that, not even standing still.
    is_promised = models.BooleanField(_("promised to the customer"), default=False)

    started_at = models.DateTimeField(_("started"), default=timezone.now)
    counting_since = models.DateTimeField(editable=False)
    used = models.DurationField(default=timedelta(0), editable=False)
    # While it stands still this is when it would have been due.
    due_at = models.DateTimeField(_("due"))
    paused_at = models.DateTimeField(_("stands still since"), null=True, blank=True)
    met_at = models.DateTimeField(_("met"), null=True, blank=True)
    # How much of its time was spent when it was met: more than ``within`` is late, by so much.
    took = models.DurationField(_("took"), null=True, blank=True)
    # When it was told that nobody kept it.
    breached_at = models.DateTimeField(_("breach told"), null=True, blank=True)
    # Up to which time spent everything has been told that there was to tell.
    told_until = models.DurationField(null=True, blank=True, editable=False)
    # The next moment at which somebody must be told something; empty when there is none.
    next_moment_at = models.DateTimeField(null=True, blank=True, editable=False)
    # How often another promise took its place: then people are told of it again.
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
            ),
            # Figures of a time: what was due in it.
            models.Index(
                fields=["due_at"],
                include=["ticket", "target", "policy", "within", "took", "met_at", "paused_at"],
                name="clock_due",
            ),
        ]
        verbose_name = _("clock")
        verbose_name_plural = _("clocks")

    def __str__(self) -> str:
        return f"{self.ticket_id} {self.get_target_display()}"

    def is_late(self, *, now: datetime) -> bool:
        """Whoever keeps it while it stands still keeps it when it stopped."""
        return (self.paused_at or self.met_at or now) > self.due_at


class ClockPause(models.Model):
    """A time during which a clock stood still, and why."""

    clock = models.ForeignKey(Clock, on_delete=models.CASCADE, related_name="pauses")
    reason = models.CharField(_("reason"), max_length=10, choices=Pausing)
    from_at = models.DateTimeField(_("from"))
    until_at = models.DateTimeField(_("until"), null=True, blank=True)

    class Meta:
        ordering = ["from_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["clock"], condition=Q(until_at=None), name="one_pause_at_a_time"),
        ]
        verbose_name = _("pause")
        verbose_name_plural = _("pauses")

    def __str__(self) -> str:
        return f"{self.clock_id} {self.reason}"
