"""What the page of a visit shows of its checklist, as plain values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from surveys.domain.checklist_content import Given, Item, Worded, read, read_answers, worded
from surveys.domain.visit_score import Points, points_of, section_points
from surveys.domain.visits_figures import Compared, compared
from surveys.forms.visitor import label_of
from surveys.models import MysteryVisit


@dataclass(frozen=True)
class ShownItem:
    item: Item
    wording: Worded
    given: Given
    points: Points

    @property
    def label(self) -> str:
        """The answer in words; of a mark its number. Empty where nothing was said."""
        return label_of(self.given.value) if self.given.value else ""

    @property
    def tone(self) -> str:
        """Good or late for what was quite right or quite wrong, nothing in between."""
        share = self.points.share
        return {1.0: "good", 0.0: "late"}.get(share, "") if share is not None else ""


@dataclass(frozen=True)
class ShownSection:
    title: Worded
    points: Points
    items: Sequence[ShownItem]


@dataclass(frozen=True)
class Comparison:
    """A row for each section of the visit, with its per cent in each column; None where it was not asked."""

    columns: Sequence[Compared]
    rows: Sequence[tuple[Worded, Sequence[int | None]]]


def scored(visit: MysteryVisit, *, language: str) -> list[ShownSection]:
    answers, site_language = read_answers(visit.answers), visit.site.language
    sections = []
    for section in read(visit.version.content):
        items = [
            ShownItem(
                item,
                worded(item.wording, language=language, otherwise=site_language),
                given := answers.get(item.key, Given()),
                points_of(item, given),
            )
            for item in section.items
        ]
        title = worded(section.wording, language=language, otherwise=site_language)
        sections.append(ShownSection(title, section_points(section, answers), items))
    return sections


def comparison(visit: MysteryVisit, *, language: str) -> Comparison:
    columns = compared(visit)
    rows = [
        (
            worded(section.wording, language=language, otherwise=visit.site.language),
            [column.sections.get(section.key) for column in columns],
        )
        for section in read(visit.version.content)
    ]
    return Comparison(columns, rows)
