from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from helpdesk.policies.models.version import PolicyVersion


class Vote(models.Model):
    """Whether one person found a version useful; they may change their mind."""

    version = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="votes")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("who")
    )
    useful = models.BooleanField(_("useful"))
    at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "by"], name="policy_vote_once_per_person")]
        verbose_name = _("vote")
        verbose_name_plural = _("votes")

    def __str__(self) -> str:
        return f"{self.by} · {self.version_id} · {self.useful}"
