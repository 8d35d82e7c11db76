"""What a change of opening hours or policies would do to the clocks that run; nothing is kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from helpdesk.staff.models import Site
from tickets.domain.calendar import Week, counted
from tickets.domain.clock_board import Board
from tickets.domain.recounting import running_clocks, tickets_of
from tickets.domain.sla import Policy, policies
from tickets.domain.working_hours import Period, WorkingHours, working_hours
from tickets.models import Ticket

# So many tickets are looked at, and so many of them are in memory at once.
MOST, AT_ONCE = 5000, 500


@dataclass(frozen=True)
class Moved:
    """Of so many tickets that are due some time, so many would be due earlier, later, or not at all."""

    looked_at: int
    earlier: int = 0
    later: int = 0
    unbound: int = 0
    # There are more tickets than were looked at.
    more: bool = False

    @property
    def moved(self) -> int:
        return self.earlier + self.later + self.unbound


def preview(
    site: Site | None, *, now: datetime, week: Week | None = None, policy: Policy | None = None
) -> Moved:
    """What would move if the site kept these hours, or if this policy were in force.

    For no site all of them are looked at. Raises ``BadHours`` as keeping the hours would. As many queries as
    there are sites, and two for every five hundred tickets.
    """
    house = policies() if policy is None else with_policy(policies(), policy)
    hours = {site.pk: hours_then(site, week=week, now=now)} if site else {}
    looked_at = earlier = later = unbound = 0
    for tickets in portions(site):
        clocks = running_clocks([ticket.pk for ticket in tickets])
        for ticket in tickets:
            if ticket.site_id not in hours:
                hours[ticket.site_id] = hours_then(ticket.site, week=week, now=now)
            if looked_at == MOST:
                return Moved(looked_at, earlier, later, unbound, more=True)
            board = Board(ticket, clocks[ticket.pk], now=now, house=house, hours=hours[ticket.site_id])
            board.conform()
            looked_at += 1
            before, after = ticket.due_at, board.due_at
            if before != after:
                unbound += after is None
                earlier += after is not None and (before is None or after < before)
                later += after is not None and before is not None and after > before
    return Moved(looked_at, earlier, later, unbound)


def portions(site: Site | None) -> Iterator[Sequence[Ticket]]:
    last = 0
    while tickets := list(
        tickets_of(site.pk if site else None, after=last).select_related("site", "customer")[:AT_ONCE]
    ):
        yield tickets
        last = tickets[-1].pk


def hours_then(site: Site, *, week: Week | None, now: datetime) -> WorkingHours:
    """What the site's hours would be over time, if it kept this week from now on."""
    known = working_hours(site, now=now)
    if week is None:
        return known
    until = Period(known.present, now.astimezone(UTC))
    return WorkingHours((*known.periods[:-1], until, Period(counted(week, site=site, now=now))))


def with_policy(house: Sequence[Policy], policy: Policy) -> tuple[Policy, ...]:
    """The policy in the place it has, or as the last one that is asked."""
    if policy.pk is None:
        return (*house, policy)
    return tuple(policy if one.pk == policy.pk else one for one in house)
