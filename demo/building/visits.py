"""Mystery visits to Hotel Vltava: the checklist when the house opens, two visits since, and one going on."""

from datetime import datetime, timedelta
from functools import partial

from demo.building.house import House
from demo.building.timeline import Timeline
from demo.visits import CHECKLIST, SECTIONS, VISITS, Visit
from helpdesk.staff.models import User
from surveys.domain.checklist import add_checklist, publish, save_draft
from surveys.domain.mystery_visit import Days, plan
from surveys.domain.visiting import submit
from surveys.models import Checklist

_LASTS = timedelta(days=2)
_WRITTEN_UP = timedelta(days=1, hours=5)


def visit_in_secret(house: House, *, timeline: Timeline, now: datetime) -> None:
    """Put the checklist and the visits on the timeline."""
    by = house.staff["ivan@courtesy.example"]
    timeline.at(timeline.now + timedelta(days=2), partial(_write, house, timeline, by))
    for told in VISITS:
        timeline.at(now - told.ago, partial(_plan, told, timeline, by))


def _write(house: House, timeline: Timeline, by: User) -> None:
    draft = add_checklist(house.sites["vltava"], name=CHECKLIST, by=by, now=timeline.now)
    save_draft(draft, sections=SECTIONS, edition=draft.edition, by=by)
    publish(draft, by=by, now=timeline.now)


def _plan(told: Visit, timeline: Timeline, by: User) -> None:
    checklist = Checklist.objects.select_related("site").get(name=CHECKLIST)
    first = timeline.now.astimezone(checklist.site.zone).date()
    days = Days(first, first + _LASTS)
    visit = plan(checklist, visitor=told.visitor, days=days, by=by, now=timeline.now)
    if told.answers is None:
        return

    def take() -> None:
        submit(
            visit,
            answers=told.answers or {},
            remarks=told.remarks,
            edition=visit.edition,
            now=timeline.now,
        )

    timeline.at(timeline.now + _LASTS + _WRITTEN_UP, take)
