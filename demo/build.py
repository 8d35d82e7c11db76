"""Building the demo: sites, people and customers, then 260 cases played through the product."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from django.apps import apps
from django.db import connection, transaction

from demo.building.casting import cast_all
from demo.building.follow_ups import look_ahead
from demo.building.house import House, open_house
from demo.building.letters import take_as_sent
from demo.building.policies import write_policies
from demo.building.questions import ask_questions
from demo.building.schedule import Course, schedule
from demo.building.story import Story
from demo.building.surveys import Answering, SurveyStory, answerings
from demo.building.timeline import Timeline, in_the_past
from demo.building.visits import visit_in_secret
from helpdesk.live.news import mark_read
from helpdesk.staff.models import User

SEED = 20_260_401
# The house opened some days before the first customer came.
OPEN_SINCE = timedelta(days=160)
# What staff were told before this they have read.
LAST_SHIFT = timedelta(hours=10)
# Everybody in the demo has an address here, and nobody anywhere else.
DOMAIN = "@courtesy.example"

_PRODUCT = (
    *("staff", "record", "mail", "live", "drafts", "files", "notifications", "policies"),
    *("customers", "tickets", "surveys"),
)


@dataclass(frozen=True)
class Plan:
    """The cases in the order they are logged, and the answers of those who answer."""

    courses: list[Course]
    answerings: list[Answering]


def plan(*, now: datetime, seed: int = SEED) -> Plan:
    """The same seed tells the same stories in the same order, counted back from `now`."""
    chance = Random(seed)  # noqa: S311  # invented data, the same each time
    courses = schedule(cast_all(chance=chance), now=now, chance=chance)
    return Plan(courses, answerings(courses, now=now, chance=chance))


def build(*, now: datetime, seed: int = SEED, fresh: bool = False) -> None:
    """Fill an empty database, or with `fresh` one that is emptied first: all of it or nothing.

    Everything happens before `now`, and no letter leaves.
    """
    now = now.replace(microsecond=0)
    timeline = Timeline(start=now - OPEN_SINCE)
    # The letters are handed to the workers on commit, so the past must last until then.
    with in_the_past(timeline), transaction.atomic():
        if fresh:
            empty()
        house = open_house()
        for story in _stories(plan(now=now, seed=seed), house=house, timeline=timeline):
            story.plan()
        timeline.at(now - LAST_SHIFT, lambda: _read_news(house.staff.values()))
        write_policies(house, timeline=timeline, now=now)
        visit_in_secret(house, timeline=timeline, now=now)
        ask_questions(house, timeline=timeline, now=now)
        look_ahead(house, timeline=timeline, now=now)
        timeline.play(until=now)
        take_as_sent()


def _stories(told: Plan, *, house: House, timeline: Timeline) -> Iterator[Story | SurveyStory]:
    answers = {id(one.course): one for one in told.answerings}
    for course in told.courses:
        story = Story(course, house, timeline)
        yield story
        yield SurveyStory(story, answers.get(id(course)), timeline)


def _read_news(staff: Iterable[User]) -> None:
    for person in staff:
        mark_read(person)


def somebody_works_here() -> bool:
    anybody: bool = User.objects.exists()
    return anybody


def is_only_demo() -> bool:
    """Whether nobody works here but the people of the demo, so that nothing real can be lost."""
    others: bool = User.objects.exclude(email__endswith=DOMAIN).exists()
    return not others


def empty() -> None:
    """Empty every table of the product, the record included; numbers start again."""
    models = [
        model
        for label in _PRODUCT
        for model in apps.get_app_config(label).get_models(include_auto_created=True)
    ]
    tables = ", ".join(connection.ops.quote_name(model._meta.db_table) for model in models)
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {tables} RESTART IDENTITY CASCADE")
