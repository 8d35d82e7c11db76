"""A promise that is kept at another time, or by somebody else."""

from datetime import datetime

from django.db import transaction

from helpdesk.record import writing as record
from helpdesk.staff.models import User
from tickets.domain.follow_up import check_ahead, check_owner, lock_open, remind_at
from tickets.domain.follow_up_news import tell_owner
from tickets.domain.locking import lock_for_words, touch
from tickets.models import FollowUp


@transaction.atomic
def put_off(follow_up: FollowUp, *, due_at: datetime, because: str, by: User, now: datetime) -> FollowUp:
    """Promise it for another time, and say why. Its owner is reminded of the new one.

    Raises ``NotPossible`` as ``promise`` does, and when somebody ended it meanwhile.
    """
    lock_for_words(follow_up.ticket)
    ticket, follow_up = lock_open(follow_up)
    check_ahead(due_at, now=now)
    before = follow_up.due_at
    if due_at == before:
        return follow_up
    follow_up.due_at = due_at
    count_anew(follow_up, now=now)
    touch(ticket, now=now)
    record.write(
        ticket,
        "followup.put_off",
        by=by,
        followup=follow_up.pk,
        before=before,
        after=due_at,
        words={"text": follow_up.text, "reason": because},
    )
    return follow_up


@transaction.atomic
def hand_on(follow_up: FollowUp, *, owner: User, by: User, now: datetime) -> FollowUp:
    """Give the promise to somebody else, who is told and reminded of it.

    Raises ``NotPossible`` for somebody who may not see the ticket, and when it was ended meanwhile.
    """
    ticket, follow_up = lock_open(follow_up)
    check_owner(owner, ticket)
    before = follow_up.owner
    if owner == before:
        return follow_up
    follow_up.owner = owner
    count_anew(follow_up, now=now)
    touch(ticket, now=now)
    record.write(
        ticket,
        "followup.handed_on",
        by=by,
        followup=follow_up.pk,
        before=str(before),
        owner=str(owner),
        taken=owner == by,
        words={"text": follow_up.text},
    )
    if owner != by:
        tell_owner(follow_up, by=by)
    return follow_up


def count_anew(follow_up: FollowUp, *, now: datetime) -> None:
    """Save it for its new time or owner: what is ahead is told again, what is late was told already."""
    follow_up.recounted += 1
    if follow_up.due_at > now:
        follow_up.reminded_at = follow_up.late_at = None
        follow_up.next_moment_at = remind_at(follow_up, now=now)
    follow_up.save(update_fields=["due_at", "owner", "reminded_at", "late_at", "recounted", "next_moment_at"])
