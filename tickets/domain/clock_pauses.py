"""When the clocks of a ticket stood still, and why, while something happens to them."""

from __future__ import annotations

from datetime import datetime

from tickets.enums import Pausing
from tickets.models import Clock, ClockPause


class Pauses:
    """What begins and ends; nothing is kept before ``save``, which comes after that of the clocks."""

    def __init__(self, *, now: datetime) -> None:
        self._now = now
        self._begun: list[ClockPause] = []
        self._ended: list[Clock] = []
        self._forgotten: list[Clock] = []
        self._again: list[tuple[Clock, datetime]] = []

    def begin(self, clock: Clock, *, reason: str) -> None:
        self._begun.append(ClockPause(clock=clock, reason=Pausing(reason), from_at=self._now))

    def end(self, clock: Clock) -> None:
        self._ended.append(clock)

    def forget(self, clock: Clock) -> None:
        """What it stands still for did not happen."""
        self._forgotten.append(clock)

    def begin_again(self, clock: Clock, *, ended_at: datetime) -> None:
        """What ended it at that moment did not happen."""
        self._again.append((clock, ended_at))

    def save(self) -> None:
        pauses = ClockPause.objects.filter(until_at=None)
        for clock, ended_at in self._again:
            ClockPause.objects.filter(clock=clock, until_at=ended_at).update(until_at=None)
        if self._forgotten:
            pauses.filter(clock__in=self._forgotten).delete()
        if self._ended:
            pauses.filter(clock__in=self._ended).update(until_at=self._now)
        for pause in self._begun:
            # The clock may have got its number just now.
            pause.clock_id = pause.clock.pk
        ClockPause.objects.bulk_create(self._begun)
