from __future__ import annotations

from datetime import timedelta

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from helpdesk.staff.models import Site


class SurveyRules(models.Model):
    """When a site asks and for how long it listens. A site without a row uses these defaults."""

    site = models.OneToOneField(Site, on_delete=models.CASCADE, primary_key=True, related_name="survey_rules")
    delay = models.DurationField(
        _("ask after"), default=timedelta(hours=2), help_text=_("Counted from the resolution.")
    )
    locks_after = models.DurationField(
        _("answer may be changed for"),
        default=timedelta(days=2),
        help_text=_("Counted from the first answer."),
    )
    expires_after = models.DurationField(
        _("link works for"), default=timedelta(days=14), help_text=_("Counted from the invitation.")
    )
    low_score = models.PositiveSmallIntegerField(
        _("low score"),
        default=2,
        validators=[MinValueValidator(1), MaxValueValidator(4)],
        help_text=_("Answers up to this score come to the supervisor."),
    )

    class Meta:
        verbose_name = _("survey rules")
        verbose_name_plural = _("survey rules")

    def __str__(self) -> str:
        return str(self.site)
