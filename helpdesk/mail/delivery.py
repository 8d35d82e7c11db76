"""From queued to sent, exactly once, whichever process dies and whenever.

A worker claims a letter and commits, so that nobody else sends it. It notes the handover, sends the closing
dot and commits the note at once, before there is an answer. A claim without handover that grew old has
delivered nothing and is given back; one with handover is taken as sent. A server that hangs up without
answering the dot has, by RFC 5321 (6.1), not taken the letter: it is sent again under the same Message-ID.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from helpdesk.mail.enums import LetterStatus
from helpdesk.mail.models import Letter
from helpdesk.mail.smtp import NotNow, Refused, send

log = logging.getLogger(__name__)

# How long to wait after each failed attempt; after the last one the letter has failed.
WAITS = [timedelta(seconds=s) for s in (10, 30, 120, 600, 1800, 7200, 21600, 43200, 86400, 86400)]
# A claim older than this belongs to a worker that died: several times the SMTP timeout.
LEASE = timedelta(seconds=90)
# After the handover the server itself may take its time, see ``final_timeout``.
LEASE_AFTER_HANDOVER = timedelta(minutes=15)
BLOT = "███"


def deliver(letter_id: int | None = None) -> bool:
    """Deliver this letter, or the one that waits longest; one of many when no other one waits.

    Returns False when there was none to take.
    """
    letter = claim(letter_id, now=timezone.now())
    if letter is None:
        return False
    try:
        answer = send(letter, server=settings.SMTP, handing_over=lambda: handing_over(letter))
    except Refused as refused:
        finish(letter, LetterStatus.FAILED, answer=str(refused))
    except NotNow as not_now:
        put_back(letter, answer=str(not_now))
    else:
        finish(letter, LetterStatus.SENT, answer=answer)
    return True


@transaction.atomic
def claim(letter_id: int | None, *, now: datetime) -> Letter | None:
    due = Letter.objects.filter(status=LetterStatus.QUEUED, next_attempt_at__lte=now)
    if letter_id is not None:
        due = due.filter(pk=letter_id)
    letter = due.select_for_update(skip_locked=True).order_by("is_bulk", "next_attempt_at").first()
    if letter is None:
        return None
    letter.status, letter.claimed_at, letter.handed_over_at = LetterStatus.SENDING, now, None
    letter.attempts += 1
    letter.save(update_fields=["status", "claimed_at", "handed_over_at", "attempts"])
    return letter


def ours(letter: Letter) -> QuerySet[Letter]:
    """The row, as long as the claim on it is still this worker's."""
    return Letter.objects.filter(pk=letter.pk, status=LetterStatus.SENDING, claimed_at=letter.claimed_at)


@contextmanager
def handing_over(letter: Letter) -> Iterator[bool]:
    """Inside, the closing dot is sent. False when the claim was lost to the sweep or the letter was erased.

    The note is written before and committed right after: a worker that dies earlier takes it back by dying,
    and nobody else touches the row meanwhile.
    """
    with transaction.atomic():
        yield ours(letter).update(handed_over_at=timezone.now()) == 1


@transaction.atomic
def finish(letter: Letter, status: LetterStatus, *, answer: str) -> None:
    """Settle the letter, as long as it is ours. What was erased meanwhile is not written back."""
    row = ours(letter).select_for_update().first()
    if row is None:
        return
    row.status, row.sent_at = status, timezone.now() if status == LetterStatus.SENT else None
    row.last_answer = "" if row.erased_at else answer[:500]
    row.text, row.html, row.headers = blotted(row)
    row.secrets = []
    row.save(update_fields=["status", "sent_at", "last_answer", "text", "html", "headers", "secrets"])
    if status == LetterStatus.FAILED:
        log.error("Letter %s has failed: %s", letter.pk, answer)


def put_back(letter: Letter, *, answer: str) -> None:
    """To be tried again, unless it was erased meanwhile: then nobody can be written to any more."""
    if letter.attempts > len(WAITS):
        finish(letter, LetterStatus.FAILED, answer=answer)
        return
    wait = WAITS[letter.attempts - 1]
    kept = ours(letter).filter(erased_at=None)
    if kept.update(
        status=LetterStatus.QUEUED,
        next_attempt_at=timezone.now() + wait,
        handed_over_at=None,
        last_answer=answer[:500],
    ):
        log.warning("Letter %s is tried again in %s: %s", letter.pk, wait, answer)
    else:
        ours(letter).update(status=LetterStatus.WITHDRAWN, handed_over_at=None)


def blotted(letter: Letter) -> tuple[str, str, dict[str, str]]:
    text, html, headers = letter.text, letter.html, letter.headers
    for secret in letter.secrets:
        text, html = text.replace(secret, BLOT), html.replace(secret, BLOT)
        headers = {name: value.replace(secret, BLOT) for name, value in headers.items()}
    return text, html, headers


def rescue(*, now: datetime) -> int:
    """Settle the letters of workers that died. Returns how many."""
    dead = Q(handed_over_at=None, claimed_at__lt=now - LEASE)
    dead |= Q(handed_over_at__lt=now - LEASE_AFTER_HANDOVER)
    letters = Letter.objects.filter(dead, status=LetterStatus.SENDING)[:500]
    for letter in letters:
        if letter.handed_over_at is not None:
            finish(letter, LetterStatus.SENT, answer="The worker died after the handover; taken as sent.")
        else:
            ours(letter).filter(handed_over_at=None).update(status=LetterStatus.QUEUED, next_attempt_at=now)
    return len(letters)


def deliver_waiting(*, budget: timedelta) -> int:
    """Rescue, then deliver one letter after the other while any is due and the budget lasts."""
    started = timezone.now()
    rescue(now=started)
    delivered = 0
    while timezone.now() - started < budget and deliver():
        delivered += 1
    return delivered
