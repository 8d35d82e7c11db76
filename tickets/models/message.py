from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from helpdesk.mail.models import Letter
from tickets.enums import Direction, MessageType
from tickets.models.ticket import Ticket


class Message(models.Model):
    """Something said about a ticket: a public reply, an internal note, a call or a visit."""

    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="messages")
    type = models.CharField(_("type"), max_length=10, choices=MessageType)
    direction = models.CharField(_("direction"), max_length=10, choices=Direction)
    # Who wrote it down; the customer's own words have an author too when they were spoken.
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("written by")
    )
    at = models.DateTimeField(_("when"), default=timezone.now)
    body = models.TextField(_("text"))
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    letter = models.OneToOneField(
        Letter,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="message",
        verbose_name=_("letter"),
    )
    # As on the ticket: the same form posted twice says it once.
    form_key = models.UUIDField(null=True, blank=True, unique=True, editable=False)

    class Meta:
        indexes = [models.Index(fields=["ticket", "at", "id"], name="message_timeline")]
        verbose_name = _("message")
        verbose_name_plural = _("messages")

    def __str__(self) -> str:
        return f"{self.get_type_display()} {self.at:%Y-%m-%d %H:%M}"

    @property
    def from_customer(self) -> bool:
        return self.direction == Direction.IN
