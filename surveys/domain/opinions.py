"""Which answers are of which opinion."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from surveys.domain.results import SATISFIED
from surveys.enums import Effort, Solved, WellDone

# After Reichheld, Harvard Business Review 81 (2003): 9 and 10 recommend, 0 to 6 advise against.
PROMOTER, DETRACTOR = 9, 6
EASY = Effort.EASY


class Opinion(TextChoices):
    """Which answers a list shows."""

    SATISFIED = "satisfied", _("Satisfied")
    NOT_SATISFIED = "not_satisfied", _("Not satisfied")
    RESOLVED = "resolved", _("Resolved")
    NOT_RESOLVED = "not_resolved", _("Not resolved, or only partly")
    WELL_DONE = "well_done", _("Done well")
    NOT_WELL_DONE = "not_well_done", _("Not done well, or only partly")
    EASY = "easy", _("Easy")
    NOT_EASY = "not_easy", _("Not easy")
    PROMOTERS = "promoters", _("Would recommend us: 9 or 10")
    PASSIVES = "passives", _("Would perhaps recommend us: 7 or 8")
    DETRACTORS = "detractors", _("Would not recommend us: 0 to 6")


# Conditions of an answer. A question that was left out meets none.
OPINIONS: Mapping[Opinion, Mapping[str, Any]] = {
    Opinion.SATISFIED: {"score__gte": SATISFIED},
    Opinion.NOT_SATISFIED: {"score__lt": SATISFIED},
    Opinion.RESOLVED: {"solved": Solved.YES},
    Opinion.NOT_RESOLVED: {"solved__in": [one for one in Solved if one != Solved.YES]},
    Opinion.WELL_DONE: {"done_well": WellDone.YES},
    Opinion.NOT_WELL_DONE: {"done_well__in": [one for one in WellDone if one != WellDone.YES]},
    Opinion.EASY: {"effort__gte": EASY},
    Opinion.NOT_EASY: {"effort__lt": EASY},
    Opinion.PROMOTERS: {"recommend__gte": PROMOTER},
    Opinion.PASSIVES: {"recommend__gt": DETRACTOR, "recommend__lt": PROMOTER},
    Opinion.DETRACTORS: {"recommend__lte": DETRACTOR},
}
