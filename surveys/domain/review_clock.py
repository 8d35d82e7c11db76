"""Telling the supervisors of low scores that nobody looked after in time, once each."""

from datetime import datetime

from django.db import transaction

from helpdesk.record import writing as record
from surveys.domain.answer_news import tell_late
from surveys.models import Response

BATCH = 100
TICKET = "invitation__resolution__ticket"


def run_reviews(*, now: datetime) -> int:
    """Say everything there is to say by ``now``. Returns of how many somebody was told."""
    told = 0
    while batch := run_batch(now=now):
        told += batch
    return told


@transaction.atomic
def run_batch(*, now: datetime) -> int:
    """One small transaction; other workers take other answers meanwhile."""
    # The ticket and the invitation are held, too: whoever writes into the record about an answer holds one of
    # them first. What somebody holds is left for the next time. The site is read after the lock.
    late = Response.objects.with_a_review_due_before(now).select_related(TICKET, "invitation__resolution__by")
    held = late.select_for_update(of=("self", "invitation", TICKET), skip_locked=True, no_key=True)
    batch = list(held.prefetch_related(f"{TICKET}__site")[:BATCH])
    for response in batch:
        speak(response, now=now)
    return len(batch)


def speak(response: Response, *, now: datetime) -> None:
    ticket = response.invitation.resolution.ticket
    response.late_told_at = now
    response.save(update_fields=["late_told_at"])
    if not response.is_anonymous:
        due_at = response.review_due_at
        record.write(ticket, "survey.review_late", by=None, response=response.pk, due_at=due_at)
    tell_late(response, ticket)
