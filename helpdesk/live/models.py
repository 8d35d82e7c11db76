from __future__ import annotations

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

# The bell says "99+" above this, so it never counts further.
UNREAD_CAP = 100


class NewsQuerySet(models.QuerySet["News"]):
    def visible_to(self, user: AbstractBaseUser | AnonymousUser) -> NewsQuerySet:
        """What this person was told; nothing for nobody."""
        return self.filter(recipient=user.pk)

    def unread(self) -> NewsQuerySet:
        return self.filter(read_at=None)

    def unread_count(self, user: AbstractBaseUser) -> int:
        """How many the bell shows, counted no further than ``UNREAD_CAP``."""
        return self.visible_to(user).unread()[:UNREAD_CAP].count()


class News(models.Model):
    """One thing a person who works here should know, in their language."""

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="news", verbose_name=_("for")
    )
    text = models.CharField(_("text"), max_length=300)
    url = models.CharField(_("leads to"), max_length=300, blank=True)
    # The cause, in words of whoever wrote it ("clock:12:breach"): the same news is never told twice.
    cause = models.CharField(_("what it tells of"), max_length=120)
    created_at = models.DateTimeField(_("written"), auto_now_add=True)
    read_at = models.DateTimeField(_("read"), null=True, blank=True)

    objects = NewsQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["recipient", "cause"], name="news_once_per_cause")]
        indexes = [
            models.Index(fields=["recipient", "-id"], name="news_newest_first"),
            models.Index(fields=["recipient"], condition=Q(read_at=None), name="news_unread"),
            models.Index(fields=["url"], name="news_by_url"),
        ]
        verbose_name = _("news")
        verbose_name_plural = _("news")

    def __str__(self) -> str:
        return self.text
