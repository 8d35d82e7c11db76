"""Neither the lists of follow-ups nor the handover read whole tables, however large the house is."""

from __future__ import annotations

import re

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from helpdesk.staff.models import Team, User
from tests.test_plans import house, plan_of
from tickets.domain.follow_up_lists import VIEWS, follow_ups_for
from tickets.domain.handover import Place, handover
from tickets.models import FollowUp

__all__ = ["house"]

pytestmark = pytest.mark.django_db

# What pages are told of these rows does not matter here, and would take long.
PROMISES = """
DISCARD PLANS;
ALTER TABLE tickets_followup DISABLE TRIGGER USER;
ALTER TABLE tickets_escalation DISABLE TRIGGER USER;
ALTER TABLE tickets_handovernote DISABLE TRIGGER USER;
INSERT INTO tickets_followup (ticket_id, site_id, team_id, text, owner_id, promised_by_id, promised_at,
        due_at, remind_before, recounted, told, done_at, done_by_id, cancelled_because, next_moment_at)
    SELECT id, site_id, team_id, 'Ring.', coalesce(assignee_id, created_by_id), created_by_id, created_at,
        created_at + interval '1 day', interval '15 minutes', 0, '',
        CASE WHEN status = 'closed' THEN now() END, CASE WHEN status = 'closed' THEN created_by_id END, '',
        CASE WHEN status <> 'closed' THEN created_at + interval '1 day' END
    FROM tickets_ticket WHERE id % 3 = 0 OR status <> 'closed';
ANALYZE tickets_followup;
INSERT INTO tickets_escalation (ticket_id, reason, asked_by_id, asked_at, answer, answer_text, answered_at,
        answered_by_id, target)
    SELECT id, 'May I?', created_by_id, created_at, '', '', CASE WHEN status = 'closed' THEN now() END,
        CASE WHEN status = 'closed' THEN created_by_id END, ''
    FROM tickets_ticket WHERE id % 20 = 0;
ANALYZE tickets_escalation;
INSERT INTO tickets_roomchange (ticket_id, booking, from_room, reason, wanted_type, to_room, nights,
        fault_of_house, currency, fee)
    SELECT id, '', '214', 'noise', '', '', 2, false, 'CZK', 0 FROM tickets_ticket WHERE kind = 'room_change';
ANALYZE tickets_roomchange;
INSERT INTO tickets_handovernote (site_id, team_id, ticket_id, text, written_by_id, written_at, settled_at)
    SELECT site_id, team_id, id, 'Ring.', created_by_id, created_at, CASE WHEN id % 1000 > 0 THEN now() END
    FROM tickets_ticket WHERE id % 50 = 0;
ANALYZE tickets_handovernote;
ANALYZE;
"""
TABLES = (
    "tickets_ticket",
    "tickets_followup",
    "tickets_roomchange",
    "tickets_escalation",
    "tickets_handovernote",
    "customers_customer",
)
READ_WHOLE = re.compile(rf"Seq Scan on ({'|'.join(TABLES)})\b")


@pytest.mark.parametrize("who", ["one site", "three sites", "all sites"])
def test_promises_and_the_handover(
    house: dict[str, User], django_db_blocker: DjangoDbBlocker, who: str
) -> None:
    with django_db_blocker.unblock(), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(PROMISES)
        person, now = house[who], timezone.now()
        for view in VIEWS.values():
            found = follow_ups_for(view, user=person, now=now).with_ticket().order_by("due_at", "id")[:51]
            assert not READ_WHOLE.search(plan := plan_of(found)), f"{view.key}: {plan}"
        assert not READ_WHOLE.search(plan := plan_of(FollowUp.objects.with_a_moment_before(now)[:100])), plan
        team = Team.objects.visible_to(person).first()
        assert team is not None
        for place in (Place(team.site, team), Place(team.site)):
            with CaptureQueriesContext(connection) as asked:
                handover(place, user=person, now=now)
            for query in asked.captured_queries:
                with connection.cursor() as cursor:
                    cursor.execute(f"EXPLAIN {query['sql']}")
                    plan = "\n".join(line for (line,) in cursor.fetchall())
                assert not READ_WHOLE.search(plan), f"{query['sql']}: {plan}"
        transaction.set_rollback(True)
