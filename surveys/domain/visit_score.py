"""The score of a mystery visit: the share of weighted points that was reached. Knows no database.

Yes reaches the whole weight, no nothing; of the marks 1 reaches nothing, 5 the whole, and those between a
quarter each. What does not apply, or was not answered, is left out of the whole; so are texts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from surveys.domain.checklist_content import MARKS, NO, YES, Answers, Given, Item, Section
from surveys.enums import ItemType

# Points are counted in quarters of a weight, so that they are whole numbers.
QUARTERS = 4
REACHED = {
    ItemType.YES_NO: {YES: QUARTERS, NO: 0},
    ItemType.MARK: {mark: int(mark) - 1 for mark in MARKS},
    ItemType.TEXT: dict[str, int](),
}


@dataclass(frozen=True)
class Points:
    """So many points of so many, both in quarters of a weight."""

    reached: int = 0
    whole: int = 0

    def __add__(self, other: Points) -> Points:
        return Points(self.reached + other.reached, self.whole + other.whole)

    @property
    def share(self) -> float | None:
        """Between 0 and 1; None where nothing counted."""
        return self.reached / self.whole if self.whole else None

    @property
    def percent(self) -> int | None:
        """Whole per cent; None where nothing counted."""
        return None if self.share is None else round(100 * self.share)


def points_of(item: Item, given: Given) -> Points:
    reached = REACHED[item.type].get(given.value)
    if reached is None:
        return Points()
    return Points(item.weight * reached, item.weight * QUARTERS)


def section_points(section: Section, answers: Answers) -> Points:
    return sum((points_of(item, answers.get(item.key, Given())) for item in section.items), Points())


def score(sections: Iterable[Section], answers: Answers) -> Points:
    """Of the whole visit."""
    return sum((section_points(section, answers) for section in sections), Points())
