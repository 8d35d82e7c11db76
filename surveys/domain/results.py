"""What the answers say, and how they spread."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, OuterRef, Subquery

from helpdesk.staff.compiled_lists import CompiledList, Rows
from helpdesk.staff.models import User
from surveys.enums import Score
from surveys.models import Response, Review
from surveys.models.response import ResponseQuerySet

PERIOD = timedelta(days=30)
# On the supervisor's desk; the others come up when these were looked after.
LOW_SHOWN = 50
OF_TICKET = "invitation__resolution__ticket__"
ABOUT = (f"{OF_TICKET}subject", f"{OF_TICKET}customer__name", f"{OF_TICKET}customer__erased_at")
COLUMNS = (
    *("id", "score", "solved", "done_well", "comment", "answered_at", "is_low"),
    "invitation__resolution__by__name",
    *(OF_TICKET.removesuffix("__") + "_id", *ABOUT),
)
# From here up the customer is satisfied.
SATISFIED = Score.GOOD


@dataclass(frozen=True)
class Spread:
    """How many answers gave each score."""

    by_score: dict[Score, int]

    @property
    def answers(self) -> int:
        return sum(self.by_score.values())

    @property
    def satisfied_share(self) -> int | None:
        """Whole per cent of answers at 4 or 5; None without answers."""
        satisfied = sum(count for score, count in self.by_score.items() if score >= SATISFIED)
        return round(100 * satisfied / self.answers) if self.answers else None


def spread_of(responses: ResponseQuerySet, *, now: datetime) -> Spread:
    """The answers of the last ``PERIOD``."""
    counted = dict(
        responses.filter(answered_at__gte=now - PERIOD)
        .order_by()
        .values_list("score")
        .annotate(n=Count("pk"))
    )
    return Spread({score: counted.get(score, 0) for score in reversed(Score)})


def told(responses: ResponseQuerySet) -> Rows:
    """What a list shows of each, with what was done about it.

    That is asked of each row: the database would think long about one more join, and few have been reviewed.
    """
    review = Review.objects.filter(response=OuterRef("pk"))
    done = {"reviewed_by": "by__name", "what_was_done": "what_was_done"}
    rows: Rows = responses.values(
        *COLUMNS, **{key: Subquery(review.values(name)) for key, name in done.items()}
    )
    return rows


def low_scores_for(person: User) -> Rows:
    waiting: Rows = Response.objects.visible_to(person).to_review().values(*COLUMNS)
    return waiting[:LOW_SHOWN]


LOW_SCORES = CompiledList(low_scores_for)
