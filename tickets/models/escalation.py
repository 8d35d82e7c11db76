from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from helpdesk.staff.models import User
from tickets.enums import Answer, Target
from tickets.models.ticket import Ticket


def asker_of(name: str | None) -> str:
    """Who asks: the person of that name, else it is a clock."""
    return name or gettext("The clock")


def question_of(reason: str, target: str) -> str:
    """What is asked: the reason in words, or that it was erased; of a clock what it waits for."""
    if not target:
        return reason or gettext("(erased)")
    return {
        Target.FIRST_RESPONSE: gettext("Nobody has answered the customer yet."),
        Target.NEXT_RESPONSE: gettext("Nobody has answered the customer’s last word yet."),
        Target.RESOLUTION: gettext("It is not resolved yet."),
    }[Target(target)]


class EscalationQuerySet(models.QuerySet["Escalation"]):
    def visible_to(self, user: User) -> EscalationQuerySet:
        return self.filter(ticket__in=Ticket.objects.visible_to(user))

    def waiting(self) -> EscalationQuerySet:
        """Not answered yet, oldest first."""
        return self.filter(answered_at=None).order_by("asked_at", "id")


class Escalation(models.Model):
    """A request to the supervisors of the site, with its reason, and their answer.

    Asked by nobody, and for no reason in words, it is a clock that asks: ``target`` is what it waits for,
    before it is due or after.
    """

    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="escalations")
    reason = models.TextField(_("reason"), blank=True)
    target = models.CharField(_("target"), max_length=20, choices=Target, blank=True, default="")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("asked by"),
    )
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)

    answer = models.CharField(_("answer"), max_length=10, choices=Answer, blank=True)
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

    objects = EscalationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ticket"], condition=Q(answered_at=None), name="one_escalation_waiting"
            )
        ]
        indexes = [
            models.Index(fields=["asked_at", "id"], condition=Q(answered_at=None), name="escalation_waiting"),
        ]
        verbose_name = _("escalation")
        verbose_name_plural = _("escalations")

    def __str__(self) -> str:
        return f"{self.ticket_id}: {(self.reason or self.target)[:60]}"

    @property
    def asker(self) -> str:
        """Who asks, by name."""
        return asker_of(self.asked_by.name if self.asked_by else None)

    @property
    def question(self) -> str:
        """What is asked."""
        return question_of(self.reason, self.target)
