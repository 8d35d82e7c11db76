"""One case, from the day it was logged until now: what its rows have to agree about."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime, timedelta

from customers.enums import Channel
from tickets.enums import Direction, MessageType, Status

CHANNELS = {Channel.IN_PERSON: 45, Channel.PHONE: 30, Channel.EMAIL: 18, Channel.WEB: 5, Channel.LETTER: 2}
UNFINISHED_STATUS = {Status.NEW: 25, Status.OPEN: 45, Status.PENDING: 20, Status.ON_HOLD: 10}
YEARS = timedelta(days=3 * 365)
# Of what was logged in the last weeks much is unfinished, of what is older hardly anything.
RECENT = 0.04
UNFINISHED_RECENT, UNFINISHED_OLDER = 0.45, 0.00208
IN, OUT, INTERNAL = Direction.IN, Direction.OUT, Direction.INTERNAL
CALL, REPLY, NOTE, VISIT = MessageType.CALL, MessageType.REPLY, MessageType.NOTE, MessageType.VISIT
TALKS = (
    ((CALL, OUT), (CALL, IN), (REPLY, OUT)),
    ((NOTE, INTERNAL), (REPLY, OUT), (REPLY, IN)),
    ((REPLY, OUT), (VISIT, IN), (NOTE, INTERNAL)),
    ((CALL, IN), (REPLY, OUT), (CALL, OUT)),
)
UNHEARD = ((NOTE, INTERNAL), (CALL, IN), (NOTE, INTERNAL))
HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Story:
    """What happened when; ``ended`` is None while somebody still has something to do."""

    began: datetime
    status: Status
    ended: datetime | None
    due: datetime
    talk: tuple[tuple[MessageType, Direction], ...]
    said: list[datetime]

    @property
    def answered(self) -> datetime | None:
        """When the customer first heard from us."""
        return next(
            (at for (_type, way), at in zip(self.talk, self.said, strict=True) if way == OUT), self.ended
        )

    @property
    def waits_since(self) -> datetime | None:
        if self.ended:
            return None
        since: datetime | None = self.began
        for (_type, way), at in zip(self.talk, self.said, strict=True):
            since = None if way == OUT else (since or at) if way == IN else since
        return since


def story(place: float, *, draw: random.Random, now: datetime) -> Story:
    """``place`` from 0, three years ago, to 1, now."""
    began = now - YEARS + YEARS * place
    if draw.random() < (UNFINISHED_RECENT if place > 1 - RECENT else UNFINISHED_OLDER):
        (status,) = draw.choices(list(UNFINISHED_STATUS), list(UNFINISHED_STATUS.values()))
        talk = UNHEARD if status == Status.NEW else draw.choice(TALKS)
        # A third is late, a third is due today or tomorrow.
        return Story(began, status, None, now + draw.uniform(-30, 60) * HOUR, talk, moments(began, now, draw))
    ended = min(began + draw.expovariate(1 / 40) * HOUR, now - (now - began) / 50)
    status = Status.CLOSED if ended + timedelta(days=7) < now else Status.RESOLVED
    return Story(began, status, ended, began + 48 * HOUR, draw.choice(TALKS), moments(began, ended, draw))


def moments(began: datetime, until: datetime, draw: random.Random) -> list[datetime]:
    """Three moments in between, in order."""
    length = min(until - began, 72 * HOUR)
    return [began + length * part for part in sorted((draw.random(), draw.random(), draw.random()))]


def clock(began: datetime, due: datetime, met: datetime | None, now: datetime) -> tuple[datetime | None, ...]:
    """When it is due, when it reminds and breaks, when it was met, and when it says something next."""
    remind = began + (due - began) * 0.75
    reminded = remind if remind < (met or now) else None
    breached = due if due < (met or now) else None
    # Nobody is told anything while the bench runs.
    return due, remind, reminded, breached, met, None
