"""Telling people of follow-ups that come due, before and when they are late, once each."""

from datetime import datetime

from django.db import transaction

from helpdesk.record import writing as record
from tickets.domain.follow_up_news import tell_due, tell_late
from tickets.models import FollowUp

BATCH = 100


def run_follow_ups(*, now: datetime) -> int:
    """Say everything there is to say by ``now``. Returns of how many somebody was told."""
    told = 0
    while batch := run_batch(now=now):
        told += batch
    return told


@transaction.atomic
def run_batch(*, now: datetime) -> int:
    """One small transaction; other workers take other follow-ups meanwhile."""
    # The ticket is held, too, as everybody holds it who writes into its record; one that somebody holds is
    # left for the next time. Its site is read after the lock.
    due = FollowUp.objects.with_a_moment_before(now).select_related("ticket")
    held = due.select_for_update(of=("self", "ticket"), skip_locked=True, no_key=True)
    batch = list(held.prefetch_related("ticket__site", "owner")[:BATCH])
    for follow_up in batch:
        speak(follow_up, now=now)
    return len(batch)


def speak(follow_up: FollowUp, *, now: datetime) -> None:
    """That it is late when it is (the reminder is then superseded), else the reminder."""
    if now < follow_up.due_at:
        follow_up.reminded_at, follow_up.next_moment_at = now, follow_up.due_at
        follow_up.save(update_fields=["reminded_at", "next_moment_at"])
        tell_due(follow_up)
        return
    follow_up.late_at, follow_up.next_moment_at = now, None
    follow_up.save(update_fields=["late_at", "next_moment_at"])
    record.write(
        follow_up.ticket,
        "followup.late",
        by=None,
        followup=follow_up.pk,
        due_at=follow_up.due_at,
        owner=str(follow_up.owner),
        words={"text": follow_up.text},
    )
    tell_late(follow_up)
