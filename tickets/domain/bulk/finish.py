"""The end of a bulk action, and who is told of it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Count
from django.db.models.fields.json import KT
from django.urls import reverse
from django.utils.translation import ngettext

from helpdesk.notifications.domain.news import tell_all
from helpdesk.staff.models import User
from tickets.enums import BulkStatus, BulkVerb, ItemState
from tickets.models import BulkAction, BulkItem

KEPT_FOR = timedelta(days=30)
BATCH = 20


def finish(action: BulkAction, status: BulkStatus, *, now: datetime) -> None:
    """End an action the caller holds locked; what customers were told stands in their cases by now.

    Whoever was given tickets is told once, of all of them together.
    """
    action.status, action.finished_at, action.text = status, now, ""
    action.save(update_fields=["status", "finished_at", "text"])
    if status != BulkStatus.UNDONE and action.verb in (BulkVerb.ASSIGN, BulkVerb.MOVE):
        tell_assignees(action)


def tell_assignees(action: BulkAction) -> None:
    done = BulkItem.objects.filter(action=action, state=ItemState.DONE).order_by()
    given = done.annotate(assignee=KT("after__assignee")).values_list("assignee").annotate(Count("pk"))
    numbers = {int(assignee): number for assignee, number in given if assignee is not None}
    for person in User.objects.filter(pk__in=numbers).exclude(pk=action.by_id):
        number = numbers[person.pk]

        def say(number: int = number) -> str:
            text = ngettext("%(who)s gave you a ticket.", "%(who)s gave you %(number)s tickets.", number)
            return text % {"who": action.by, "number": number}

        url = reverse("tickets:queue") + "?view=mine"
        tell_all([person], kind="assigned", say=say, url=url, cause=f"bulk:{action.pk}")


def sweep(*, now: datetime) -> int:
    """Delete the actions that nobody undoes any more. What they did stands in each ticket's record."""
    old = BulkAction.objects.filter(created_at__lt=now - KEPT_FOR).order_by("created_at")
    ended = old.exclude(status__in=(BulkStatus.RUNNING, BulkStatus.UNDOING))
    swept = 0
    while batch := list(ended.values_list("pk", flat=True)[:BATCH]):
        BulkItem.objects.filter(action__in=batch).delete()
        BulkAction.objects.filter(pk__in=batch).delete()
        swept += len(batch)
    return swept
