from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from helpdesk.staff.models import Team, User


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    def visible_to(self, user: User) -> SavedViewQuerySet:
        """A person's own views, and those of the teams they are in."""
        return self.filter(Q(owner=user.pk, team=None) | Q(team__in=user.team_ids))

    def changeable_by(self, user: User) -> SavedViewQuerySet:
        """What somebody made is theirs to change; what a team shares is its supervisors' too."""
        views = self.visible_to(user)
        return views if user.can_supervise else views.filter(owner=user.pk)


class SavedView(models.Model):
    """A way to look at the queue that somebody keeps, for themselves or for a team."""

    name = models.CharField(pgettext_lazy("of a view", "name"), max_length=60)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="saved_views",
        verbose_name=_("made by"),
    )
    # Empty for a personal one.
    team = models.ForeignKey(
        Team,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="saved_views",
        verbose_name=_("shared with"),
    )
    # What the address of the queue says: filters, the view they narrow, and the order.
    query = models.CharField(_("filters"), max_length=2000, blank=True)
    columns = ArrayField(models.CharField(max_length=20), default=list, blank=True, verbose_name=_("columns"))
    is_pinned = models.BooleanField(_("shown beside the queue"), default=True)
    position = models.PositiveSmallIntegerField(_("place"), default=0)
    created_at = models.DateTimeField(_("made"), auto_now_add=True)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]
        indexes = [
            models.Index(fields=["owner"], condition=Q(team=None), name="saved_view_personal"),
        ]
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")

    def __str__(self) -> str:
        return self.name


class QueueLayout(models.Model):
    """How one person wants the queue: its columns, and the view it opens with."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="queue_layout"
    )
    columns = ArrayField(models.CharField(max_length=20), default=list, blank=True, verbose_name=_("columns"))
    # Key of a view of the house, or empty.
    opens_with = models.CharField(_("opens with"), max_length=20, blank=True)
    opens_with_saved = models.ForeignKey(
        SavedView,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("opens with"),
    )

    class Meta:
        verbose_name = _("layout of the queue")
        verbose_name_plural = _("layouts of the queue")

    def __str__(self) -> str:
        return str(self.user_id)
