from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from helpdesk.live.models import News
from helpdesk.mail.models import Letter
from helpdesk.notifications.enums import Way


class DispatchQuerySet(models.QuerySet["Dispatch"]):
    def waiting(self) -> DispatchQuerySet:
        return self.filter(settled_at=None)

    def due(self, way: Way, *, now: datetime) -> DispatchQuerySet:
        """What has to leave by this way by now, what waits longest first."""
        return self.waiting().filter(way=way, leaves_at__lte=now).order_by("leaves_at", "id")


class Dispatch(models.Model):
    """One piece of news on its way out to its recipient. Life: waiting → settled.

    Settled is what has become (part of) a letter, what a push service took, and what was dropped because
    it had become pointless. News that are deleted take it with them.
    """

    news = models.ForeignKey(
        News, on_delete=models.CASCADE, related_name="dispatches", verbose_name=_("news")
    )
    way = models.CharField(_("way"), max_length=10, choices=Way)
    # Not before this moment: quiet hours and the hour of the digest are reckoned in already.
    leaves_at = models.DateTimeField(_("leaves"))
    # What the letter says, when it says more than the bell.
    subject = models.CharField(_("subject"), max_length=300, blank=True)
    body = models.TextField(_("text"), blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)
    letter = models.ForeignKey(
        Letter,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="news_dispatches",
        verbose_name=_("letter"),
    )

    objects = DispatchQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["news", "way"], name="dispatch_once_per_way")]
        indexes = [
            models.Index(fields=["way", "leaves_at", "id"], condition=Q(settled_at=None), name="dispatch_due")
        ]
        verbose_name = _("dispatch")
        verbose_name_plural = _("dispatches")

    def __str__(self) -> str:
        return f"{self.news_id} {self.way}"
