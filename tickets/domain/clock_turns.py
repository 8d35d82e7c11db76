"""What a clock says when its turn comes: which of its moments have passed, and which still matter."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from tickets.domain.clock_moments import Moment, moment_of, moments_of, next_moment
from tickets.domain.sla import Reminder, Terms
from tickets.domain.working_hours import WorkingHours
from tickets.enums import Listener
from tickets.models import Clock

# Whoever is told later than this after the moment is told so.
IN_TIME = timedelta(minutes=1)


@dataclass(frozen=True)
class Word:
    """Something a clock says: what it has to tell of one moment, however many reminders stand there.

    Without any it is the breach, of which nobody is told.
    """

    clock: Clock
    offset: timedelta
    reminders: tuple[Reminder, ...]
    # When it was to be said, and when it is.
    moment: datetime
    said_at: datetime

    @property
    def is_late(self) -> bool:
        return self.said_at - self.moment > IN_TIME

    @property
    def is_breach(self) -> bool:
        return self.offset == self.clock.within

    @property
    def is_over_due(self) -> bool:
        """Whether the promise is broken by then."""
        return self.offset >= self.clock.within

    @property
    def escalates(self) -> bool:
        return any(reminder.escalates for reminder in self.reminders)

    @property
    def cause(self) -> str:
        """What people are told of once: told again when the clock has another promise to keep."""
        return f"clock:{self.clock.pk}:{self.clock.recounted}:{self.offset.total_seconds()}"

    def listeners(self, *, by_email: bool) -> set[Listener]:
        """Who may get a letter, or who may not."""
        reminders = [reminder for reminder in self.reminders if reminder.by_email == by_email]
        return {Listener(listener) for reminder in reminders for listener in reminder.listeners}


def take_turn(clock: Clock, terms: Terms | None, hours: WorkingHours, *, now: datetime) -> list[Word]:
    """What the clock has to say by now, in order; it knows afterwards that it has. Nothing is saved.

    Of what is said before it is due only the last matters, and none of it once that has passed.
    """
    words = list(passed(clock, terms, hours, now=now))
    if words:
        clock.told_until = words[-1].offset
        if clock.breached_at is None and words[-1].is_over_due:
            clock.breached_at = now
    clock.next_moment_at = next_moment(clock, terms, hours)
    before, since = ([word for word in words if word.is_over_due is over] for over in (False, True))
    return since or before[-1:]


def passed(clock: Clock, terms: Terms | None, hours: WorkingHours, *, now: datetime) -> Iterator[Word]:
    """The moments that have come since it said something, in order."""
    # It was not to speak earlier: perhaps another promise holds since, spent when it was made.
    earliest = clock.next_moment_at or now
    for offset, moments in groupby(untold(clock, terms), key=lambda moment: moment.offset):
        at = moment_of(clock, offset, hours)
        if at is not None and at > now:
            return
        due = [clock.due_at] if offset == clock.within else []
        moment = min(max(at or earliest, earliest, *due), now)
        reminders = tuple(one.reminder for one in moments if one.reminder is not None)
        yield Word(clock, offset, reminders, moment, said_at=now)


def untold(clock: Clock, terms: Terms | None) -> Collection[Moment]:
    moments = moments_of(terms, within=clock.within)
    return [one for one in moments if clock.told_until is None or one.offset > clock.told_until]
