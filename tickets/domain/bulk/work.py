"""Working through a bulk action, ticket by ticket, whoever dies in between.

Each ticket is one transaction: what is done to it, and the note that it was done. A worker that dies loses
the ticket it was at and nothing else; the sweep goes on from there. The action's row is held meanwhile, so
that nobody else does the same ticket.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from celery import current_app
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from kombu.exceptions import OperationalError

from tickets import rules
from tickets.domain.bulk.finish import finish
from tickets.domain.bulk.verbs import VERBS
from tickets.domain.errors import NotPossible
from tickets.domain.locking import lock
from tickets.enums import BulkStatus, ItemState
from tickets.models import BulkAction, BulkItem, Ticket

log = logging.getLogger(__name__)

# So many are done while one waits for the page; more are left to a worker.
AT_ONCE = 100
# A ticket takes milliseconds. Nobody has touched a running action for so long: its worker is gone.
RESTING = timedelta(seconds=30)
# A ticket that fails so often in a row will not succeed.
MOST_ATTEMPTS = 5
TASK = "tickets.tasks.work_on_bulk_action"


def carry_out(action: BulkAction) -> None:
    """A few tickets at once, many by a worker. The action must be committed."""
    if action.total <= AT_ONCE:
        work_on(action.pk, is_time_up=lambda: False)
    else:
        ask_for_work(action.pk)


def ask_for_work(action_id: int) -> None:
    """Wake a worker. If the broker cannot be reached the sweep finds the action half a minute later."""
    try:
        current_app.send_task(TASK, [action_id])
    except OperationalError as error:
        log.warning("Bulk action %s waits for the sweep, the broker does not answer: %s", action_id, error)


def work_on(action_id: int, *, is_time_up: Callable[[], bool]) -> None:
    """Work until the action is finished, somebody else works on it, or the time is up; then ask again.

    A ticket that fails leaves the action to the sweep, which tries again.
    """
    try:
        while work_on_next(action_id, now=timezone.now()):
            if is_time_up():
                ask_for_work(action_id)
                break
    except Exception:
        log.exception("Bulk action %s has failed at a ticket.", action_id)
        note_failure(action_id, now=timezone.now())


@transaction.atomic
def work_on_next(action_id: int, *, now: datetime) -> bool:
    """One ticket. False when there is nothing more to do here."""
    action = hold(action_id)
    if action is None:
        return False
    if not (action.by.is_active and action.by.can_work):
        finish(action, BulkStatus.STOPPED, now=now)
        return False
    item = BulkItem.objects.to_do(action).first()
    if item is None:
        finish(action, BulkStatus.UNDONE if action.is_undoing else BulkStatus.DONE, now=now)
        return False
    with translation.override(action.by.language):
        settle(item, action=action)
    item.save(update_fields=["state", "reason", "before", "after"])
    action.worked_at, action.failed_attempts = now, 0
    action.save(update_fields=["worked_at", "failed_attempts"])
    return True


def hold(action_id: int) -> BulkAction | None:
    """The action, locked; None when it is finished, or somebody else holds it."""
    under_way = BulkAction.objects.under_way().select_related("by").filter(pk=action_id)
    return under_way.select_for_update(of=("self",), skip_locked=True, no_key=True).first()


def settle(item: BulkItem, *, action: BulkAction) -> None:
    """Do it, or undo it; or note why not. The item is not saved."""
    try:
        with transaction.atomic():
            ticket = workable(item, action=action)
            undo_one(ticket, item, action=action) if action.is_undoing else do_one(
                ticket, item, action=action
            )
    except NotPossible as refusal:
        refuse(item, str(refusal), action=action)


def workable(item: BulkItem, *, action: BulkAction) -> Ticket:
    """The item's ticket, locked, if whoever began the action may still see and change it."""
    if not Ticket.objects.visible_to(action.by).filter(pk=item.ticket_id).exists():
        raise NotPossible(_("You do not see this ticket any more."))
    ticket = lock(item.ticket)
    if not rules.may_work_on(action.by, ticket):
        raise NotPossible(_("Ticket %(number)s is closed.") % {"number": ticket.number})
    return ticket


def do_one(ticket: Ticket, item: BulkItem, *, action: BulkAction) -> None:
    verb = VERBS[action.verb]
    item.before = verb.state(ticket)
    verb.act(ticket, action)
    item.after = verb.state(lock(ticket))
    item.state = ItemState.UNCHANGED if item.after == item.before else ItemState.DONE


def undo_one(ticket: Ticket, item: BulkItem, *, action: BulkAction) -> None:
    verb = VERBS[action.verb]
    if not item.after or (not verb.in_parts and verb.state(ticket) != item.after):
        raise NotPossible(_("It was changed again since."))
    verb.undo(ticket, item, action.by)
    item.state = ItemState.UNDONE


def refuse(item: BulkItem, reason: str, *, action: BulkAction) -> None:
    item.state = ItemState.KEPT if action.is_undoing else ItemState.REFUSED
    item.reason = reason[:300]


@transaction.atomic
def note_failure(action_id: int, *, now: datetime) -> None:
    """After several in a row the ticket at hand is given up; until then the sweep tries again."""
    action = hold(action_id)
    if action is None:
        return
    action.failed_attempts += 1
    action.worked_at = now
    item = BulkItem.objects.to_do(action).first()
    if item is not None and action.failed_attempts >= MOST_ATTEMPTS:
        action.failed_attempts = 0
        with translation.override(action.by.language):
            refuse(item, _("It has failed several times."), action=action)
        item.save(update_fields=["state", "reason"])
    action.save(update_fields=["failed_attempts", "worked_at"])


def go_on(*, now: datetime, is_time_up: Callable[[], bool]) -> None:
    """Work on the actions whose worker is gone, or was never woken, one after the other."""
    resting = BulkAction.objects.resting_since(now - RESTING).order_by("worked_at")
    for action_id in list(resting.values_list("pk", flat=True)):
        if not is_time_up():
            work_on(action_id, is_time_up=is_time_up)
