from __future__ import annotations

from datetime import timedelta

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from helpdesk.staff.models import Site, Team
from tickets.enums import Listener, Pausing, Point, Priority, Target

LONGEST_NAME = 80


class SlaPolicy(models.Model):
    """What the house promises for the tickets it is about: the first policy that fits a ticket holds.

    Whatever is empty fits every ticket. A policy is never deleted, for clocks ran by it: it is switched off.
    """

    name = models.CharField(_("name"), max_length=LONGEST_NAME)
    position = models.PositiveIntegerField(_("order"), default=0, help_text=_("The lowest is asked first."))
    is_on = models.BooleanField(_("in force"), default=True)

    site = models.ForeignKey(
        Site, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("site")
    )
    team = models.ForeignKey(
        Team, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("team")
    )
    kinds = ArrayField(models.CharField(max_length=30), default=list, blank=True, verbose_name=_("kinds"))
    channels = ArrayField(
        models.CharField(max_length=20), default=list, blank=True, verbose_name=_("channels")
    )
    priorities = ArrayField(
        models.PositiveSmallIntegerField(choices=Priority),
        default=list,
        blank=True,
        verbose_name=_("priorities"),
    )
    is_vip = models.BooleanField(_("customer is a VIP"), null=True, blank=True)
    customer_waits = models.BooleanField(_("customer waits for a word"), null=True, blank=True)

    # While a ticket has one of these, its clocks stand still.
    pauses_in = ArrayField(
        models.CharField(max_length=10, choices=Pausing),
        default=list,
        blank=True,
        verbose_name=_("clocks stand still while"),
    )

    class Meta:
        ordering = ["position", "id"]
        verbose_name = _("SLA policy")
        verbose_name_plural = _("SLA policies")

    def __str__(self) -> str:
        return self.name


class SlaTarget(models.Model):
    """One promise of a policy: such an answer within so much time."""

    policy = models.ForeignKey(SlaPolicy, on_delete=models.CASCADE, related_name="targets")
    target = models.CharField(_("target"), max_length=20, choices=Target)
    within = models.DurationField(_("within"), validators=[MinValueValidator(timedelta(minutes=1))])
    # Else only while the site is open.
    round_the_clock = models.BooleanField(_("round the clock"), default=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["policy", "target"], name="one_sla_target_of_a_sort"),
            models.CheckConstraint(condition=Q(within__gt=timedelta(0)), name="sla_target_takes_time"),
        ]
        verbose_name = _("SLA target")
        verbose_name_plural = _("SLA targets")

    def __str__(self) -> str:
        return f"{self.policy_id} {self.target}"


class SlaReminder(models.Model):
    """When somebody is told of a target, and who: at a share of its time, or before or after it is due.

    ``time`` is counted as the target is, so fifteen minutes before 08:10 lie in the evening before. No time
    after is the breach itself.
    """

    target = models.ForeignKey(SlaTarget, on_delete=models.CASCADE, related_name="reminders")
    point = models.CharField(_("when"), max_length=10, choices=Point)
    percent = models.PositiveSmallIntegerField(
        _("per cent"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(99)]
    )
    time = models.DurationField(_("time"), null=True, blank=True)
    listeners = ArrayField(
        models.CharField(max_length=12, choices=Listener), default=list, blank=True, verbose_name=_("tells")
    )
    # The bell rings for everybody; a letter goes to those who want letters.
    by_email = models.BooleanField(_("by e-mail, too"), default=True)
    escalates = models.BooleanField(_("asks a supervisor"), default=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(point=Point.SHARE, percent__range=(1, 99), time=None)
                | Q(point=Point.BEFORE, percent=None, time__gt=timedelta(0))
                | Q(point=Point.AFTER, percent=None, time__gte=timedelta(0)),
                name="sla_reminder_has_its_moment",
            ),
        ]
        verbose_name = _("SLA reminder")
        verbose_name_plural = _("SLA reminders")

    def __str__(self) -> str:
        return f"{self.target_id} {self.point}"
