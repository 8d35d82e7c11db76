"""Whether customers are more satisfied where they need not come again, wait less, or get something."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from helpdesk.staff.guards import supervisor_required
from helpdesk.staff.models import User
from helpdesk.staff.requests import StaffRequest
from surveys.domain.comparison import Finding, finding_of
from surveys.domain.counting import Figures
from surveys.domain.figures import at_counters, compared
from surveys.domain.grouping import Grouping
from surveys.domain.visits_figures import VisitsFigure, visits_figures
from surveys.forms.figures import FiguresForm
from surveys.models import MysteryVisit
from surveys.views.figures import CANNOT_READ, answers_url
from surveys.views.figures_line import Line
from surveys.views.figures_table import in_order, label_of, named


@dataclass(frozen=True)
class Compared:
    """A group, and what can be said of it beside the others."""

    line: Line
    finding: Finding

    @property
    def tone(self) -> str:
        return {Finding.MORE: "good", Finding.LESS: "late"}.get(self.finding, "")


@dataclass(frozen=True)
class Section:
    by: Grouping
    lines: list[Compared]


@login_required
@supervisor_required
@require_GET
def comparison(request: StaffRequest) -> HttpResponse:
    """Satisfaction by first contact, waiting, goodwill and way; which differences are more than chance."""
    user, now = request.user, timezone.now()
    form = FiguresForm(request.GET, user=user, today=timezone.localdate(now))
    context: dict[str, object] = {"section": "surveys", "form": form}
    if not form.is_valid():
        return render(request, "surveys/comparison.html", context, status=CANNOT_READ)
    total, told = compared(form.scope, user=user)
    counters = {"": counter} if (counter := at_counters(form.scope, user=user)).answered.whole else {}
    sections = [
        section_of(by, groups | (counters if by == Grouping.CAME else {}), form=form)
        for by, groups in told.items()
    ]
    context |= {
        "total": Line("", total, answers_url(form, Grouping.SITE)),
        "sections": [one for one in sections if any(has.line.figures.answered.part for has in one.lines)],
        "visits": visits_in(form, user=user),
        "query": urlencode(form.asked()),
    }
    return render(request, "surveys/comparison.html", context)


def visits_in(form: FiguresForm, *, user: User) -> list[VisitsFigure]:
    """What mystery visitors saw at each site in the same time."""
    visits, scope = MysteryVisit.objects.visible_to(user), form.scope
    visits = visits.filter(site=scope.site) if scope.site else visits
    return visits_figures(visits, since=scope.since, until=scope.until)


def section_of(by: Grouping, groups: Mapping[str, Figures], *, form: FiguresForm) -> Section:
    """Answers at counters are the group ""; no list of answers is behind it, for they are about no ticket."""
    names, answers = named(by) | {"": _("At a counter")}, answers_url(form, by)
    lines = []
    for key in in_order(groups, names):
        others = [one.satisfied for other, one in groups.items() if other != key]
        url = f"{answers}&{urlencode({'of': key})}" if key else ""
        line = Line(label_of(by, key, names=names), groups[key], url, key)
        lines.append(Compared(line, finding_of(line.figures.satisfied, others=others)))
    return Section(by, lines)
