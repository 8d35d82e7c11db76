from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from helpdesk.staff.models import Site, User
from surveys.enums import LowReason, QuestionType

OWN = [QuestionType.YES_NO, QuestionType.CHOICE, QuestionType.TEXT]


class QuestionnaireQuerySet(models.QuerySet["Questionnaire"]):
    def visible_to(self, user: User) -> QuestionnaireQuerySet:
        return self if user.sees_every_site else self.filter(site__in=user.site_ids)

    def published(self) -> QuestionnaireQuerySet:
        return self.filter(published_at__isnull=False)


class Questionnaire(models.Model):
    """One version of what a site asks: about one kind of ticket, or about all it has no own questions for.

    Drafts change; what is published is final, and the database holds to that. The newest published one is
    asked from then on; whoever was invited before answers the version they were invited with. A site
    without any asks the questions of the house.
    """

    site = models.ForeignKey(
        Site,
        on_delete=models.PROTECT,
        db_index=False,
        related_name="questionnaires",
        verbose_name=_("site"),
    )
    # Empty for every kind. What kinds there are the code knows: see ``tickets/kinds``.
    kind = models.CharField(_("kind"), max_length=30, blank=True)
    number = models.PositiveIntegerField(_("version"))
    created_at = models.DateTimeField(_("begun"), default=timezone.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("begun by")
    )
    published_at = models.DateTimeField(_("published"), null=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("published by"),
    )

    objects = QuestionnaireQuerySet.as_manager()

    class Meta:
        ordering = ["site", "kind", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["site", "kind", "number"], name="questionnaire_version_once"),
            models.UniqueConstraint(
                fields=["site", "kind"], condition=Q(published_at=None), name="one_questionnaire_draft"
            ),
        ]
        verbose_name = _("questionnaire")
        verbose_name_plural = _("questionnaires")

    def __str__(self) -> str:
        return f"{self.site} · {self.kind} · {self.number}"


class Question(models.Model):
    """One question. ``wording`` has it by language; without one the house's own words are used.

    ``key`` names it in answers, and stays the same from version to version. ``choices`` are those of one
    choice, ``[{"key": "a", "wording": {"en": "…", "cs": "…"}}]``; keys stay, too.
    """

    questionnaire = models.ForeignKey(
        Questionnaire, on_delete=models.CASCADE, db_index=False, related_name="questions"
    )
    position = models.PositiveSmallIntegerField(_("position"))
    key = models.CharField(max_length=20)
    type = models.CharField(_("type"), max_length=20, choices=QuestionType)
    wording = models.JSONField(_("wording"), default=dict, blank=True)
    choices = models.JSONField(_("choices"), default=list, blank=True)
    # Of the question about satisfaction: what is offered to whoever gives a low score.
    reasons = ArrayField(
        models.CharField(max_length=20, choices=LowReason),
        default=list,
        blank=True,
        verbose_name=_("reasons offered for a low score"),
    )

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["questionnaire", "key"], name="question_key_once"),
            models.UniqueConstraint(
                fields=["questionnaire", "type"],
                condition=~Q(type__in=OWN),
                name="question_of_the_house_once",
            ),
        ]
        verbose_name = _("question")
        verbose_name_plural = _("questions")

    def __str__(self) -> str:
        return self.key
