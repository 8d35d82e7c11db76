"""By when something is promised: the times people say, at the site's clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from math import ceil

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from helpdesk.staff.models import Site
from tickets.domain.business_hours import BusinessHours

OTHER, OPENING = "other", "opening"
# A shift's last hour, and the first in which somebody has had time to look.
LATE_IN_THE_DAY, EARLY_IN_THE_DAY = time(17), time(10)
MONDAY = 0
# Nobody promises 14:37.
STEP = 5 * 60
# What is promised for less than this ahead is promised for now.
AHEAD = timedelta(minutes=30)
MINUTE, NOTHING = timedelta(minutes=1), timedelta(0)


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


def offers(site: Site, *, now: datetime, hours: BusinessHours | None = None) -> list[Offer]:
    """What to choose from at this moment, soonest first; nothing that is over or comes twice.

    With ``hours`` only times at which somebody is there, and the next opening where the site is closed now.
    """
    local = now.astimezone(site.zone)
    said = [Offer(key, label, when(local)) for key, (label, when) in TIMES.items()]
    found: dict[datetime, Offer] = {}
    for offer in [*said, *when_it_opens(local, hours)]:
        if offer.at >= now + AHEAD and (hours is None or somebody_is_there(hours, offer.at)):
            found.setdefault(offer.at.astimezone(UTC), offer)
    return [offer for _at, offer in sorted(found.items())]


def when_it_opens(local: datetime, hours: BusinessHours | None) -> list[Offer]:
    """The next opening, of a site that is closed; nothing where it never opens again."""
    if hours is None or hours.is_open(local):
        return []
    try:
        return [Offer(OPENING, _("When we open"), hours.next_opening(local))]
    except ValueError:
        return []


def moment(key: str, *, site: Site, now: datetime, hours: BusinessHours | None = None) -> datetime:
    """When that is: with ``hours`` the next opening, where nobody is there by then.

    Raises ``KeyError`` for a key there is not.
    """
    local = now.astimezone(site.zone)
    if key == OPENING and hours is not None:
        return next_opening(hours, local)
    at = TIMES[key][1](local)
    return at if hours is None or somebody_is_there(hours, at) else next_opening(hours, at)


def somebody_is_there(hours: BusinessHours, at: datetime) -> bool:
    """While it is open, and at closing time: that is the last moment to keep a promise."""
    return hours.is_open(at) or hours.elapsed(at - MINUTE, at) > NOTHING


def next_opening(hours: BusinessHours, at: datetime) -> datetime:
    """The moment itself where it is open, or never opens again."""
    try:
        return hours.next_opening(at)
    except ValueError:
        return at
