"""When a clock is due, and when it has something to say. Nothing here is saved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from tickets.domain.sla import NOTHING, Reminder, Terms
from tickets.domain.working_hours import ALWAYS, WorkingHours
from tickets.models import Clock


@dataclass(frozen=True)
class Moment:
    """Something a clock says once so much of its time is spent; without a reminder nobody is told."""

    offset: timedelta
    is_breach: bool
    reminder: Reminder | None = None


def moments_of(terms: Terms | None, *, within: timedelta) -> list[Moment]:
    """All of them, in order; the breach is one of them, whether somebody is told or not."""
    reminders = terms.reminders if terms else ()
    told = [(reminder.offset(within), reminder) for reminder in reminders]
    moments = [Moment(offset, offset >= within, reminder) for offset, reminder in told]
    if not any(moment.offset == within for moment in moments):
        moments.append(Moment(within, is_breach=True))
    return sorted(moments, key=lambda moment: moment.offset)


def measure_of(clock: Clock, hours: WorkingHours) -> WorkingHours:
    return ALWAYS if clock.round_the_clock else hours


def spent(clock: Clock, hours: WorkingHours, *, at: datetime) -> timedelta:
    """How much of its time is spent by that moment, which no stop lies after."""
    until = at if clock.paused_at is None else min(at, clock.paused_at)
    if until <= clock.counting_since:
        return clock.used
    return clock.used + measure_of(clock, hours).elapsed(clock.counting_since, until)


def moment_of(clock: Clock, offset: timedelta, hours: WorkingHours) -> datetime | None:
    """When so much of its time is spent, if it goes on running; None when that was before it counts."""
    left = offset - clock.used
    if left < NOTHING:
        return None
    return measure_of(clock, hours).add(clock.counting_since, left)


def reckon(
    clock: Clock, terms: Terms | None, hours: WorkingHours, *, now: datetime, anew: bool = False
) -> None:
    """Set when it is due and when it next has something to say; ``anew``: another promise holds from now on.

    What is over already stays due when it was. But nobody is late before it was promised: time that is spent
    when it is promised is due now.
    """
    if anew:
        clock.used, clock.counting_since = spent(clock, hours, at=now), now
    if anew and clock.used >= clock.within:
        clock.due_at = now
    else:
        clock.due_at = moment_of(clock, clock.within, hours) or clock.due_at
    clock.next_moment_at = next_moment(clock, terms, hours)


def next_moment(clock: Clock, terms: Terms | None, hours: WorkingHours) -> datetime | None:
    """When it has to say something that it has not said yet; what was passed over is said at once."""
    if clock.met_at is not None or clock.paused_at is not None:
        return None
    for moment in moments_of(terms, within=clock.within):
        if clock.told_until is None or moment.offset > clock.told_until:
            return moment_of(clock, moment.offset, hours) or clock.counting_since
    return None
