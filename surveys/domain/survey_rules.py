"""Which rules hold for a ticket, and when a letter may leave by them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.crypto import salted_hmac

from surveys.models import Asking, SurveyRules

# Part of what decides who is asked. Another one would choose other customers.
SAMPLE = "surveys.sample"


class House:
    """The rules of some sites, read at once."""

    def __init__(self, sites: Iterable[int]) -> None:
        found = SurveyRules.objects.filter(site__in=set(sites))
        self._rules = {(one.site_id, one.kind): one for one in found}

    def rules_for(self, site_id: int, kind: str) -> SurveyRules:
        """Those for the kind at the site, else for every kind there, else the defaults."""
        for key in ((site_id, kind), (site_id, "")):
            if key in self._rules:
                return self._rules[key]
        return SurveyRules(site_id=site_id)

    def kinds_with_rules(self, site_id: int) -> list[str]:
        """Those the site has rules of their own for."""
        return [kind for site, kind in self._rules if site == site_id and kind]


def rules_for(site_id: int, kind: str) -> SurveyRules:
    """Those for the kind at the site, else for every kind there, else the defaults."""
    return House([site_id]).rules_for(site_id, kind)


def decent_moment(at: datetime, *, rules: SurveyRules, zone: ZoneInfo) -> datetime:
    """The first moment from ``at`` on within the hours in which the site asks."""
    start, end = rules.asked_from, rules.asked_until
    local = at.astimezone(zone)
    if start == end or start <= local.time() < end:
        return at
    day = local.date() + timedelta(days=local.time() >= end)
    return datetime.combine(day, start, tzinfo=zone).astimezone(at.tzinfo)


def is_in_sample(resolution_id: int, *, share: int) -> bool:
    """Whether chance wants this resolution asked about: the same each time, and nobody outside can tell.

    Who is asked at ten per cent is asked at twenty, too.
    """
    drawn = salted_hmac(SAMPLE, str(resolution_id), algorithm="sha256").digest()
    return int.from_bytes(drawn[:8]) % 100 < share


def look_anew(site_id: int) -> None:
    """Other rules hold at the site: those who wait there were reckoned by the former ones."""
    waiting = Asking.objects.filter(resolution__ticket__site=site_id)
    waiting.update(next_moment_at=timezone.now())
