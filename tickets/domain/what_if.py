"""What another promise would have come to: last month's clocks, measured against the targets of a policy."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, F, Q, Value
from django.db.models.functions import Coalesce, Greatest

from helpdesk.staff.models import User
from tickets.domain.attainment import Figures, late_by
from tickets.domain.sla import NOTHING, Policy, Terms
from tickets.domain.what_if_anew import MOST, Tally, counted_anew
from tickets.enums import Target
from tickets.models import Clock
from tickets.models.clock import ClockQuerySet

# Tickets logged in so much time are looked at.
LAST_MONTH = timedelta(days=30)
# What a clock has to be to be counted as its target would be, to keep it, and to be over it already.
SAME = {"round_the_clock": "round_the_clock"}
KEPT, OVER = {"took__lte": "within"}, {"so_far__gt": "within"}


@dataclass(frozen=True)
class Outlook:
    """One target: how its clocks did, and how they would have done within ``within``.

    Decided is what was met, or is late by now; a clock that runs may be late already by one promise and have
    time by the other.
    """

    target: Target
    within: timedelta
    round_the_clock: bool
    clocks: int
    decided: int
    met: int
    would_be_decided: int
    would_meet: int
    # So many were not looked at, so what would have been is not known of them.
    left_out: int = 0

    @property
    def share(self) -> float | None:
        """Which part was met, as ``Figures.share``."""
        return Figures(self.decided, self.decided - self.met).share

    @property
    def would_be_share(self) -> float | None:
        return Figures(self.would_be_decided, self.would_be_decided - self.would_meet).share

    @property
    def change(self) -> float:
        """Above zero for the better; nothing where one of the two is not known."""
        if self.share is None or self.would_be_share is None:
            return 0.0
        return self.would_be_share - self.share


@dataclass(frozen=True)
class WhatIf:
    """In the order of the targets; those the policy does not promise are left out."""

    since: datetime
    outlooks: tuple[Outlook, ...]
    # The policy is only about customers who wait for a word; who did at the time cannot be known any more.
    ignores_waiting: bool
    most: int = MOST

    @property
    def left_out(self) -> int:
        return sum(one.left_out for one in self.outlooks)


def what_if(policy: Policy, *, now: datetime, user: User) -> WhatIf:
    """How the clocks of last month's tickets would have done by the policy, in force or not.

    Of the tickets the person sees and the policy would fit as they stand now. Compared is the time that was
    spent, as it was counted; where the policy counts otherwise it is counted anew, from when the clock was
    started, without the times it stood still. What was promised to a customer for a moment no policy changes,
    so it is left out. Two queries, and one for each site whose hours have to be known.
    """
    clocks = last_month(policy, now=now, user=user)
    counted = {row["target"]: row for row in told(clocks, policy, now=now)}
    by_hours = clocks.filter(needs_hours(either(policy, **SAME)))
    anew = counted_anew(by_hours, policy.terms, sites=user.sites, now=now)
    outlooks = (
        outlook(target, policy.terms[target], counted[target], anew.get(target, Tally()))
        for target in Target
        if target in policy.terms and target in counted
    )
    return WhatIf(now - LAST_MONTH, tuple(outlooks), policy.customer_waits is not None)


def outlook(target: Target, terms: Terms, counted: Mapping[str, int], anew: Tally) -> Outlook:
    return Outlook(
        target=target,
        within=terms.within,
        round_the_clock=terms.round_the_clock,
        clocks=counted["clocks"],
        decided=counted["decided"],
        met=counted["met"],
        would_be_decided=counted["would_be_decided"] + anew.decided,
        would_meet=counted["would_meet"] + anew.met,
        left_out=counted["uncounted"] - anew.looked_at,
    )


def last_month(policy: Policy, *, now: datetime, user: User) -> ClockQuerySet:
    return Clock.objects.visible_to(user).filter(
        fits(policy),
        ticket__created_at__gte=now - LAST_MONTH,
        ticket__merged_into=None,
        target__in=list(policy.terms),
        is_promised=False,
    )


def fits(policy: Policy) -> Q:
    """As ``Policy.fits``, of tickets as they stand now; but for who waits for a word."""
    asked = {
        "ticket__site": policy.site,
        "ticket__team": policy.team,
        "ticket__kind__in": policy.kinds,
        "ticket__channel__in": policy.channels,
        "ticket__priority__in": policy.priorities,
    }
    found = Q(**{name: value for name, value in asked.items() if value})
    if policy.is_vip:
        return found & Q(ticket__customer__is_vip=True)
    return found & ~Q(ticket__customer__is_vip=True) if policy.is_vip is False else found


def told(clocks: ClockQuerySet, policy: Policy, *, now: datetime) -> Iterable[Mapping[str, Any]]:
    """By target what the database can count by itself, and how many it cannot."""
    is_met, late = Q(met_at__isnull=False), late_by(now)
    same, kept, over = (either(policy, **said) for said in (SAME, KEPT, OVER))
    so_far = F("used") + Greatest(Coalesce("paused_at", Value(now)) - F("counting_since"), Value(NOTHING))
    return (
        clocks.annotate(so_far=so_far)
        .values("target")
        .annotate(
            clocks=Count("pk"),
            decided=Count("pk", filter=is_met | late),
            met=Count("pk", filter=is_met & ~late),
            would_be_decided=Count("pk", filter=same & (is_met | Q(round_the_clock=True) & over)),
            would_meet=Count("pk", filter=same & is_met & kept),
            uncounted=Count("pk", filter=needs_hours(same)),
        )
        .order_by()
    )


# What a clock has to be to be counted as its target would be, to keep it, and to be over it already.
SAME = {"round_the_clock": "round_the_clock"}
KEPT, OVER = {"took__lte": "within"}, {"so_far__gt": "within"}


def either(policy: Policy, **said: str) -> Q:
    """One of the targets, with what its terms say."""
    found = Q(pk=None)
    for target, terms in policy.terms.items():
        found |= Q(target=target, **{name: getattr(terms, of) for name, of in said.items()})
    return found


def needs_hours(same: Q) -> Q:
    """Clocks for which one has to know when the site was open."""
    return ~same | Q(met_at=None, round_the_clock=False)
