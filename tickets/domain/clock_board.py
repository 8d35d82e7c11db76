"""The clocks of one ticket while something happens to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cached_property
from types import EllipsisType
from typing import Any

from tickets.domain.clock_moments import reckon, spent
from tickets.domain.clock_pauses import Pauses
from tickets.domain.sla import NOTHING, Policy, Terms, first_that_fits, policies, policy_of
from tickets.domain.working_hours import ALWAYS, WorkingHours, working_hours
from tickets.enums import RESPONSES, Direction, Status, Target
from tickets.models import Clock, Message, Resolution, Ticket

# A clock that goes on for another one has at least this part of the whole before it.
FAIR_SHARE = 4
CHANGING = (
    *("policy_id", "within", "round_the_clock", "is_promised", "counting_since", "used", "due_at"),
    *("paused_at", "met_at", "took", "breached_at", "told_until", "next_moment_at", "recounted"),
)


class Board:
    """The running clocks of a ticket that the caller holds, and what holds for them.

    Nothing is kept before ``save``. Policies and hours are asked for when they are needed first.
    """

    def __init__(
        self,
        ticket: Ticket,
        clocks: Sequence[Clock],
        *,
        now: datetime,
        house: tuple[Policy, ...] | None = None,
        hours: WorkingHours | None = None,
    ) -> None:
        self.ticket, self.clocks, self.now = ticket, list(clocks), now
        self._house, self._known_hours = house, hours
        self._before = {clock.pk: standing(clock) for clock in clocks}
        self._dropped: list[Clock] = []
        self._pauses = Pauses(now=now)

    @classmethod
    def of(cls, ticket: Ticket, *, now: datetime) -> Board:
        return cls(ticket, list(ticket.clocks.running()), now=now)

    @cached_property
    def house(self) -> tuple[Policy, ...]:
        return policies() if self._house is None else self._house

    @cached_property
    def hours(self) -> WorkingHours:
        return self._known_hours or working_hours(self.ticket.site, now=self.now)

    @property
    def policy(self) -> Policy:
        """Of the ticket as it is now."""
        return first_that_fits(self.house, self.ticket)

    @property
    def running(self) -> list[Clock]:
        return [clock for clock in self.clocks if clock.met_at is None]

    @property
    def due_at(self) -> datetime | None:
        """The earliest promise that is running out."""
        return min((clock.due_at for clock in self.running if clock.paused_at is None), default=None)

    def clock_for(self, *targets: Target) -> Clock | None:
        return next((clock for clock in self.running if clock.target in targets), None)

    def start(self, target: Target, *, promised_at: datetime | None = None) -> Clock | None:
        """A clock that counts from now; none where nothing is promised."""
        policy = self.policy
        terms = policy.terms.get(target)
        if terms is None and (promised_at is None or promised_at <= self.now):
            return None
        clock = Clock(
            ticket=self.ticket, target=target, started_at=self.now, counting_since=self.now, due_at=self.now
        )
        if terms is not None:
            take_terms(clock, policy, terms)
        self._promise(clock, promised_at)
        self._reckon(clock)
        self.clocks.append(clock)
        return clock

    def meet(self, *targets: Target) -> None:
        for clock in self.running:
            if clock.target in targets:
                clock.took = spent(clock, self._hours_for(clock), at=self.now)
                clock.met_at, clock.next_moment_at = self.now, None
                if clock.paused_at is not None:
                    self._pauses.end(clock)

    def unmeet(self, met_at: datetime) -> None:
        """What was met then runs on as if it had not been, and nothing made a clock stand still since."""
        for clock in self.ticket.clocks.filter(met_at=met_at):
            if self.clock_for(Target(clock.target)) is None:
                self._before[clock.pk] = standing(clock)
                self.clocks.append(clock)
                clock.met_at = clock.took = None
                if clock.paused_at is not None:
                    self._pauses.begin_again(clock, ended_at=met_at)
        for clock in self.running:
            if clock.paused_at is not None and clock.paused_at >= met_at:
                clock.paused_at = None
                self._pauses.forget(clock)

    def go_on_with_resolution(self) -> None:
        """The ticket is open again: what was spent stays spent, but a fair share of the whole is left."""
        last = self.ticket.clocks.filter(target=Target.RESOLUTION).order_by("-met_at", "-id").first()
        clock = self.start(Target.RESOLUTION)
        if clock is None or last is None or last.met_at is None or last.took is None:
            return
        used = last.took
        if last.round_the_clock != clock.round_the_clock:
            used = self._hours_for(clock).elapsed(last.started_at, last.met_at)
        self._spend(clock, used)
        self._reckon(clock)

    def conform(
        self, *, was: Status | None = None, promised_at: datetime | EllipsisType | None = ...
    ) -> None:
        """Bring the clocks in line with the ticket and what holds for it; ``was`` is its former status."""
        if not self.ticket.is_unfinished:
            return
        policy = self.policy
        for clock in self.running:
            anew = False
            if clock.target == Target.RESOLUTION and not isinstance(promised_at, EllipsisType):
                anew = self._promise(clock, promised_at)
            anew = self._follow_policy(clock, policy) or anew
            self._stand_still_or_go_on(clock, policy, was=was)
            self._reckon(clock, anew=anew)
        started = [self._follow_who_waits(policy)]
        if self.clock_for(Target.RESOLUTION) is None:
            started.append(self.start(Target.RESOLUTION))
        for new in started:
            if new is not None:
                self._stand_still_or_go_on(new, policy)
                self._reckon(new)

    def save(self) -> bool:
        """Keep it all; sets ``ticket.due_at``. Returns whether any clock is another than it was."""
        changed = {clock: self._changes(clock) for clock in self.clocks if clock.pk}
        for clock, names in changed.items():
            if names:
                clock.save(update_fields=names)
        new = [clock for clock in self.clocks if not clock.pk]
        if new:
            Clock.objects.bulk_create(new)
        self._pauses.save()
        if self._dropped:
            Clock.objects.filter(pk__in=[clock.pk for clock in self._dropped]).delete()
        self.ticket.due_at = self.due_at
        return bool(new or self._dropped or any(changed.values()))

    def _changes(self, clock: Clock) -> list[str]:
        pairs = zip(CHANGING, self._before[clock.pk], standing(clock), strict=True)
        return [name.removesuffix("_id") for name, before, after in pairs if before != after]

    def _hours_for(self, clock: Clock) -> WorkingHours:
        return ALWAYS if clock.round_the_clock else self.hours

    def _reckon(self, clock: Clock, *, anew: bool = False) -> None:
        policy = policy_of(clock.policy_id, kind=self.ticket.kind, policies=self.house)
        terms = policy.terms.get(Target(clock.target))
        reckon(clock, terms, self._hours_for(clock), now=self.now, anew=anew)

    def _promise(self, clock: Clock, promised_at: datetime | None) -> bool:
        """Due at that moment, if it lies ahead of the start; else by the policy. Whether that is new."""
        if promised_at is not None and promised_at > clock.started_at:
            within = promised_at - clock.started_at
            if clock.is_promised and clock.within == within:
                return False
            clock.within, clock.is_promised, clock.round_the_clock = within, True, True
        elif clock.is_promised:
            clock.is_promised = False
            policy = self.policy
            if terms := policy.terms.get(Target(clock.target)):
                take_terms(clock, policy, terms)
        else:
            return False
        clock.used, clock.counting_since = NOTHING, clock.started_at
        tell_again(clock)
        return True

    def _follow_policy(self, clock: Clock, policy: Policy) -> bool:
        """Whether it has another promise to keep. Where the policy promises nothing, the former one stays."""
        terms = policy.terms.get(Target(clock.target))
        if terms is None or clock.is_promised:
            return False
        same = (clock.within, clock.round_the_clock) == (terms.within, terms.round_the_clock)
        if clock.round_the_clock != terms.round_the_clock:
            clock.used = spent(clock, self._hours_for(clock), at=self.now)
            clock.counting_since = self.now
        take_terms(clock, policy, terms)
        if not same:
            tell_again(clock)
        return not same

    def _stand_still_or_go_on(self, clock: Clock, policy: Policy, *, was: Status | None = None) -> None:
        """As the policy says of the status; time during which a clock stands still is not spent."""
        stands = self.ticket.status in policy.pauses_in and not clock.is_promised
        if stands and clock.paused_at is None:
            clock.paused_at = self.now
            self._pauses.begin(clock, reason=self.ticket.status)
        elif stands and was is not None and was != self.ticket.status:
            self._pauses.end(clock)
            self._pauses.begin(clock, reason=self.ticket.status)
        elif not stands and clock.paused_at is not None:
            clock.used = spent(clock, self._hours_for(clock), at=self.now)
            clock.counting_since, clock.paused_at = self.now, None
            self._pauses.end(clock)

    def _spend(self, clock: Clock, used: timedelta) -> None:
        """Spent before it began, in which a fair share of the whole is left; no reminder looks back at it."""
        clock.used = min(used, clock.within - clock.within / FAIR_SHARE)
        clock.told_until = clock.used

    def _follow_who_waits(self, policy: Policy) -> Clock | None:
        """A response clock runs as long as the customer waits for a word, and no longer."""
        if self.ticket.customer_waits_since is None:
            gone = [clock for clock in self.running if clock.target in RESPONSES]
            self.clocks = [clock for clock in self.clocks if clock not in gone]
            self._dropped += [clock for clock in gone if clock.pk]
            return None
        if self.clock_for(*RESPONSES) or not any(target in policy.terms for target in RESPONSES):
            return None
        clock = self.start(Target.NEXT_RESPONSE if was_answered(self.ticket) else Target.FIRST_RESPONSE)
        if clock is not None:
            self._spend(clock, self._hours_for(clock).elapsed(self.ticket.customer_waits_since, self.now))
        return clock


def standing(clock: Clock) -> tuple[Any, ...]:
    return tuple(getattr(clock, name) for name in CHANGING)


def take_terms(clock: Clock, policy: Policy, terms: Terms) -> None:
    clock.policy_id, clock.within, clock.round_the_clock = policy.pk, terms.within, terms.round_the_clock


def tell_again(clock: Clock) -> None:
    """It has another promise to keep now, of which nobody has been told."""
    if clock.pk:
        clock.recounted += 1
        clock.told_until = clock.breached_at = None


def was_answered(ticket: Ticket) -> bool:
    """Whether the customer heard from the house before."""
    told = Message.objects.filter(ticket=ticket, direction=Direction.OUT)
    return told.exists() or Resolution.objects.filter(ticket=ticket).exists()
