"""One case, from the day it was logged until now: what its rows have to agree about."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from customers.enums import Channel
from tickets.enums import Direction, MessageType, Status, Target

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
RESPONSE = 4 * HOUR


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

    def waited_again(self) -> Iterator[tuple[datetime, datetime | None]]:
        """From when until when the customer, answered once, waited for the next word."""
        since: datetime | None = None
        heard = False
        for (_type, way), at in zip(self.talk, self.said, strict=True):
            if way == OUT and since is not None:
                yield since, at
            heard = heard or way == OUT
            since = None if way == OUT else (since or at) if way == IN and heard else since
        if since is not None:
            yield since, self.ended


def story(place: float, *, draw: random.Random, now: datetime) -> Story:
    """``place`` from 0, three years ago, to 1, now."""
    began = now - YEARS + YEARS * place
    if draw.random() < (UNFINISHED_RECENT if place > 1 - RECENT else UNFINISHED_OLDER):
        (status,) = draw.choices(list(UNFINISHED_STATUS), list(UNFINISHED_STATUS.values()))
        talk = UNHEARD if status == Status.NEW else draw.choice(TALKS)
        # A third is late, a third is due today or tomorrow.
        due = max(now + draw.uniform(-30, 60) * HOUR, began + RESPONSE)
        return Story(began, status, None, due, talk, moments(began, now, draw))
    ended = min(began + draw.expovariate(1 / 40) * HOUR, now - (now - began) / 50)
    status = Status.CLOSED if ended + timedelta(days=7) < now else Status.RESOLVED
    return Story(began, status, ended, began + 48 * HOUR, draw.choice(TALKS), moments(began, ended, draw))


def moments(began: datetime, until: datetime, draw: random.Random) -> list[datetime]:
    """Three moments in between, in order."""
    length = min(until - began, 72 * HOUR)
    return [began + length * part for part in sorted((draw.random(), draw.random(), draw.random()))]


@dataclass(frozen=True)
class Wound:
    """A clock: what was promised by when, since when, and when it was met or stopped."""

    target: Target
    began: datetime
    due: datetime
    met: datetime | None
    paused: datetime | None

    def columns(self, *, now: datetime) -> tuple[object, ...]:
        """What its row says: who is told of it has been told, at three quarters of its time and when due."""
        within, until = self.due - self.began, self.met or self.paused or now
        told = [offset for offset in (within * 0.75, within) if self.began + offset < until]
        ahead = [offset for offset in (within * 0.75, within) if self.began + offset >= until]
        runs = self.met is None and self.paused is None
        return (
            *(self.target.value, self.began, self.began, within, self.due, self.paused, self.met),
            self.met - self.began if self.met else None,
            self.due if self.due < until else None,
            told[-1] if told else None,
            self.began + ahead[0] if runs and ahead else None,
        )


def clocks(told: Story) -> Iterator[Wound]:
    """Those of one case; they stand still while it waits for the customer."""
    stopped = told.said[-1] if told.status == Status.PENDING else None
    promised = [(Target.FIRST_RESPONSE, told.began, told.began + RESPONSE, told.answered)]
    promised += [(Target.NEXT_RESPONSE, since, since + RESPONSE, met) for since, met in told.waited_again()]
    promised.append((Target.RESOLUTION, told.began, told.due, told.ended))
    for target, began, due, met in promised:
        yield Wound(target, began, due, met, None if met else stopped)
