from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from helpdesk.policies.enums import SuggestionOutcome
from helpdesk.policies.models.policy import Policy
from helpdesk.policies.models.version import PolicyVersion
from helpdesk.staff.models import User


class SuggestedChangeQuerySet(models.QuerySet["SuggestedChange"]):
    def visible_to(self, user: User) -> SuggestedChangeQuerySet:
        """What was suggested about the policies the person may write."""
        written = Policy.objects.writable_by(user)
        return self.filter(version__policy__in=written.values("pk"))

    def waiting(self) -> SuggestedChangeQuerySet:
        return self.filter(settled_at=None)


class SuggestedChange(models.Model):
    """What a colleague would write differently in a version, and what became of it."""

    version = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="suggestions")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("suggested by")
    )
    at = models.DateTimeField(_("suggested"), default=timezone.now)
    text = models.TextField(_("what would you change, and why"), max_length=2000)
    outcome = models.CharField(_("outcome"), max_length=10, choices=SuggestionOutcome, blank=True)
    answer = models.CharField(_("answer"), max_length=200, blank=True)
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("settled by"),
    )

    objects = SuggestedChangeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_at=None, settled_by=None, outcome="")
                | (Q(settled_at__isnull=False, settled_by__isnull=False) & ~Q(outcome="")),
                name="suggested_change_settled_by_somebody",
            )
        ]
        indexes = [
            models.Index(fields=["version"], condition=Q(settled_at=None), name="suggested_change_waiting"),
        ]
        verbose_name = _("suggested change")
        verbose_name_plural = _("suggested changes")

    def __str__(self) -> str:
        return self.text[:60]
