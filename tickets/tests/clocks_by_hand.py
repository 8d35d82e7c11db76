"""Clocks as a test needs them, written down rather than wound."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from helpdesk.staff.models import User
from tests.cast import log_case
from tickets.enums import Pausing, Target
from tickets.models import Clock, ClockPause, Ticket

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


def ticket_by(by: User, kind: str = "room_change", **said: Any) -> Ticket:
    """A ticket without the clocks it was born with."""
    ticket = log_case(kind, by=by, **said)
    ticket.clocks.all().delete()
    return ticket


def wind(ticket: Ticket, *, due: datetime, within: timedelta = HOUR, **said: Any) -> Clock:
    """A clock for a first response, unless another target is said; ``took``: met when so much was spent."""
    said = {"target": Target.FIRST_RESPONSE, "started_at": due - within, **said}
    if "took" in said:
        said.setdefault("met_at", due - within + said["took"])
    return Clock.objects.create(
        ticket=ticket, due_at=due, within=within, counting_since=said["started_at"], **said
    )


def stop(clock: Clock, *, at: datetime, length: timedelta | None, reason: Pausing = Pausing.PENDING) -> None:
    """It stood still for so long, or stands still since."""
    ClockPause.objects.create(
        clock=clock, reason=reason, from_at=at, until_at=None if length is None else at + length
    )
