from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tickets.models.ticket import Ticket


class Option(models.Model):
    """A way out that was explained to the customer; at most one of a ticket's is chosen."""

    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="options")
    text = models.CharField(_("option"), max_length=300)
    is_chosen = models.BooleanField(_("chosen"), default=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["ticket"], condition=Q(is_chosen=True), name="one_option_chosen")
        ]
        verbose_name = _("option explained")
        verbose_name_plural = _("options explained")

    def __str__(self) -> str:
        return self.text
