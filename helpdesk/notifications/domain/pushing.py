"""Push messages: one after the other, each to all browsers of its reader."""

import json
import logging
from datetime import datetime, timedelta

from django.db import transaction

from helpdesk.live.models import News
from helpdesk.notifications.domain.push_service import Gone, NotNow, Refused, deliver
from helpdesk.notifications.domain.relevance import still_of_use
from helpdesk.notifications.enums import Way
from helpdesk.notifications.models import Dispatch, Subscription

log = logging.getLogger(__name__)

# How long to wait after each failed attempt; after the last one nobody needs to be startled any more.
WAITS = [timedelta(minutes=minutes) for minutes in (1, 5, 30)]


def push_next(*, now: datetime) -> bool:
    """Send the push message that waits longest. False when none was due."""
    dispatch = claim(now=now)
    if dispatch is None:
        return False
    if dispatch.settled_at is None and not any_to_come(dispatch):
        Dispatch.objects.filter(pk=dispatch.pk).update(settled_at=now)
    return True


@transaction.atomic
def claim(*, now: datetime) -> Dispatch | None:
    """Note the attempt before it is made: nobody else makes it, and if we die it is made again later."""
    due = Dispatch.objects.due(Way.PUSH, now=now).select_related("news__recipient")
    dispatch = due.select_for_update(of=("self",), skip_locked=True).first()
    if dispatch is None:
        return None
    if dispatch.attempts > len(WAITS) or not still_of_use([dispatch]):
        dispatch.settled_at = now
    else:
        wait = WAITS[min(dispatch.attempts, len(WAITS) - 1)]
        dispatch.attempts, dispatch.leaves_at = dispatch.attempts + 1, now + wait
    dispatch.save(update_fields=["attempts", "leaves_at", "settled_at"])
    return dispatch


def any_to_come(dispatch: Dispatch) -> bool:
    """Send it to every browser; whether one of them has to be tried again."""
    again = False
    for subscription in Subscription.objects.filter(person=dispatch.news.recipient_id).order_by("pk"):
        try:
            deliver(message_of(dispatch.news), subscription=subscription)
        except Gone:
            subscription.delete()
        except NotNow as reason:
            log.warning("Push message %s is tried again: %s", dispatch.pk, reason)
            again = True
        except Refused as reason:
            log.warning("Push message %s was refused: %s", dispatch.pk, reason)
    return again


def message_of(news: News) -> str:
    """What the service worker shows. A second one with the same tag takes the place of the first."""
    return json.dumps({"text": news.text, "url": news.url, "tag": f"news-{news.pk}"})
