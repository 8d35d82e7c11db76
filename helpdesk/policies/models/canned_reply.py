from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from helpdesk.folding import fold
from helpdesk.staff.models import Membership, Team, User


class CannedReplyQuerySet(models.QuerySet["CannedReply"]):
    def visible_to(self, user: User) -> CannedReplyQuerySet:
        """One's own, and those of one's teams; an administrator sees those of every team."""
        if user.sees_every_site:
            return self.filter(Q(owner=user.pk) | Q(team__isnull=False))
        return self.filter(Q(owner=user.pk) | Exists(membership(user)))

    def writable_by(self, user: User) -> CannedReplyQuerySet:
        """One's own, and those of the teams one works in; an auditor writes none."""
        return self.visible_to(user) if user.can_work else self.none()

    def usable_by(self, user: User, team: Team | None = None) -> CannedReplyQuerySet:
        """What the person may insert: their own, their teams', and on a case of ``team`` that team's.

        On a case, the replies of a person's teams at other sites stay out. The caller has made sure that the
        person may work on that team's cases.
        """
        mine = Exists(membership(user))
        if team is None:
            return self.filter(Q(owner=user.pk) | mine)
        return self.filter(Q(owner=user.pk) | Q(team=team.pk) | (mine & Q(team__site=team.site_id)))


def membership(user: User) -> models.QuerySet[Membership]:
    """Whether the person is in the reply's team."""
    return Membership.objects.filter(team=OuterRef("team"), user=user.pk)


class CannedReply(models.Model):
    """Words that are used again and again, of one team or of one person, in one or more languages."""

    name = models.CharField(pgettext_lazy("of a thing", "name"), max_length=80)
    folded_name = models.CharField(max_length=160, editable=False)
    shortcut = models.CharField(
        _("shortcut"),
        max_length=30,
        validators=[RegexValidator(r"^[a-z0-9-]+$", _("One word of letters, digits and hyphens."))],
        help_text=_("One word, typed after a semicolon: ;thanks"),
    )
    team = models.ForeignKey(
        Team,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="canned_replies",
        verbose_name=_("team"),
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="canned_replies",
        verbose_name=_("owner"),
    )

    objects = CannedReplyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(team__isnull=True, owner__isnull=False)
                | Q(team__isnull=False, owner__isnull=True),
                name="canned_reply_of_a_team_or_a_person",
            ),
            models.UniqueConstraint(fields=["team", "shortcut"], name="canned_shortcut_once_per_team"),
            models.UniqueConstraint(fields=["owner", "shortcut"], name="canned_shortcut_once_per_owner"),
        ]
        indexes = [
            models.Index(fields=["folded_name", "id"], name="canned_reply_by_name"),
            GinIndex(fields=["folded_name"], name="canned_name_anywhere", opclasses=["gin_trgm_ops"]),
        ]
        verbose_name = _("canned reply")
        verbose_name_plural = _("canned replies")

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded_name = fold(self.name)[:160]
        super().save(*args, **kwargs)


class CannedReplyText(models.Model):
    """The words in one language, with variables in braces; checked when they are saved."""

    reply = models.ForeignKey(CannedReply, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    body = models.TextField(_("text"), max_length=5000)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["reply", "language"], name="canned_text_once_per_language")
        ]
        verbose_name = _("text of a canned reply")
        verbose_name_plural = _("texts of canned replies")

    def __str__(self) -> str:
        return self.body[:60]
