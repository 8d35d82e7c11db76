from __future__ import annotations

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

LONGEST = timedelta(days=365)


class GracePeriod(models.Model):
    """How long resolved tickets of a kind can be reopened. A kind without a row uses that of its module."""

    kind = models.CharField(_("kind"), max_length=30, unique=True)
    length = models.DurationField(
        _("closes after"),
        help_text=_("So long a resolved ticket can be reopened: days, or days and hours:minutes:seconds."),
    )

    class Meta:
        verbose_name = _("grace period")
        verbose_name_plural = _("grace periods")

    def __str__(self) -> str:
        return self.kind

    def clean(self) -> None:
        if self.length is not None and not timedelta(0) < self.length <= LONGEST:
            raise ValidationError({"length": _("This has to be between a second and a year.")})
