"""What the survey sweeps ask costs nothing while a hundred thousand invitations are done."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from helpdesk.staff.models import User
from surveys.domain.invitation import find_by_token, invite_batch
from surveys.domain.reading import told_to
from surveys.domain.reminder import remind_batch
from surveys.domain.results import low_scores_for, rows_of
from surveys.models import Asking, Invitation, Response
from tests.test_plans import house, plan_of

__all__ = ["house"]

pytestmark = pytest.mark.django_db

# All closed tickets were asked about; of one in ten the letter went the last few days.
SURVEYS = """
DISCARD PLANS;
ALTER TABLE tickets_resolution DISABLE TRIGGER USER;
ALTER TABLE surveys_invitation DISABLE TRIGGER USER;
INSERT INTO tickets_resolution (ticket_id, outcome, closing_reason, explanation, by_id, at, first_contact,
        reopening_reason)
    SELECT id, 'explained', '', 'So it is.', created_by_id, updated_at, true, ''
    FROM tickets_ticket WHERE status = 'closed';
ANALYZE tickets_resolution;
INSERT INTO surveys_invitation (resolution_id, created_at, not_sent, language, token_digest, expires_at,
        not_reminded, remind_at)
    SELECT id, at + interval '2 hours', '', 'cs', md5(id::text), at + interval '14 days', '',
        CASE WHEN at > now() - interval '4 days' THEN at + interval '4 days' END
    FROM tickets_resolution;
ANALYZE surveys_invitation;
INSERT INTO mail_letter (cause, sender, recipient, reply_to, subject, text, html, headers, enclosed, secrets,
        message_id, status, created_at, attempts, next_attempt_at, sent_at, last_answer)
    SELECT 'survey:' || id, '', 'jana@post.example', '', 'How?', 'How?', '', '{}', '[]', '[]',
        'm' || id, 'sent', created_at, 1, created_at, created_at, '' FROM surveys_invitation;
ANALYZE mail_letter;
UPDATE surveys_invitation AS asked SET letter_id = letter.id FROM mail_letter AS letter
    WHERE letter.message_id = 'm' || asked.id;
INSERT INTO surveys_response (invitation_id, site_id, score, solved, comment, answered_at, locks_at, is_low)
    SELECT id, 1, 5, '', '', created_at, created_at, false FROM surveys_invitation WHERE id % 4 = 0;
ANALYZE surveys_response;
DELETE FROM surveys_response WHERE invitation_id IN (
    SELECT id FROM surveys_invitation ORDER BY created_at DESC LIMIT 60);
DELETE FROM surveys_invitation WHERE id IN (
    SELECT id FROM surveys_invitation ORDER BY created_at DESC LIMIT 60);
INSERT INTO surveys_asking (resolution_id, next_moment_at)
    SELECT id, at FROM tickets_resolution
    WHERE NOT EXISTS (SELECT FROM surveys_invitation WHERE resolution_id = tickets_resolution.id);
ANALYZE surveys_asking;
ANALYZE;
"""
TABLES = (
    "tickets_ticket",
    "tickets_resolution",
    "customers_customer",
    "surveys_invitation",
    "surveys_response",
)
READ_WHOLE = re.compile(rf"Seq Scan on ({'|'.join(TABLES)})\b")


def test_the_sweeps(house: dict[str, User], django_db_blocker: DjangoDbBlocker) -> None:
    now = timezone.now() + timedelta(days=1)
    with django_db_blocker.unblock(), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(SURVEYS)
        assert Invitation.objects.count() > 100_000
        assert "invitation_remind" in (plan := plan_of(Invitation.objects.to_remind(now=now)[:100])), plan
        assert not READ_WHOLE.search(plan := plan_of(Asking.objects.with_a_moment_before(now)[:100])), plan
        with CaptureQueriesContext(connection) as asked:
            assert invite_batch(now=now).seen == 60
            assert remind_batch(now=now) == 100
            find_by_token("nobody's")
        selects = [
            one["sql"] for one in asked.captured_queries if one["sql"].startswith(("SELECT", "UPDATE"))
        ]
        assert len(selects) > 20
        for sql in selects:
            with connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN {sql}")
                plan = "\n".join(line for (line,) in cursor.fetchall())
            assert not READ_WHOLE.search(plan), f"{sql}: {plan}"
        what_follows_an_answer(house)
        transaction.set_rollback(True)


LOW = """
SET CONSTRAINTS ALL IMMEDIATE;
DISCARD PLANS;
ALTER TABLE surveys_response DISABLE TRIGGER USER;
UPDATE surveys_response SET is_low = true,
    review_due_at = answered_at + interval '8 hours', late_told_at = answered_at + interval '8 hours'
    WHERE id % 10 = 0;
UPDATE surveys_response SET late_told_at = NULL WHERE is_low AND id % 3000 = 0;
ALTER TABLE surveys_response ENABLE TRIGGER USER;
ANALYZE surveys_response;
"""


def what_follows_an_answer(house: dict[str, User]) -> None:
    """Low scores by when they are due, those nobody looked after in time, and one's own answers."""
    with connection.cursor() as cursor:
        cursor.execute(LOW)
    late = Response.objects.with_a_review_due_before(timezone.now())[:100]
    assert late, "else there is nothing to look for"
    # Those in the list are few, too: either index will do.
    assert re.search("response_review_due|response_to_review", plan := plan_of(late)), plan
    for person in ("one site", "all sites"):
        plan = plan_of(low_scores_for(house[person]))
        assert re.search("response_(site_)?to_review", plan), plan
        assert "Sort" not in plan, plan
        own = rows_of(told_to(house[person])).order_by("-answered_at", "-id")[:51]
        assert "response_of_resolver" in (plan := plan_of(own)), plan
        assert not READ_WHOLE.search(plan), plan
