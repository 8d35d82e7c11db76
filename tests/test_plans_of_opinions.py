"""Figures of surveys read who was asked in their time, not everybody who ever was."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from helpdesk.paging import page_of
from helpdesk.staff.enums import Role
from helpdesk.staff.models import User
from surveys.domain.figures import Scope, answers_behind, compared, figures
from surveys.domain.grouping import Grouping, Place
from surveys.domain.opinions import Opinion
from surveys.domain.results import told
from surveys.domain.words import words_of
from surveys.models import Invitation
from tests.test_plans import house
from tests.test_plans_of_surveys import SURVEYS
from tests.test_search_plans import plans_of

__all__ = ["house"]

pytestmark = pytest.mark.django_db

TABLES = ("tickets_ticket", "tickets_resolution", "tickets_clock", "surveys_invitation", "surveys_response")
READ_WHOLE = re.compile(rf"Seq Scan on ({'|'.join(TABLES)})\b")
# Triggers would announce each of them.
ANSWERS = """
DISCARD PLANS;
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE surveys_response DISABLE TRIGGER USER;
UPDATE surveys_response SET comment = 'Cold room, long waiting', effort = 4, recommend = 9,
        score = 1 + surveys_response.id % 5, site_id = ticket.site_id
    FROM surveys_invitation AS invitation, tickets_resolution AS resolution, tickets_ticket AS ticket
    WHERE invitation.id = invitation_id AND resolution.id = resolution_id AND ticket.id = ticket_id;
ANALYZE surveys_response;
"""
TWO_WEEKS = timedelta(days=14)
PEOPLE = ["one site", "three sites", "all sites"]


@pytest.fixture(scope="module")
def asked(house: dict[str, User], django_db_blocker: DjangoDbBlocker) -> Iterator[dict[str, User]]:
    """A hundred thousand were asked, one in four has answered; of these all have written something."""
    with django_db_blocker.unblock(), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(SURVEYS)
            cursor.execute(ANSWERS)
        for person in house.values():
            # Associates read no answers.
            person.role = Role.SUPERVISOR if person.role == Role.ASSOCIATE else person.role
        yield house
        transaction.set_rollback(True)


def bad_plans(captured: CaptureQueriesContext) -> list[tuple[str, str]]:
    return [(sql, plan) for sql, plan in plans_of(captured) if READ_WHOLE.search(plan)]


@pytest.mark.parametrize("who", PEOPLE)
def test_figures(asked: dict[str, User], django_db_blocker: DjangoDbBlocker, who: str) -> None:
    now = timezone.now()
    scope, person = Scope(now - TWO_WEEKS, now), asked[who]
    with django_db_blocker.unblock():
        # Known from the session on.
        assert person.sites
        for by in Grouping:
            with CaptureQueriesContext(connection) as captured:
                found = figures(scope, by=by, user=person)
            assert found.total.answered.whole > 100 and len(captured) == 1
            assert bad_plans(captured) == []
        with CaptureQueriesContext(connection) as captured:
            total, _ = compared(scope, user=person)
        assert total == found.total and len(captured) == 1
        assert bad_plans(captured) == []


@pytest.mark.parametrize("who", PEOPLE)
def test_the_answers_and_the_words_behind_them(
    asked: dict[str, User], django_db_blocker: DjangoDbBlocker, who: str
) -> None:
    now = timezone.now()
    scope, person = Scope(now - TWO_WEEKS, now), asked[who]
    places = (None, Place(Grouping.CAUSE, "none"), Place(Grouping.KIND, "return"))
    with django_db_blocker.unblock():
        assert person.sites
        for place in places:
            with CaptureQueriesContext(connection) as captured:
                found = answers_behind(scope, opinion=Opinion.NOT_SATISFIED, place=place, user=person)
                page_of(told(found), {}, keys=("-answered_at", "-id"))
            assert bad_plans(captured) == []
        with CaptureQueriesContext(connection) as captured:
            assert words_of(scope, cause="", user=person).read > 10
        assert bad_plans(captured) == []


def test_it_would_be_seen(asked: dict[str, User], django_db_blocker: DjangoDbBlocker) -> None:
    """Else the tests above could not fail."""
    with django_db_blocker.unblock():
        assert Invitation.objects.count() > 100_000
        assert READ_WHOLE.search(Invitation.objects.filter(language="pl").explain())
