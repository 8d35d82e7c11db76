from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from helpdesk.notifications.enums import DigestRhythm
from helpdesk.staff.models import User

MORNING = 8


class Habits(models.Model):
    """When one person wants to be left alone, and when the digest comes; in the time of their first site.

    Without a row: never, and at eight in the morning.
    """

    person = models.OneToOneField(
        User,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="news_habits",
        verbose_name=_("person"),
    )
    # Both or neither; from 22:00 until 6:00 is one night. Never held: the bell.
    quiet_from = models.TimeField(_("quiet from"), null=True, blank=True)
    quiet_until = models.TimeField(_("quiet until"), null=True, blank=True)
    digest = models.CharField(
        pgettext_lazy("news by e-mail", "digest"),
        max_length=10,
        choices=DigestRhythm,
        default=DigestRhythm.DAILY,
    )
    digest_hour = models.PositiveSmallIntegerField(
        _("hour of the digest"), default=MORNING, validators=[MaxValueValidator(23)]
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(quiet_from=None, quiet_until=None)
                | Q(quiet_from__isnull=False, quiet_until__isnull=False),
                name="quiet_hours_have_both_ends",
            ),
            models.CheckConstraint(condition=Q(digest_hour__lte=23), name="digest_at_an_hour"),
        ]
        verbose_name = _("habits")
        verbose_name_plural = _("habits")

    def __str__(self) -> str:
        return str(self.person)
