from __future__ import annotations

from datetime import time, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from helpdesk.staff.models import Site
from tickets.kinds import KINDS

NOTHING = timedelta(0)


def not_negative(length: timedelta) -> None:
    if length < NOTHING:
        raise ValidationError(_("This cannot be less than nothing."))


class SurveyRules(models.Model):
    """When a site asks, whom, and for how long it listens: for one kind of ticket, or for all it has no own
    rules for. A site without any uses these defaults.
    """

    site = models.ForeignKey(
        Site,
        on_delete=models.CASCADE,
        db_index=False,
        related_name="survey_rules",
        verbose_name=_("site"),
    )
    # Empty for every kind. What kinds there are the code knows: see ``tickets/kinds``.
    kind = models.CharField(_("kind"), max_length=30, blank=True)
    delay = models.DurationField(
        _("ask after"),
        default=timedelta(hours=2),
        validators=[not_negative],
        help_text=_("Counted from the resolution."),
    )
    asked_from = models.TimeField(
        _("ask from"),
        default=time(9),
        help_text=_("By the clock of the site. The letter waits for these hours."),
    )
    asked_until = models.TimeField(
        _("ask until"), default=time(20), help_text=_("The same time twice: at any hour.")
    )
    share = models.PositiveSmallIntegerField(
        _("how many are asked, in per cent"),
        default=100,
        validators=[MaxValueValidator(100)],
        help_text=_("Chance decides who. 0: nobody is asked."),
    )
    rest = models.DurationField(
        _("leave a customer alone for"),
        default=timedelta(days=7),
        validators=[not_negative],
        help_text=_("Between surveys about different tickets. 0: ask about each of them."),
    )
    remind_after = models.DurationField(
        _("remind after"),
        default=timedelta(days=4),
        null=True,
        blank=True,
        validators=[not_negative],
        help_text=_("Counted from the invitation; once only. Empty: never."),
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
        help_text=_(
            "Answers up to this score come to the supervisor, and those that say it is not resolved."
        ),
    )
    review_within = models.DurationField(
        _("look after it within"),
        default=timedelta(hours=8),
        validators=[not_negative],
        help_text=_("Of the site’s opening hours. Then the supervisors are reminded."),
    )
    is_phoned = models.BooleanField(
        _("ask by phone"),
        default=False,
        help_text=_("Customers who have no e-mail address and left a phone number."),
    )
    is_praise_told = models.BooleanField(
        _("tell associates of praise"),
        default=True,
        help_text=_(
            "When the customer is satisfied and wrote something, whoever resolved the case reads it."
        ),
    )
    are_answers_shown = models.BooleanField(
        _("show associates each answer"),
        default=False,
        help_text=_("Otherwise they see their own answers together, from five on."),
    )

    class Meta:
        ordering = ["site", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["site", "kind"],
                name="survey_rules_once",
                violation_error_message=_("The site has rules for this kind already."),
            ),
            models.CheckConstraint(condition=models.Q(share__lte=100), name="survey_share_in_per_cent"),
        ]
        verbose_name = _("survey rules")
        verbose_name_plural = _("survey rules")

    def __str__(self) -> str:
        return f"{self.site} · {KINDS[self.kind].label}" if self.kind in KINDS else str(self.site)

    def clean(self) -> None:
        """What the fields mean together. Says what is wrong in a sentence beside the field."""
        if self.kind and self.kind not in KINDS:
            raise ValidationError({"kind": _("There is no such kind of ticket.")})
        hours = (self.asked_from, self.asked_until)
        if None not in hours and self.asked_from > self.asked_until:
            raise ValidationError({"asked_until": _("These hours end before they begin.")})
        if self.remind_after is not None and self.expires_after and self.remind_after >= self.expires_after:
            raise ValidationError({"remind_after": _("By then the link works no more.")})
