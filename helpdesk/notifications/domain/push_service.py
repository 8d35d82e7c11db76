"""The push services of the browsers' makers (RFC 8030, 8291, 8292), and the key they know the house by."""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING

from django.conf import settings

from helpdesk.notifications.models import Subscription

if TYPE_CHECKING:
    from py_vapid import Vapid02

# So long the service keeps the message for a browser that sleeps.
KEPT = timedelta(hours=12)
GONE = (404, 410)
TOO_MANY = 429


class Gone(Exception):
    """The browser takes no messages any more."""


class NotNow(Exception):
    """Nobody answered, or the service has trouble: try again."""


class Refused(Exception):
    """The service does not take this message; it would not take it again."""


def is_configured() -> bool:
    """Whether the house has a key for push messages at all."""
    return bool(settings.VAPID_PRIVATE_KEY)


@cache
def key_of(private: str) -> Vapid02:
    """The house's key, from its 32 bytes in base64url. Raises ``ValueError`` when it is none."""
    # Not at the top: see ``push_request``.
    from py_vapid import Vapid02, VapidException

    try:
        key: Vapid02 = Vapid02.from_string(private)
    except (VapidException, ValueError) as error:
        raise ValueError(f"VAPID_PRIVATE_KEY is no key: {error}") from error
    return key


@cache
def public_key_of(private: str) -> str:
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
    from py_vapid.utils import b64urlencode

    public = key_of(private).public_key
    point: str = b64urlencode(public.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint))
    return point


def public_key() -> str:
    """What a browser is told of the key, in base64url without padding. Empty without one."""
    return public_key_of(settings.VAPID_PRIVATE_KEY) if is_configured() else ""


def deliver(message: str, *, subscription: Subscription) -> None:
    """Hand one message to the push service of one browser. Raises ``Gone``, ``NotNow`` or ``Refused``."""
    if not is_configured():
        raise Refused("the house has no key any more")
    from helpdesk.notifications.domain.push_request import post

    try:
        answer = post(
            message,
            endpoint=subscription.endpoint,
            p256dh=subscription.p256dh,
            auth=subscription.auth,
            key=key_of(settings.VAPID_PRIVATE_KEY),
            contact=settings.VAPID_SUBJECT,
            kept=int(KEPT.total_seconds()),
        )
    except ValueError as error:
        raise Refused(str(error)) from error
    judge(answer)


def judge(answer: int | str) -> None:
    """What the answer means, a status or why there is none."""
    if answer in GONE:
        raise Gone
    if isinstance(answer, str) or answer == TOO_MANY or answer >= 500:
        raise NotNow(answer)
    if answer >= 300:
        raise Refused(f"answered {answer}")
