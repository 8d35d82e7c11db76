"""Hotel Vltava has asked questions of its own for some weeks."""

from datetime import datetime, timedelta
from functools import partial

from demo.building.house import House
from demo.building.timeline import Timeline
from demo.questions import QUESTIONS
from surveys.domain.place import Place
from surveys.domain.questionnaire import begin_draft, mark_of, publish

ASKED_SINCE = timedelta(days=21)


def ask_questions(house: House, *, timeline: Timeline, now: datetime) -> None:
    """Put their publishing on the timeline."""
    timeline.at(now - ASKED_SINCE, partial(_publish, house, timeline))


def _publish(house: House, timeline: Timeline) -> None:
    place, by = Place(house.sites["vltava"]), house.staff["ivan@courtesy.example"]
    seen = mark_of(begin_draft(place, by=by))
    publish(place, QUESTIONS, seen=seen, by=by, now=timeline.now)
