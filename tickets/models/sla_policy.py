from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


class SlaPolicy(models.Model):
    """What the house promises for one kind. A kind without a row uses the targets of its module."""

    kind = models.CharField(_("kind"), max_length=30, unique=True)
    first_response = models.DurationField(_("first response within"))
    resolution = models.DurationField(_("resolution within"))
    remind_before = models.DurationField(_("reminder before"), help_text=_("How long before the due time."))

    class Meta:
        verbose_name = _("SLA policy")
        verbose_name_plural = _("SLA policies")

    def __str__(self) -> str:
        return self.kind

    def clean(self) -> None:
        for name in ("first_response", "resolution", "remind_before"):
            value = getattr(self, name)
            if value is not None and value.total_seconds() <= 0:
                raise ValidationError({name: _("This has to be longer than nothing.")})
