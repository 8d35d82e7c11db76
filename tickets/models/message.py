from __future__ import annotations

from datetime import datetime
from math import ceil
from typing import Any

import phonenumbers
from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from helpdesk.mail.models import Letter
from helpdesk.staff.models import User
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
    # Of a call: which number was dialled, or which one the customer called from.
    phone = models.CharField(_("phone number"), max_length=40, blank=True)
    # Whom a note calls by name with an "@".
    mentioned = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="+", blank=True, verbose_name=_("mentioned")
    )
    letter = models.OneToOneField(
        Letter,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="message",
        verbose_name=_("letter"),
    )
    # Until then whoever sent a reply may take it back; and how the ticket stood before it.
    undo_until = models.DateTimeField(null=True, blank=True, editable=False)
    before: models.JSONField[dict[str, Any] | None] = models.JSONField(null=True, blank=True, editable=False)
    # Where it was said first, when it came here with a merge or a split. Nobody looks for messages by it.
    moved_from = models.ForeignKey(
        Ticket,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        editable=False,
    )
    # As on the ticket: the same form posted twice says it once.
    form_key = models.UUIDField(null=True, blank=True, unique=True, editable=False)

    class Meta:
        indexes = [models.Index(fields=["ticket", "at", "id"], name="message_timeline")]
        verbose_name = _("message")
        verbose_name_plural = _("messages")

    def __str__(self) -> str:
        return f"{self.get_type_display()} {self.at:%Y-%m-%d %H:%M}"

    def can_be_taken_back(self, *, by: User, now: datetime) -> bool:
        return self.undo_until is not None and now < self.undo_until and self.author_id == by.pk

    @property
    def seconds_left(self) -> int:
        """For how long it can be taken back; 0 when it cannot any more."""
        left = (self.undo_until - timezone.now()).total_seconds() if self.undo_until else 0
        return max(0, ceil(left))

    @property
    def shown_phone(self) -> str:
        """Spaced as people read it; an extension as it was typed."""
        try:
            number = phonenumbers.parse(self.phone)
        except phonenumbers.NumberParseException:
            return self.phone
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)

    @property
    def from_customer(self) -> bool:
        return self.direction == Direction.IN
