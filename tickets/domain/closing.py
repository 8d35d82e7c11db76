"""Closing resolved tickets when nobody has reopened them for long enough."""

from datetime import datetime

from django.db import transaction

from tickets.domain.lifecycle import move
from tickets.enums import Status
from tickets.models import Ticket

BATCH = 100


def close_all(*, now: datetime) -> int:
    """Close every ticket whose grace period is over. Returns how many."""
    closed = 0
    while batch := close_batch(now=now):
        closed += batch
    return closed


@transaction.atomic
def close_batch(*, now: datetime) -> int:
    """One small transaction; a ticket that somebody holds is left for the next time."""
    due = Ticket.objects.filter(closes_at__lte=now).order_by("closes_at", "pk")
    batch = list(due.select_for_update(skip_locked=True)[:BATCH])
    for ticket in batch:
        move(ticket, Status.CLOSED, by=None)
    return len(batch)
