from __future__ import annotations

from datetime import datetime

from django.db import models

from tickets.models import Resolution


class AskingQuerySet(models.QuerySet["Asking"]):
    def with_a_moment_before(self, now: datetime) -> AskingQuerySet:
        """Those to be decided by now, the longest waiting first."""
        return self.filter(next_moment_at__lte=now).order_by("next_moment_at", "resolution_id")


class Asking(models.Model):
    """A resolution of which nobody has decided yet whether its customer is asked.

    The database writes it with the resolution. Deciding makes an ``Invitation`` of it, with a letter or with
    a reason why not, and the row is gone: as many are looked through as wait, not as there ever were.
    """

    resolution = models.OneToOneField(
        Resolution, on_delete=models.CASCADE, primary_key=True, related_name="asking"
    )
    next_moment_at = models.DateTimeField()

    objects = AskingQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["next_moment_at", "resolution"], name="asking_next_moment")]
        verbose_name = "asking"
        verbose_name_plural = "askings"

    def __str__(self) -> str:
        return f"{self.resolution_id}"
