"""Figures about promises read what was due in their time, not every clock there ever was."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from helpdesk.paging import page_of
from helpdesk.staff.models import User
from tests.test_plans import house
from tests.test_search_plans import plans_of
from tickets.domain.attainment import Grouping, Scope, Standing, attainment
from tickets.domain.attainment_lists import KEYS, Place, clocks_behind
from tickets.domain.sla import Policy, Terms
from tickets.domain.what_if import what_if
from tickets.enums import Target
from tickets.models import Clock

__all__ = ["house"]

pytestmark = pytest.mark.django_db

# Pauses are few and narrow: beside thousands of clocks the database rather reads them once.
READ_WHOLE = re.compile(r"Seq Scan on (tickets_ticket|tickets_clock|customers_customer)\b")
FOUR_WEEKS = timedelta(days=28)
PEOPLE = ["one site", "three sites", "all sites"]


def bad_plans(captured: CaptureQueriesContext) -> list[tuple[str, str]]:
    return [(sql, plan) for sql, plan in plans_of(captured) if READ_WHOLE.search(plan)]


@pytest.mark.parametrize("who", PEOPLE)
def test_figures(house: dict[str, User], django_db_blocker: DjangoDbBlocker, who: str) -> None:
    now = timezone.now()
    scope = Scope(now - FOUR_WEEKS, now)
    with django_db_blocker.unblock():
        for by in Grouping:
            with CaptureQueriesContext(connection) as captured:
                found = attainment(scope, by=by, user=house[who], now=now)
            assert found.total.decided > 500
            assert bad_plans(captured) == []


@pytest.mark.parametrize("who", PEOPLE)
def test_the_clocks_behind_a_figure(
    house: dict[str, User], django_db_blocker: DjangoDbBlocker, who: str
) -> None:
    now = timezone.now()
    with django_db_blocker.unblock():
        person = house[who]
        for standing in (None, *Standing):
            for place in (None, Place(Grouping.POLICY, "none"), Place(Grouping.ASSOCIATE, str(person.pk))):
                with CaptureQueriesContext(connection) as captured:
                    found = clocks_behind(
                        Scope(now - FOUR_WEEKS, now), standing=standing, place=place, user=person, now=now
                    )
                    page_of(found, {}, keys=KEYS)
                assert bad_plans(captured) == []


@pytest.mark.parametrize("who", PEOPLE)
def test_what_if(house: dict[str, User], django_db_blocker: DjangoDbBlocker, who: str) -> None:
    now, hour = timezone.now(), timedelta(hours=1)
    terms = {Target.FIRST_RESPONSE: Terms(hour / 2, round_the_clock=True), Target.RESOLUTION: Terms(8 * hour)}
    with django_db_blocker.unblock():
        assert house[who].site_ids
        with CaptureQueriesContext(connection) as captured:
            found = what_if(Policy(None, "", terms, kinds=["return"]), now=now, user=house[who])
        assert [one.clocks > 100 for one in found.outlooks] == [True, True]
        assert bad_plans(captured) == []


def test_it_would_be_seen(house: dict[str, User], django_db_blocker: DjangoDbBlocker) -> None:
    """Else the tests above could not fail."""
    with django_db_blocker.unblock():
        late: QuerySet[Clock] = Clock.objects.filter(took__gt=timedelta(days=400))
        assert READ_WHOLE.search(late.explain())
