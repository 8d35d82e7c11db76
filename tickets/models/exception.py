from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from helpdesk.policies.models import PolicyVersion
from helpdesk.staff.models import User
from tickets.models.ticket import Ticket


class RuleExceptionQuerySet(models.QuerySet["RuleException"]):
    def visible_to(self, user: User) -> RuleExceptionQuerySet:
        return self.filter(ticket__in=Ticket.objects.visible_to(user))

    def waiting(self) -> RuleExceptionQuerySet:
        """Not answered yet, oldest first."""
        return self.filter(answered_at=None).order_by("asked_at", "id")


class RuleException(models.Model):
    """Somebody asks that a rule of the house be bent for one ticket, and a supervisor's answer."""

    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="exceptions")
    # The sentence as whoever asked read it: rules change, and what was asked stays.
    rule = models.CharField(_("rule"), max_length=300)
    reason = models.TextField(_("reason"))
    # The policy it is an exception to, as it was then: a published version never changes.
    policy_version = models.ForeignKey(
        PolicyVersion,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("policy"),
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("asked by")
    )
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)

    approved = models.BooleanField(_("approved"), null=True, blank=True)
    answer_text = models.TextField(_("what the supervisor says"), blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("answered by"),
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    objects = RuleExceptionQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["ticket", "rule"],
                condition=Q(answered_at=None),
                name="one_exception_waiting_per_rule",
            ),
            models.CheckConstraint(
                condition=Q(approved=None, answered_by=None, answered_at=None)
                | Q(approved__isnull=False, answered_by__isnull=False, answered_at__isnull=False),
                name="exception_answered_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["asked_at", "id"], condition=Q(answered_at=None), name="exception_waiting")
        ]
        verbose_name = _("exception to a rule")
        verbose_name_plural = _("exceptions to rules")

    def __str__(self) -> str:
        return f"{self.ticket_id}: {self.rule}"

    @property
    def asker(self) -> str:
        """Who asks, by name."""
        return str(self.asked_by.name)

    @property
    def question(self) -> str:
        """Why it is asked for, or that this was erased."""
        return self.reason or gettext("(erased)")
