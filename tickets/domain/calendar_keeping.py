"""Changing the opening hours of a site: the clocks of its open tickets follow."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from helpdesk.record import writing as record
from helpdesk.staff.models import Site, User
from helpdesk.turns import wait_for_turn
from tickets.domain import recounting
from tickets.domain.calendar import Week, counted, told, week_at
from tickets.enums import RecountCause
from tickets.models import Calendar, FormerHours, SpecialDay


@transaction.atomic
def keep(week: Week, *, site: Site, by: User, now: datetime) -> None:
    """The opening hours of a site from now on. Raises ``BadHours``; the same ones again change nothing."""
    counted(week, site=site, now=now)
    wait_for_turn(f"calendar:{site.pk}")
    kept = week_at(site)
    before = told(kept) if kept else None
    if before == told(week):
        return
    FormerHours.objects.create(site=site, until=now, hours=before)
    calendar, _new = Calendar.objects.update_or_create(
        site=site,
        defaults={
            "week": [list(intervals) for intervals in week.days],
            "keeps_holidays": week.keeps_holidays,
            "open_on": sorted(week.open_on),
        },
    )
    calendar.special_days.all().delete()
    days = (SpecialDay(calendar=calendar, on=on, intervals=list(hours)) for on, hours in week.special.items())
    SpecialDay.objects.bulk_create(days)
    record.write(calendar, "calendar.changed", by=by, before=before, after=told(week))
    recounting.ask(cause=RecountCause.CALENDAR, site=site, by=by)
