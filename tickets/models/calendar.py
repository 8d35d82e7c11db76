from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from helpdesk.staff.models import Site

# "16:00–02:00", as ``business_hours.parse_interval`` reads it.
LONGEST_INTERVAL = 11
LONGEST_HOLIDAY = 200


class Calendar(models.Model):
    """When somebody is at a site. A site without one never closes."""

    site = models.OneToOneField(
        Site,
        on_delete=models.PROTECT,
        primary_key=True,
        related_name="calendar",
        verbose_name=_("site"),
    )
    # A list for each day of the week, Monday first, of intervals.
    week: models.JSONField[list[list[str]]] = models.JSONField(_("week"), default=list)
    keeps_holidays = models.BooleanField(_("closed on public holidays"), default=True)
    # Holidays on which it is open all the same, as the country itself calls them.
    open_on = ArrayField(
        models.CharField(max_length=LONGEST_HOLIDAY), default=list, blank=True, verbose_name=_("but open on")
    )

    class Meta:
        verbose_name = _("opening hours")
        verbose_name_plural = _("opening hours")

    def __str__(self) -> str:
        return str(self.site)


class SpecialDay(models.Model):
    """One date with hours of its own, whatever weekday or holiday it is; without any it is closed."""

    calendar = models.ForeignKey(Calendar, on_delete=models.CASCADE, related_name="special_days")
    on = models.DateField(_("date"))
    intervals = ArrayField(
        models.CharField(max_length=LONGEST_INTERVAL), default=list, blank=True, verbose_name=_("hours")
    )

    class Meta:
        ordering = ["on"]
        constraints = [
            models.UniqueConstraint(fields=["calendar", "on"], name="one_special_day_per_calendar_and_date")
        ]
        verbose_name = _("special day")
        verbose_name_plural = _("special days")

    def __str__(self) -> str:
        return f"{self.calendar_id} {self.on}"


class FormerHours(models.Model):
    """What a site's opening hours were until a moment; time that was spent before it is counted by them."""

    site = models.ForeignKey(Site, on_delete=models.PROTECT, db_index=False, related_name="former_hours")
    until = models.DateTimeField(_("until"))
    # As the record tells them; none for a site that never closed.
    hours = models.JSONField(null=True)

    class Meta:
        ordering = ["until", "id"]
        indexes = [models.Index(fields=["site", "until"], name="former_hours_of_site")]
        verbose_name = _("former opening hours")
        verbose_name_plural = _("former opening hours")

    def __str__(self) -> str:
        return f"{self.site_id} {self.until}"
