from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from surveys.enums import Closing
from surveys.models.response import Response
from tickets.models import FollowUp, Message


class Review(models.Model):
    """A supervisor looked after a low score: who, when and what was done."""

    response = models.OneToOneField(Response, on_delete=models.PROTECT, related_name="review")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("reviewed by")
    )
    at = models.DateTimeField(_("reviewed"), default=timezone.now)
    closing = models.CharField(
        _("how"), max_length=10, choices=Closing, default=Closing.NOTED, db_default=Closing.NOTED
    )
    # The promise that was made, or the letter that was written.
    follow_up = models.ForeignKey(FollowUp, on_delete=models.PROTECT, null=True, related_name="+")
    message = models.ForeignKey(Message, on_delete=models.PROTECT, null=True, related_name="+")
    what_was_done = models.TextField(_("what was done"))

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")

    def __str__(self) -> str:
        return self.what_was_done[:60]
