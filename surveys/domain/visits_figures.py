"""What mystery visits came to, for reports; and one visit beside those before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Avg, Count, ExpressionWrapper, F, FloatField

from surveys.domain.checklist_content import Section, read, read_answers
from surveys.domain.visit_score import score, section_points
from surveys.models import MysteryVisit
from surveys.models.mystery_visit import MysteryVisitQuerySet

# So many visits stand in the comparison, the one that is looked at included.
COMPARED = 5
SHARE = ExpressionWrapper(F("points") * 1.0 / F("most_points"), output_field=FloatField())


@dataclass(frozen=True)
class VisitsFigure:
    """How the visits to one site were scored: so many of them, and their mean between 0 and 1."""

    site: int
    name: str
    visits: int
    mean: float


def visits_figures(visits: MysteryVisitQuerySet, *, since: datetime, until: datetime) -> list[VisitsFigure]:
    """The mean score of each site in a period, by name of the site. One query.

    Counted are visits submitted from ``since`` to before ``until`` in which anything applied; each counts
    the same, however much was asked. ``visits`` are those the reader may see: ``visible_to``.
    """
    counted = visits.filter(submitted_at__gte=since, submitted_at__lt=until, most_points__gt=0)
    rows = counted.order_by("site__name").values("site", "site__name")
    return [
        VisitsFigure(row["site"], row["site__name"], row["n"], row["mean"])
        for row in rows.annotate(n=Count("pk"), mean=Avg(SHARE))
    ]


@dataclass(frozen=True)
class Compared:
    """One visit as a column: whole per cent by key of the section, None where nothing counted."""

    visit: MysteryVisit
    sections: dict[str, int | None]
    whole: int | None


def compared(visit: MysteryVisit) -> list[Compared]:
    """The visit and those submitted before it by the same checklist, newest first."""
    before = MysteryVisit.objects.submitted().filter(
        version__checklist=visit.version.checklist_id, submitted_at__lt=visit.submitted_at
    )
    earlier = before.select_related("version").order_by("-submitted_at", "-pk")[: COMPARED - 1]
    return [column_of(one) for one in (visit, *earlier)]


def column_of(visit: MysteryVisit) -> Compared:
    sections: Sequence[Section] = read(visit.version.content)
    answers = read_answers(visit.answers)
    shares = {section.key: section_points(section, answers).percent for section in sections}
    return Compared(visit, shares, score(sections, answers).percent)
