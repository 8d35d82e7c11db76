from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from helpdesk.mail.models import Letter
from helpdesk.staff.models import User
from surveys.enums import NotSent
from tickets.models import Resolution, Ticket


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def visible_to(self, user: User) -> InvitationQuerySet:
        return self.filter(resolution__ticket__in=Ticket.objects.visible_to(user))


class Invitation(models.Model):
    """What became of asking the customer about one resolution: a letter with a link, or a reason why not.

    Only the digest of the link's token is kept. The letter blots the token out once it has left.
    """

    resolution = models.OneToOneField(Resolution, on_delete=models.PROTECT, related_name="invitation")
    created_at = models.DateTimeField(_("invited"), default=timezone.now)
    not_sent = models.CharField(_("not sent because"), max_length=20, choices=NotSent, blank=True)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    # Null, not empty, where no letter was sent: many rows may have none.
    token_digest = models.CharField(max_length=64, unique=True, null=True, editable=False)  # noqa: DJ001  # see above
    letter = models.OneToOneField(
        Letter,
        on_delete=models.PROTECT,
        null=True,
        related_name="survey_invitation",
        verbose_name=_("letter"),
    )
    expires_at = models.DateTimeField(_("link works until"), null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("survey invitation")
        verbose_name_plural = _("survey invitations")

    def __str__(self) -> str:
        return f"{self.resolution_id}"

    def is_expired(self, *, now: datetime) -> bool:
        return self.expires_at is None or now >= self.expires_at
