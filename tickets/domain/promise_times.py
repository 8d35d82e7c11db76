"""By when something is promised: the times people say, at the site's clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from math import ceil

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from helpdesk.staff.models import Site

OTHER = "other"
# A shift's last hour, and the first in which somebody has had time to look.
LATE_IN_THE_DAY, EARLY_IN_THE_DAY = time(17), time(10)
MONDAY = 0
# Nobody promises 14:37.
STEP = 5 * 60
# What is promised for less than this ahead is promised for now.
AHEAD = timedelta(minutes=30)


@dataclass(frozen=True)
class Offer:
    """One of the times to choose from; ``at`` is in the site's zone."""

    key: str
    label: StrOrPromise
    at: datetime


def in_half_an_hour(local: datetime) -> datetime:
    return after(local, timedelta(minutes=30))


def in_two_hours(local: datetime) -> datetime:
    return after(local, timedelta(hours=2))


def today(local: datetime) -> datetime:
    return at_hour(local, LATE_IN_THE_DAY, days=0)


def tomorrow(local: datetime) -> datetime:
    return at_hour(local, EARLY_IN_THE_DAY, days=1)


def monday(local: datetime) -> datetime:
    return at_hour(local, EARLY_IN_THE_DAY, days=7 - (local.weekday() - MONDAY) % 7)


TIMES: dict[str, tuple[StrOrPromise, Callable[[datetime], datetime]]] = {
    "half_hour": (_("In half an hour"), in_half_an_hour),
    "two_hours": (_("In 2 hours"), in_two_hours),
    "today": (_("Today"), today),
    "tomorrow": (_("Tomorrow"), tomorrow),
    "monday": (_("On Monday"), monday),
}


def after(local: datetime, span: timedelta) -> datetime:
    """So much later, whatever the clock on the wall does meanwhile; to the next five minutes."""
    seconds = local.timestamp() + span.total_seconds()
    return datetime.fromtimestamp(ceil(seconds / STEP) * STEP, tz=local.tzinfo)


def at_hour(local: datetime, hour: time, *, days: int) -> datetime:
    """That hour on the wall so many days later, also when a clock is changed in between."""
    return datetime.combine(local.date() + timedelta(days=days), hour, tzinfo=local.tzinfo)


def offers(site: Site, *, now: datetime) -> list[Offer]:
    """What to choose from at this moment, soonest first; nothing that is over or comes twice."""
    found: dict[datetime, Offer] = {}
    for key, (label, _when) in TIMES.items():
        at = moment(key, site=site, now=now)
        if at >= now + AHEAD:
            found.setdefault(at.astimezone(UTC), Offer(key, label, at))
    return [offer for _at, offer in sorted(found.items())]


def moment(key: str, *, site: Site, now: datetime) -> datetime:
    """When that is. Raises ``KeyError`` for a key there is not."""
    _label, when = TIMES[key]
    return when_somebody_is_there(site, when(now.astimezone(site.zone)))


def when_somebody_is_there(site: Site, at: datetime) -> datetime:  # noqa: ARG001  # its hours
    """The moment itself. Business hours of the site belong here, and nowhere else."""
    return at
