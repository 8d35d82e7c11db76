"""Answers about cases that somebody resolved, for tests of what follows them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from customers.models import Customer
from helpdesk.staff.models import User
from surveys.domain import response as responses
from surveys.domain.signs import Given
from surveys.enums import Score
from surveys.models import Invitation, Response
from tests.cast import log_case
from tickets.domain.resolution import resolve
from tickets.enums import Outcome

WEEK = timedelta(days=7)


def invited(*, by: User, customer: Customer, kind: str = "room_change", **facts: Any) -> Invitation:
    ticket = log_case(kind, by=by, customer=customer, **facts)
    outcome = Outcome.EXPLAINED if kind == "complaint" else Outcome.AS_ASKED
    resolution = resolve(ticket, outcome=outcome, explanation="So it is.", by=by)
    return Invitation.objects.create(
        resolution=resolution, language="cs", expires_at=timezone.now() + 52 * WEEK
    )


def answered(
    invitation: Invitation,
    score: int,
    *,
    at: datetime | None = None,
    taken_by: User | None = None,
    **said: Any,
) -> Response:
    """Counted, without anybody who doubts it."""
    given = Given(Score(score), **said)
    with transaction.atomic():
        return responses.keep(invitation, given, at=at or timezone.now(), taken_by=taken_by)
