from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from helpdesk.staff.models.user import User


class AbsenceQuerySet(models.QuerySet["Absence"]):
    def visible_to(self, user: User) -> AbsenceQuerySet:
        """One's own and those of colleagues."""
        return self.filter(person__in=User.objects.visible_to(user).order_by())

    def writable_by(self, user: User) -> AbsenceQuerySet:
        """One's own; for supervisors those of colleagues, too: whoever is ill does not sit at the desk."""
        return self.visible_to(user) if user.can_supervise else self.filter(person=user.pk)

    def not_over(self, *, now: datetime) -> AbsenceQuerySet:
        """Those that last, and those to come."""
        return self.filter(Q(ends_at=None) | Q(ends_at__gt=now))

    def at(self, moment: datetime) -> AbsenceQuerySet:
        return self.not_over(now=moment).filter(starts_at__lte=moment)


class Absence(models.Model):
    """Somebody is away: no ticket goes to them by itself. Why is nobody's business, and is not asked."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="absences",
        verbose_name=_("person"),
    )
    starts_at = models.DateTimeField(_("away from"), default=timezone.now)
    ends_at = models.DateTimeField(
        _("away until"), null=True, blank=True, help_text=_("Empty: until they say that they are back.")
    )
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("noted by")
    )

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gte=F("starts_at")),
                name="absence_ends_after_start",
            ),
            models.UniqueConstraint(
                fields=["person"], condition=Q(ends_at=None), name="one_absence_without_end"
            ),
        ]
        indexes = [models.Index(fields=["ends_at"], name="absence_by_end")]
        verbose_name = _("absence")
        verbose_name_plural = _("absences")

    def __str__(self) -> str:
        return f"{self.person} {self.starts_at:%Y-%m-%d}"
