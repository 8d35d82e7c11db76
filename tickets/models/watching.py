from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tickets.models.ticket import Ticket


class Watching(models.Model):
    """Somebody wants to hear what becomes of a ticket that is not theirs."""

    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="watchings")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="watchings",
        verbose_name=_("who watches"),
    )
    since = models.DateTimeField(_("since"), default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ticket", "user"], name="watching_once")]
        verbose_name = _("watcher")
        verbose_name_plural = _("watchers")

    def __str__(self) -> str:
        return f"{self.user_id} · {self.ticket_id}"
