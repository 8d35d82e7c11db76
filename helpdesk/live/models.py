from __future__ import annotations

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import connection, models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

# The bell says "99+" above this, so it never counts further.
UNREAD_CAP = 100
COUNT_UNREAD = """
    SELECT count(*) FROM (
        SELECT FROM live_news WHERE recipient_id = %s AND read_at IS NULL AND rings LIMIT %s
    ) AS unread
"""


class NewsQuerySet(models.QuerySet["News"]):
    def visible_to(self, user: AbstractBaseUser | AnonymousUser) -> NewsQuerySet:
        """What the bell told this person; nothing for nobody."""
        return self.filter(recipient=user.pk, rings=True)

    def unread(self) -> NewsQuerySet:
        return self.filter(read_at=None)

    def unread_count(self, user: AbstractBaseUser) -> int:
        """How many the bell shows, counted no further than ``UNREAD_CAP``."""
        # Asked by every page: a query set would take longer to write this than the database to answer it.
        with connection.cursor() as cursor:
            cursor.execute(COUNT_UNREAD, [user.pk, UNREAD_CAP])
            return int(cursor.fetchone()[0])


class News(models.Model):
    """One thing a person who works here should know, in their language."""

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="news", verbose_name=_("for")
    )
    # What sort of thing it is, in words of whoever wrote it ("assigned"), and about what ("ticket:42").
    kind = models.CharField(_("kind"), max_length=40, blank=True, db_default="")
    about = models.CharField(_("about"), max_length=60, blank=True, db_default="")
    text = models.CharField(_("text"), max_length=300)
    url = models.CharField(_("leads to"), max_length=300, blank=True)
    # The cause, in words of whoever wrote it ("clock:12:breach"): the same news is never told twice.
    cause = models.CharField(_("what it tells of"), max_length=120)
    # Not for whoever wants to hear of it by other ways only. The row still stands for "was told".
    rings = models.BooleanField(_("at the bell"), default=True, db_default=True)
    created_at = models.DateTimeField(_("written"), auto_now_add=True)
    read_at = models.DateTimeField(_("read"), null=True, blank=True)

    objects = NewsQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["recipient", "cause"], name="news_once_per_cause")]
        indexes = [
            models.Index(fields=["recipient", "-id"], condition=Q(rings=True), name="news_newest_first"),
            models.Index(fields=["recipient"], condition=Q(read_at=None, rings=True), name="news_unread"),
            models.Index(fields=["about"], condition=~Q(about=""), name="news_by_about"),
        ]
        verbose_name = _("news")
        verbose_name_plural = _("news")

    def __str__(self) -> str:
        return self.text
