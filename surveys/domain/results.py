"""How the answers spread."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count

from surveys.enums import Score
from surveys.models.response import ResponseQuerySet

PERIOD = timedelta(days=30)
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
