"""The next call costs as much whether ten wait or ten thousand, and however many were called before."""

from __future__ import annotations

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

from helpdesk.staff.models import Membership, Site, Team, User
from surveys.domain.phone_survey import due, on_list
from surveys.models import PhoneSurvey
from tests.test_plans import house, plan_of

__all__ = ["house"]

pytestmark = pytest.mark.django_db

# All closed tickets were asked about by phone; one in ten still waits.
CALLS = """
DISCARD PLANS;
ALTER TABLE tickets_resolution DISABLE TRIGGER USER;
ALTER TABLE surveys_invitation DISABLE TRIGGER USER;
ALTER TABLE surveys_phonesurvey DISABLE TRIGGER USER;
INSERT INTO tickets_resolution (ticket_id, outcome, closing_reason, explanation, by_id, at, first_contact,
        reopening_reason)
    SELECT id, 'explained', '', 'So it is.', created_by_id, updated_at, true, ''
    FROM tickets_ticket WHERE status = 'closed';
ANALYZE tickets_resolution;
INSERT INTO surveys_invitation (resolution_id, created_at, not_sent, language, not_reminded)
    SELECT id, at + interval '2 hours', 'no_email', 'cs', '' FROM tickets_resolution;
ANALYZE surveys_invitation;
INSERT INTO surveys_phonesurvey (invitation_id, site_id, status, given_up, next_call_at)
    SELECT asked.id, ticket.site_id, CASE WHEN asked.id % 10 = 0 THEN 'waiting' ELSE 'answered' END, '',
        asked.created_at
    FROM surveys_invitation AS asked
    JOIN tickets_resolution AS resolution ON resolution.id = asked.resolution_id
    JOIN tickets_ticket AS ticket ON ticket.id = resolution.ticket_id;
ANALYZE surveys_phonesurvey;
INSERT INTO record_entry (subject_type, subject_id, sequence, at, by_id, by_name, verb, details, sealed,
        digest)
    SELECT 'tickets.ticket', id, place, created_at, created_by_id, '',
        (ARRAY['ticket.logged', 'ticket.assigned', 'ticket.resolved'])[place],
        '{"after": {"assignee": 1}}', '', md5(id::text)
    FROM tickets_ticket, generate_series(1, 3) AS place;
ANALYZE record_entry;
ANALYZE;
"""
TABLES = "surveys_phonesurvey|surveys_invitation|tickets_resolution|tickets_ticket|record_entry"
READ_WHOLE = re.compile(rf"Seq Scan on ({TABLES})\b")
NOON = datetime(2099, 5, 6, 12, tzinfo=ZoneInfo("Europe/Prague"))


def test_the_call_list(house: dict[str, User], django_db_blocker: DjangoDbBlocker) -> None:
    with django_db_blocker.unblock(), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(CALLS)
        assert PhoneSurvey.objects.waiting().count() > 10_000
        other = Team.objects.create(site=Site.objects.get(name="Hotel 0"), name="Spa")
        caller = User.objects.create_user("olga@desk.example", name="Olga")
        Membership.objects.create(team=other, user=caller)
        for person in (caller, house["all sites"]):
            listed = on_list(person).order_by("next_call_at", "invitation_id")
            for asked in (due(person, now=NOON), listed):
                assert asked.exists(), "else there is nothing to find"
                plan = plan_of(asked[:51])
                assert "phone_" in plan, plan
                assert not READ_WHOLE.search(plan), plan
        transaction.set_rollback(True)
