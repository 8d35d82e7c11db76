"""The browsers that take push messages."""

from hashlib import sha256
from typing import Any

from django.http import HttpRequest

from helpdesk.notifications.models import Subscription
from helpdesk.staff.models import User


def digest_of(session_key: str | None) -> str:
    """What a subscription keeps of its session: enough to know it again, too little to enter with."""
    return sha256(session_key.encode()).hexdigest() if session_key else ""


def subscribe(
    person: User, *, endpoint: str, p256dh: str, auth: str, browser: str, session_key: str | None
) -> Subscription:
    """This browser takes the person's push messages from now on, and nobody else's."""
    subscription, _ = Subscription.objects.update_or_create(
        endpoint=endpoint,
        defaults={
            "person": person,
            "p256dh": p256dh,
            "auth": auth,
            "browser": browser,
            "session": digest_of(session_key),
        },
    )
    return subscription


def end_with_session(*, request: HttpRequest | None, **_: Any) -> None:
    """Somebody signs out: their browser, which may be everybody's at the counter, is told nothing more."""
    if request is not None and (session := digest_of(request.session.session_key)):
        Subscription.objects.filter(session=session).delete()
