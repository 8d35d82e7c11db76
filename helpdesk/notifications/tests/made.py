"""Things the tests of notifications begin with."""

from base64 import urlsafe_b64encode
from typing import Any

import http_ece
from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from helpdesk.notifications.domain.subscription import subscribe
from helpdesk.notifications.enums import DigestRhythm, Email
from helpdesk.notifications.models import Choice, Habits, Subscription
from helpdesk.staff.models import User

# The key of the example in RFC 8291.
VAPID_PRIVATE_KEY = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"
AUTH = b"sixteen letters!"


class Browser:
    """The keys a browser makes up, so that only it can read."""

    def __init__(self) -> None:
        self.key: EllipticCurvePrivateKey = generate_private_key(SECP256R1())
        point = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        self.p256dh, self.auth = base64url(point), base64url(AUTH)

    def read(self, body: bytes) -> str:
        said: bytes = http_ece.decrypt(body, private_key=self.key, auth_secret=AUTH, version="aes128gcm")
        return said.decode()


def base64url(value: bytes) -> str:
    return urlsafe_b64encode(value).decode().rstrip("=")


def subscribed(person: User, *, browser: Browser | None = None, at: str = "") -> Subscription:
    """A browser of theirs that takes push messages."""
    browser = browser or Browser()
    return subscribe(
        person,
        endpoint=at or f"https://push.example/{person.pk}",
        p256dh=browser.p256dh,
        auth=browser.auth,
        browser="Firefox, Android",
        session_key=None,
    )


def wants(
    person: User, kind: str, *, bell: bool = True, email: Email = Email.NONE, push: bool = False
) -> None:
    Choice.objects.update_or_create(
        person=person, kind=kind, defaults={"bell": bell, "email": email, "push": push}
    )


def lives(person: User, **habits: Any) -> Habits:
    """The person's habits; the digest comes at eight unless said otherwise."""
    return Habits.objects.update_or_create(
        person=person, defaults={"digest": DigestRhythm.DAILY, "digest_hour": 8, **habits}
    )[0]
