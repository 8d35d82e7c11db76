from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from helpdesk.staff.models import User
from surveys.enums import Sign, Verdict
from surveys.models.answer import Answer
from surveys.models.invitation import Invitation
from tickets.models import Ticket

UNDECIDED = models.Q(verdict="", waits_until=None)
WAITING = models.Q(verdict="", waits_until__isnull=False)


class KeptApartQuerySet(models.QuerySet["KeptApart"]):
    def visible_to(self, user: User) -> KeptApartQuerySet:
        return self.filter(invitation__resolution__ticket__in=Ticket.objects.visible_to(user))

    def undecided(self) -> KeptApartQuerySet:
        """What a supervisor has to look at, oldest first."""
        return self.filter(UNDECIDED).order_by("answered_at", "id")

    def waiting(self) -> KeptApartQuerySet:
        """What will count by itself unless something speaks against it meanwhile, oldest first."""
        return self.filter(WAITING).order_by("waits_until", "id")

    def with_ticket(self) -> KeptApartQuerySet:
        return self.select_related(
            "invitation__resolution__ticket__customer", "invitation__resolution__by", "invitation__response"
        )


class KeptApart(Answer):
    """An answer that is not counted, or not yet, and why: a machine may have given it.

    Those with ``waits_until`` count by themselves then; the others wait for a supervisor. Nothing here is in
    any figure: what counts becomes a ``Response``. A row is never deleted.
    """

    invitation = models.ForeignKey(Invitation, on_delete=models.PROTECT, related_name="kept_apart")
    answered_at = models.DateTimeField(_("answered"), default=timezone.now)
    signs = ArrayField(models.CharField(max_length=10, choices=Sign), verbose_name=_("kept apart because"))
    waits_until = models.DateTimeField(_("counts by itself at"), null=True, blank=True)
    verdict = models.CharField(_("verdict"), max_length=10, choices=Verdict, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)

    objects = KeptApartQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["answered_at", "id"], condition=UNDECIDED, name="kept_apart_undecided"),
            models.Index(fields=["waits_until", "id"], condition=WAITING, name="kept_apart_waiting"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(score__gte=1, score__lte=5), name="kept_apart_score_from_1_to_5"
            )
        ]
        verbose_name = _("answer kept apart")
        verbose_name_plural = _("answers kept apart")

    def __str__(self) -> str:
        return f"{self.score}"

    @property
    def reasons(self) -> list[str]:
        """The signs in the reader's language."""
        return [str(Sign(sign).label) for sign in self.signs]


class Leaving(models.Model):
    """When somebody, or something, last pressed the button of whoever does not answer."""

    invitation = models.OneToOneField(Invitation, on_delete=models.PROTECT, related_name="leaving")
    at = models.DateTimeField(_("pressed"), default=timezone.now)

    class Meta:
        verbose_name = _("leaving without an answer")
        verbose_name_plural = _("leavings without an answer")

    def __str__(self) -> str:
        return f"{self.invitation_id}"
