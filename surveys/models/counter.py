from __future__ import annotations

from datetime import datetime
from secrets import token_urlsafe

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from helpdesk.staff.models import Site, Team, User
from surveys.enums import Sign
from surveys.models.answer import Answer

# 72 random bits: nobody finds another counter by trying. The code is public all the same.
CODE_BYTES = 9


def new_code() -> str:
    return token_urlsafe(CODE_BYTES)


class CounterQuerySet(models.QuerySet["Counter"]):
    def visible_to(self, user: User) -> CounterQuerySet:
        return self if user.sees_every_site else self.filter(site__in=user.site_ids)


class Counter(models.Model):
    """A poster that asks whoever passes; what its QR code opens, until it is closed."""

    site = models.ForeignKey(
        Site, on_delete=models.PROTECT, db_index=False, related_name="counters", verbose_name=_("site")
    )
    team = models.ForeignKey(
        Team,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="counters",
        verbose_name=_("team"),
    )
    name = models.CharField(pgettext_lazy("counter", "name"), max_length=80)
    code = models.CharField(max_length=20, unique=True, default=new_code, editable=False)
    created_at = models.DateTimeField(_("made"), default=timezone.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("made by")
    )
    closed_at = models.DateTimeField(_("closed"), null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("closed by"),
    )

    objects = CounterQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["site", "-id"], name="counter_of_site")]
        verbose_name = _("counter")
        verbose_name_plural = _("counters")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("surveys:counter", args=[self.pk])


class CounterAnswerQuerySet(models.QuerySet["CounterAnswer"]):
    def visible_to(self, user: User) -> CounterAnswerQuerySet:
        return self if user.sees_every_site else self.filter(site__in=user.site_ids)

    def counted(self) -> CounterAnswerQuerySet:
        return self.filter(counts=True)

    def kept_apart(self) -> CounterAnswerQuerySet:
        """A machine may have given them: in no figure."""
        return self.filter(counts=False)

    def given(self, *, since: datetime, until: datetime) -> CounterAnswerQuerySet:
        return self.filter(answered_at__gte=since, answered_at__lt=until)


class CounterAnswer(Answer):
    """What somebody answered at a counter: about no ticket, and nobody knows who it was."""

    counter = models.ForeignKey(Counter, on_delete=models.PROTECT, db_index=False, related_name="answers")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, db_index=False, related_name="+")
    answered_at = models.DateTimeField(_("answered"), default=timezone.now)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    # Of the form it was sent with: the same form sent twice is one answer.
    press = models.CharField(max_length=22, unique=True, editable=False)
    signs = ArrayField(
        models.CharField(max_length=10, choices=Sign),
        default=list,
        blank=True,
        verbose_name=_("kept apart because"),
    )
    counts = models.BooleanField(_("counts"), default=True)

    objects = CounterAnswerQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["counter", "-answered_at", "-id"],
                include=["score"],
                condition=Q(counts=True),
                name="counter_counted",
            ),
            models.Index(
                fields=["counter", "-answered_at", "-id"], condition=Q(counts=False), name="counter_apart"
            ),
            models.Index(
                fields=["counter", "-answered_at", "-id"],
                condition=Q(counts=True) & ~Q(comment=""),
                name="counter_said",
            ),
            # For figures: the answers of a site in a time.
            models.Index(
                fields=["site", "answered_at"],
                include=["score"],
                condition=Q(counts=True),
                name="counter_of_site_counted",
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(score__gte=1, score__lte=5), name="counter_score_from_1_to_5")
        ]
        verbose_name = _("answer at a counter")
        verbose_name_plural = _("answers at counters")

    def __str__(self) -> str:
        return f"{self.score}"

    @property
    def reasons(self) -> list[str]:
        """The signs in the reader's language."""
        return [str(Sign(sign).label) for sign in self.signs]
