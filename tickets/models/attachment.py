from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from helpdesk.files.models import File
from helpdesk.staff.models import User
from tickets.models.message import Message
from tickets.models.ticket import Ticket


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def visible_to(self, user: User) -> AttachmentQuerySet:
        """Whoever sees the ticket sees what is attached to it."""
        return self.filter(ticket__in=Ticket.objects.visible_to(user))


class Attachment(models.Model):
    """A file that belongs to a ticket, or to something that was said about it."""

    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="attachments")
    # Empty for what was handed over when the ticket was logged.
    message = models.ForeignKey(
        Message, on_delete=models.PROTECT, null=True, blank=True, related_name="attachments"
    )
    file = models.OneToOneField(File, on_delete=models.CASCADE, related_name="attachment")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("attached by")
    )
    at = models.DateTimeField(_("attached"), default=timezone.now)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        ordering = ["at", "id"]
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")

    def __str__(self) -> str:
        return f"{self.ticket_id}: {self.file_id}"

    @property
    def url(self) -> str:
        """Where it can be downloaded by whoever sees the ticket."""
        return reverse("tickets:attachment", args=[self.ticket_id, self.file_id])

    @property
    def image_url(self) -> str:
        """Where a picture is shown large; empty for anything else."""
        return f"{self.url}?show" if self.file.is_picture else ""

    @property
    def thumbnail_url(self) -> str:
        return reverse("tickets:thumbnail", args=[self.ticket_id, self.file_id])
