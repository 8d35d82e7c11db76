"""The beginning of a bulk action, of its way back, and its end before the last ticket."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext as _

from helpdesk.staff.models import User
from helpdesk.turns import wait_for_turn
from tickets.domain.bulk.finish import finish
from tickets.domain.errors import NotPossible
from tickets.enums import BulkStatus, BulkVerb, ItemState
from tickets.models import BulkAction, BulkItem

# So long it can be undone; a reply only until its letter leaves.
UNDO_FOR = timedelta(hours=24)
# Rows that are written together.
BATCH = 2000


@transaction.atomic
def start(
    verb: BulkVerb,
    tickets: Collection[int],
    *,
    data: dict[str, Any],
    text: str = "",
    key: UUID,
    by: User,
    now: datetime,
) -> BulkAction:
    """Write down what is to be done to which tickets (their numbers). Nothing is done yet.

    ``data`` is what ``verbs`` reads, ``text`` what customers are told. The same ``key`` again is the action
    that began with it.
    """
    wait_for_turn(f"bulk:{key}")
    if begun := BulkAction.objects.visible_to(by).filter(key=key).first():
        return begun
    action = BulkAction.objects.create(
        key=key, verb=verb, data=data, text=text, total=len(tickets), by=by, created_at=now, worked_at=now
    )
    items = [BulkItem(action=action, ticket_id=number) for number in sorted(tickets)]
    BulkItem.objects.bulk_create(items, batch_size=BATCH)
    return action


@transaction.atomic
def undo(action: BulkAction, *, now: datetime) -> BulkAction:
    """Begin the way back over all tickets it has come to. One that is still running stops.

    Raises ``NotPossible`` when it is too late, or undone already.
    """
    action = hold(action)
    if not can_be_undone(action, now=now):
        raise NotPossible(_("This cannot be undone any more."))
    action.status, action.worked_at, action.finished_at = BulkStatus.UNDOING, now, None
    action.failed_attempts = 0
    action.save(update_fields=["status", "worked_at", "finished_at", "failed_attempts"])
    return action


def can_be_undone(action: BulkAction, *, now: datetime) -> bool:
    """Whether there may still be something to undo: what somebody changed since is left alone anyhow."""
    if action.status in (BulkStatus.UNDOING, BulkStatus.UNDONE):
        return False
    if action.verb == BulkVerb.REPLY:
        return now < (action.finished_at or now) + settings.UNDO_SEND
    return now < action.created_at + UNDO_FOR


@transaction.atomic
def stop(action: BulkAction, *, now: datetime) -> BulkAction:
    """Come to no more tickets, forth or back. What is done stays. Nothing happens once it has ended."""
    action = hold(action)
    if action.is_under_way:
        finish(action, BulkStatus.STOPPED, now=now)
    return action


def hold(action: BulkAction) -> BulkAction:
    return BulkAction.objects.select_for_update(of=("self",)).select_related("by").get(pk=action.pk)


def tally(action: BulkAction) -> dict[str, int]:
    """How many of its tickets are in which state, all states included."""
    counted = BulkItem.objects.filter(action=action).order_by().values_list("state").annotate(Count("pk"))
    found = dict(counted)
    return {state.value: found.get(state.value, 0) for state in ItemState}
