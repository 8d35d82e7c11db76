"""What customers think of it, counted by the database: each group and all together, in one statement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet, Value
from django.db.models.expressions import Combinable

from surveys.domain.opinions import OPINIONS, Opinion
from surveys.domain.statistics import Mean, Recommend, Share, differ
from tickets.domain.attainment import said
from tickets.domain.grouping import rows
from tickets.enums import Outcome

NOBODY, NO_ONE, NO_SCORES = Share(0, 0), Recommend(0, 0, 0), Mean(0)


@dataclass(frozen=True)
class Figures:
    """Of so many who were asked. Whoever leaves a question out is not counted for it."""

    answered: Share = NOBODY
    satisfied: Share = NOBODY
    resolved: Share = NOBODY
    well_done: Share = NOBODY
    easy: Share = NOBODY
    recommend: Recommend = NO_ONE
    score: Mean = NO_SCORES
    effort: Mean = NO_SCORES
    # Of those who got what they asked for, and of the others: how many answered.
    answered_as_asked: Share = NOBODY
    answered_otherwise: Share = NOBODY

    @property
    def is_biased(self) -> bool:
        """Those who got what they asked for answer more often than the others, or less: then the rest may
        think otherwise than those who answered."""
        return differ(self.answered_as_asked, self.answered_otherwise)


# What is counted of those asked, by the columns their answers have in ``SUMMARY``.
COUNTED = {
    "asked": "count(*)",
    "answered": "count(score)",
    "satisfied": "count(*) FILTER (WHERE is_satisfied)",
    "solved": "count(*) FILTER (WHERE solved <> '')",
    "solved_yes": "count(*) FILTER (WHERE solved = 'yes')",
    "well": "count(*) FILTER (WHERE well <> '')",
    "well_yes": "count(*) FILTER (WHERE well = 'yes')",
    "effort": "count(effort)",
    "easy": "count(*) FILTER (WHERE is_easy)",
    "recommend": "count(recommend)",
    "promoters": "count(*) FILTER (WHERE is_promoter)",
    "detractors": "count(*) FILTER (WHERE is_detractor)",
    "score_mean": "avg(score)",
    "score_deviation": "stddev_samp(score)",
    "effort_mean": "avg(effort)",
    "effort_deviation": "stddev_samp(effort)",
    "got": "count(*) FILTER (WHERE as_asked)",
    "got_answered": "count(score) FILTER (WHERE as_asked)",
}
SUMMARY = """
SELECT grouping({places}) = {every}, coalesce({places}), {counted} FROM ({{}}) AS asked ({places},
    score, is_satisfied, solved, well, effort, is_easy, recommend, is_promoter, is_detractor, as_asked)
GROUP BY GROUPING SETS ({sets}, ())
"""


def counted(
    asked: QuerySet[Any, Any], places: Sequence[Combinable], *, of: str = "response__"
) -> dict[str, Figures]:
    """By each of these places, and of all as "". Their answers are found by the prefix ``of``."""
    told = asked.values_list(
        *places,
        f"{of}score",
        said(condition(Opinion.SATISFIED, of)),
        f"{of}solved",
        f"{of}done_well",
        f"{of}effort",
        said(condition(Opinion.EASY, of)),
        f"{of}recommend",
        said(condition(Opinion.PROMOTERS, of)),
        said(condition(Opinion.DETRACTORS, of)),
        said(Q(resolution__outcome=Outcome.AS_ASKED)) if of else Value(False),
    )
    found = rows(summary(len(places)), told)
    return {key: figures_in(dict(zip(COUNTED, row, strict=True))) for key, *row in found}


def condition(opinion: Opinion, of: str = "") -> Q:
    """Of answers, or of what has one by this prefix."""
    return Q(**{f"{of}{name}": value for name, value in OPINIONS[opinion].items()})


def summary(places: int) -> str:
    """Each group of each of so many places, and all of them, in one pass."""
    names = [f"place_{number}" for number in range(places)]
    return SUMMARY.format(
        places=", ".join(names),
        every=2**places - 1,
        counted=", ".join(COUNTED.values()),
        sets=", ".join(f"({name})" for name in names),
    )


def figures_in(told: Mapping[str, Any]) -> Figures:
    return Figures(
        answered=Share(told["answered"], told["asked"]),
        satisfied=Share(told["satisfied"], told["answered"]),
        resolved=Share(told["solved_yes"], told["solved"]),
        well_done=Share(told["well_yes"], told["well"]),
        easy=Share(told["easy"], told["effort"]),
        recommend=Recommend(told["promoters"], told["detractors"], told["recommend"]),
        score=mean_of(told["answered"], told["score_mean"], told["score_deviation"]),
        effort=mean_of(told["effort"], told["effort_mean"], told["effort_deviation"]),
        answered_as_asked=Share(told["got_answered"], told["got"]),
        answered_otherwise=Share(told["answered"] - told["got_answered"], told["asked"] - told["got"]),
    )


def mean_of(whole: int, mean: Any, deviation: Any) -> Mean:
    """As the database counts it: numerics, or nothing."""
    return Mean(whole, *(None if one is None else float(one) for one in (mean, deviation)))
