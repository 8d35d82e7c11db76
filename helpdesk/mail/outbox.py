"""The outbox: a letter is a row, written in the transaction of its cause, and leaves afterwards."""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from email.utils import make_msgid, parseaddr

from celery import current_app
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

from helpdesk.mail.enums import LetterStatus
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
    not_before: datetime | None = None,
    is_bulk: bool = False,
) -> Letter:
    """Write a letter to be delivered after the running transaction commits, and not before ``not_before``.

    Calling it again with the same ``cause`` returns the letter already written. ``secrets`` are pieces
    of body and headers that are blotted out of the row once the letter has left. What is ``enclosed`` is read
    from the storage when the letter leaves. One of many that nobody waits for (``is_bulk``) wakes no worker
    and leaves when no other letter may.
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
            "next_attempt_at": not_before or now,
            "is_bulk": is_bulk,
            "message_id": make_msgid(domain=parseaddr(sender)[1].rpartition("@")[2] or None),
        },
    )
    if new and not is_bulk:
        transaction.on_commit(lambda: ask_for_delivery(letter.pk, at=not_before))
    return letter


@transaction.atomic
def take_back(letter: Letter) -> bool:
    """Delete a letter nobody has tried to deliver yet. Returns False when it is on its way or gone.

    A worker that is about to claim it and this wait for each other at the row.
    """
    waiting = Letter.objects.select_for_update().filter(
        pk=letter.pk, status=LetterStatus.QUEUED, attempts=0, erased_at=None
    )
    return bool(waiting.values_list("pk").first()) and bool(waiting.delete()[0])


def ask_for_delivery(letter_id: int, *, at: datetime | None = None) -> None:
    """Wake a worker, now or then. If that is lost the sweep finds the row a few seconds later."""
    try:
        current_app.send_task("helpdesk.mail.tasks.deliver", [letter_id], eta=at)
    except OperationalError as error:
        log.warning("Letter %s waits for the sweep, the broker does not answer: %s", letter_id, error)
