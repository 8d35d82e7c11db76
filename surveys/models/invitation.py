from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from helpdesk.mail.models import Letter
from helpdesk.staff.models import User
from surveys.enums import NotReminded, NotSent
from surveys.models.questionnaire import Questionnaire
from tickets.models import Resolution, Ticket


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def visible_to(self, user: User) -> InvitationQuerySet:
        return self.filter(resolution__ticket__in=Ticket.objects.visible_to(user))

    def with_ticket(self) -> InvitationQuerySet:
        return self.select_related("resolution__ticket__customer")

    def to_remind(self, *, now: datetime) -> InvitationQuerySet:
        """Those whose customers may have to be reminded by now, the longest waiting first."""
        return self.filter(remind_at__lte=now).order_by("remind_at", "id")


class Invitation(models.Model):
    """What became of asking the customer about one resolution: a letter with a link, or a reason why not.

    Only the digest of the link's token is kept. The letter blots the token out once it has left.
    """

    resolution = models.OneToOneField(Resolution, on_delete=models.PROTECT, related_name="invitation")
    created_at = models.DateTimeField(_("invited"), default=timezone.now)
    not_sent = models.CharField(_("not sent because"), max_length=20, choices=NotSent, blank=True)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    # What is asked; empty for the questions of the house.
    questionnaire = models.ForeignKey(
        Questionnaire,
        on_delete=models.PROTECT,
        null=True,
        related_name="invitations",
        verbose_name=_("questions"),
    )
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

    # When it is to be decided whether the customer is reminded; empty when there is nothing to decide.
    remind_at = models.DateTimeField(null=True, editable=False)
    reminded_at = models.DateTimeField(_("reminded"), null=True)
    not_reminded = models.CharField(_("not reminded because"), max_length=20, choices=NotReminded, blank=True)
    # The reminder has a link of its own: of the first one nobody knows the token any more.
    reminder_digest = models.CharField(max_length=64, unique=True, null=True, editable=False)  # noqa: DJ001  # as above
    reminder = models.OneToOneField(
        Letter,
        on_delete=models.PROTECT,
        null=True,
        related_name="survey_reminder",
        verbose_name=_("reminder"),
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["remind_at", "id"], condition=Q(remind_at__isnull=False), name="invitation_remind"
            ),
            # Figures of a time: who was asked in it.
            models.Index(fields=["created_at"], include=["resolution", "letter"], name="invitation_created"),
            # How many letters a minute: see ``surveys.domain.pace``.
            models.Index(fields=["created_at"], condition=Q(letter__isnull=False), name="invitation_sent"),
            models.Index(
                fields=["reminded_at"], condition=Q(reminded_at__isnull=False), name="invitation_reminded"
            ),
        ]
        verbose_name = _("survey invitation")
        verbose_name_plural = _("survey invitations")

    def __str__(self) -> str:
        return f"{self.resolution_id}"

    def is_expired(self, *, now: datetime) -> bool:
        return self.expires_at is None or now >= self.expires_at
