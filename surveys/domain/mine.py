"""What customers think of what one person resolved, so that nobody can tell who of them said what.

Figures stand on whole steps of ``STEP`` answers, in the order in which they were counted, by quarters: docs/
decisions/0036. Whoever looks again after each answer sees nothing new, or five of them together.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from helpdesk.staff.models import User
from surveys.domain.results import SATISFIED
from surveys.domain.statistics import Share
from surveys.enums import Solved, WellDone
from surveys.models import Response

STEP = 5
# The quarter that runs, and the one before it.
QUARTERS = 2
MONTHS, DAY = 3, timedelta(days=1)


@dataclass(frozen=True)
class Opinion:
    """Of one answer, what figures are made of."""

    score: int
    solved: str
    done_well: str


@dataclass(frozen=True)
class Quarter:
    """What is told of the months from ``since`` to ``until``; ``mean`` is None while there is too little."""

    since: date
    until: date
    answered: int
    mean: float | None
    satisfied: Share
    resolved: Share
    well_done: Share

    @property
    def shares(self) -> tuple[Share, Share, Share]:
        return self.satisfied, self.resolved, self.well_done


def quarters_of(user: User, *, now: datetime) -> list[Quarter]:
    """The newest first. One query."""
    zone = timezone.get_default_timezone()
    begins = beginnings(now.astimezone(zone).date())
    since = datetime.combine(begins[-1], time(), tzinfo=zone)
    answers = Response.objects.about_tickets_of(user) if user.site_ids else Response.objects.none()
    rows = answers.filter(resolved_by=user.pk, answered_at__gte=since).order_by("id")
    columns = ("answered_at", "locks_at", "score", "solved", "done_well")
    found: dict[date, list[Opinion]] = {begin: [] for begin in begins}
    waiting: set[date] = set()
    for answered_at, locks_at, *said in rows.values_list(*columns):
        day = answered_at.astimezone(zone).date()
        begin = next(one for one in begins if one <= day)
        # What may still be changed counts later, and so does whatever came after it: else the steps shift.
        if locks_at > now:
            waiting.add(begin)
        if begin not in waiting:
            found[begin].append(Opinion(*said))
    return [told(begin, opinions) for begin, opinions in found.items()]


def beginnings(today: date) -> list[date]:
    """The first days of the quarters that are told, the newest first."""
    months = today.year * 12 + (today.month - 1) // MONTHS * MONTHS
    return [first_of(months - MONTHS * n) for n in range(QUARTERS)]


def first_of(months: int) -> date:
    return date(months // 12, months % 12 + 1, 1)


def told(since: date, opinions: list[Opinion]) -> Quarter:
    """Of as many as make whole steps."""
    counted = opinions[: len(opinions) // STEP * STEP]
    return Quarter(
        since=since,
        until=first_of(since.year * 12 + since.month - 1 + MONTHS) - DAY,
        answered=len(counted),
        mean=round(sum(one.score for one in counted) / len(counted), 2) if counted else None,
        satisfied=share(one.score >= SATISFIED for one in counted),
        resolved=share(one.solved == Solved.YES for one in counted if one.solved),
        well_done=share(one.done_well == WellDone.YES for one in counted if one.done_well),
    )


def share(said: Iterable[Any]) -> Share:
    """How many of them said so; nothing of fewer than ``STEP``, as not everybody answers every question."""
    answers = list(said)
    return Share(sum(answers), len(answers)) if len(answers) >= STEP else Share(0, 0)
