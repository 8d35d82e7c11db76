"""The outbox: a letter is a row, written in the transaction of its cause, and leaves afterwards."""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from email.utils import make_msgid, parseaddr

from celery import current_app
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

from helpdesk.mail.models import Letter

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Enclosed:
    """A file that goes with a letter; ``blob`` is its name in Django's default storage."""

    name: str
    content_type: str
    blob: str


def enqueue(
    recipient: str,
    *,
    subject: str,
    text: str,
    cause: str,
    html: str = "",
    sender: str = "",
    reply_to: str = "",
    headers: Mapping[str, str] | None = None,
    secrets: Iterable[str] = (),
    enclosed: Iterable[Enclosed] = (),
) -> Letter:
    """Write a letter to be delivered after the running transaction commits.

    Calling it again with the same ``cause`` returns the letter already written. ``secrets`` are pieces
    of the body that are blotted out of the row once the letter has left. What is ``enclosed`` is read from
    the storage when the letter leaves.
    """
    sender = sender or settings.DEFAULT_FROM_EMAIL
    now = timezone.now()
    letter, new = Letter.objects.get_or_create(
        cause=cause,
        defaults={
            "recipient": recipient,
            "sender": sender,
            "reply_to": reply_to,
            "subject": " ".join(subject.split())[:300],
            "text": text,
            "html": html,
            "headers": dict(headers or {}),
            "secrets": list(secrets),
            "enclosed": [asdict(file) for file in enclosed],
            "created_at": now,
            "next_attempt_at": now,
            "message_id": make_msgid(domain=parseaddr(sender)[1].rpartition("@")[2] or None),
        },
    )
    if new:
        transaction.on_commit(lambda: ask_for_delivery(letter.pk))
    return letter


def ask_for_delivery(letter_id: int) -> None:
    """Wake a worker. If the broker cannot be reached the sweep finds the row a few seconds later."""
    try:
        current_app.send_task("helpdesk.mail.tasks.deliver", [letter_id])
    except OperationalError as error:
        log.warning("Letter %s waits for the sweep, the broker does not answer: %s", letter_id, error)
