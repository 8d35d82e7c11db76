"""The past, played in the order in which it happened, with the product's clock set to each moment.

Between two steps the clocks of the tickets say what they have to say, and people are written of it.
"""

import heapq
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from unittest.mock import patch

from django.db import connection
from django.db.models import Min

from helpdesk.notifications.domain.sending import send_due
from tickets.domain import reminders
from tickets.models import Clock

# How long the product's own schedule takes to notice, about.
_UNTIL_THE_BEAT = timedelta(seconds=7)
_NO_PUSH = timedelta()

Act = Callable[[], None]


@dataclass(order=True)
class _Step:
    at: datetime
    number: int
    act: Act = field(compare=False)


class Timeline:
    """Steps may be added while it plays, as long as they lie ahead."""

    def __init__(self, *, start: datetime) -> None:
        self.now = start
        self._clocks_silent_until: datetime | None = None
        self._steps: list[_Step] = []
        self._numbers = count()

    def at(self, moment: datetime, act: Act) -> None:
        """Put a step on the line. The product's clock speaks UTC, and so do these."""
        heapq.heappush(self._steps, _Step(moment.astimezone(UTC), next(self._numbers), act))

    def play(self, *, until: datetime) -> None:
        """Take every step, then let the clocks speak up to `until`."""
        while self._steps:
            step = heapq.heappop(self._steps)
            if step.at > until:
                raise ValueError(f"A step at {step.at} has not happened yet at {until}.")
            self.go_to(step.at)
            step.act()
            # Whatever was done may have started a clock, or let one go on.
            self._look_at_clocks()
        self.go_to(until)
        send_due(now=until, budget=_NO_PUSH)

    def go_to(self, moment: datetime) -> None:
        """Let time pass: what the clocks have to say on the way is said on the way."""
        while (spoken_at := self._next_word(before=moment)) is not None:
            self.now = min(spoken_at + _UNTIL_THE_BEAT, moment)
            reminders.run_batch(now=self.now)
            send_due(now=self.now, budget=_NO_PUSH)
        self.now = moment

    def _next_word(self, *, before: datetime) -> datetime | None:
        """When a clock speaks next, if it does by then; the database is asked only when one might."""
        if self._clocks_silent_until is not None and self._clocks_silent_until <= before:
            self._look_at_clocks()
        due = self._clocks_silent_until
        return due if due is not None and due <= before else None

    def _look_at_clocks(self) -> None:
        """When the first of them wants to speak. One that is met meanwhile makes it later, never earlier."""
        self._clocks_silent_until = Clock.objects.aggregate(first=Min("next_moment_at"))["first"]


@contextmanager
def in_the_past(timeline: Timeline) -> Iterator[None]:
    """Inside, the product reads the timeline's clock, and its letters wake no worker.

    Nothing is undone halfway either: all of it stands or falls together, so savepoints are left out.
    """
    with (
        patch("django.utils.timezone.now", lambda: timeline.now),
        patch("helpdesk.mail.outbox.ask_for_delivery"),
        patch("tickets.domain.recounting.ask_for_work"),
        patch.object(connection.features, "uses_savepoints", False),
    ):
        yield
