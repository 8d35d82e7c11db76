"""What the answers say, and how they spread."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, JSONField, OuterRef, Subquery
from django.db.models.functions import JSONObject

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
SAID = ("score", "because", "solved", "done_well", "effort", "recommend", "comment", "chosen", "words")
COLUMNS = (
    *("id", *SAID, "answered_at", "is_low", "is_anonymous", "channel", "site_id"),
    *("invitation__questionnaire_id", "invitation__resolution__by__name"),
    *(OF_TICKET.removesuffix("__") + "_id", *ABOUT),
)
# What stands in a list of what was done about an answer.
REVIEW = {
    "by": "by__name",
    "closing": "closing",
    "follow_up": "follow_up_id",
    "message": "message_id",
    "done": "what_was_done",
}
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
    """What a list shows of each, with what was done about it in ``looked_after``, as ``REVIEW`` names it.

    That is asked of each row: the database would think long about one more join, and few have been reviewed.
    """
    review = Review.objects.filter(response=OuterRef("pk")).values(told=JSONObject(**REVIEW))
    rows: Rows = responses.values(*COLUMNS, looked_after=Subquery(review, output_field=JSONField()))
    return rows


def rows_of(responses: ResponseQuerySet) -> Rows:
    """As ``told``, without what was done: that is the supervisors' to read."""
    rows: Rows = responses.values(*COLUMNS)
    return rows


def low_scores_for(person: User) -> Rows:
    """For somebody who reads answers, which the guard of the page has asked."""
    waiting = Response.objects.about_tickets_of(person).to_review()
    rows: Rows = waiting.values(*COLUMNS, "review_due_at")
    return rows[:LOW_SHOWN]


LOW_SCORES = CompiledList(low_scores_for)
