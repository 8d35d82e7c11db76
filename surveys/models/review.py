from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from surveys.models.response import Response


class Review(models.Model):
    """A supervisor looked after a low score: who, when and what was done."""

    response = models.OneToOneField(Response, on_delete=models.PROTECT, related_name="review")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("reviewed by")
    )
    at = models.DateTimeField(_("reviewed"), default=timezone.now)
    what_was_done = models.TextField(_("what was done"))

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")

    def __str__(self) -> str:
        return self.what_was_done[:60]
