"""News leave the house: as letters, in digests, as push messages.

Letters are rows of the outbox, written in the transaction that settles the dispatch: no crash sends one twice
or loses it. A push message is noted as tried before it is sent: a crash in between sends it again, and the
browser shows the second one in place of the first.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone, translation

from helpdesk.mail.models import Letter
from helpdesk.mail.outbox import enqueue
from helpdesk.notifications.domain.letters import subject_of, text_of
from helpdesk.notifications.domain.pushing import push_next
from helpdesk.notifications.domain.relevance import still_of_use
from helpdesk.notifications.enums import Way
from helpdesk.notifications.models import Dispatch
from helpdesk.staff.models import User
from helpdesk.turns import wait_for_turn

BATCH = 100


def send_due(*, now: datetime, budget: timedelta) -> int:
    """Everything that may leave by ``now``. Returns how many pieces of news were settled.

    Push messages need an answer from far away and end when the budget does.
    """
    started, settled = timezone.now(), 0
    while batch := send_letters(now=now):
        settled += batch
    while (person := next_with_digest(now=now)) is not None:
        settled += send_digest(person, now=now)
    while timezone.now() - started < budget and push_next(now=now):
        settled += 1
    return settled


@transaction.atomic
def send_letters(*, now: datetime) -> int:
    """A batch of those that are letters of their own; other workers take others meanwhile."""
    due = Dispatch.objects.due(Way.EMAIL, now=now).select_related("news__recipient")
    batch = list(due.select_for_update(of=("self",), skip_locked=True)[:BATCH])
    useful = {one.pk for one in still_of_use(batch)}
    for dispatch in batch:
        cause = f"news:{dispatch.news_id}"
        letter = write([dispatch], cause=cause) if dispatch.pk in useful else None
        settle([dispatch], letter=letter, now=now)
    return len(batch)


def next_with_digest(*, now: datetime) -> User | None:
    dispatch = Dispatch.objects.due(Way.DIGEST, now=now).select_related("news__recipient").first()
    return dispatch.news.recipient if dispatch else None


@transaction.atomic
def send_digest(person: User, *, now: datetime) -> int:
    """One letter with all that is due for them."""
    wait_for_turn(f"digest:{person.pk}")
    due = Dispatch.objects.due(Way.DIGEST, now=now).filter(news__recipient=person)
    batch = list(due.select_related("news__recipient").select_for_update(of=("self",)))
    useful = still_of_use(batch)
    # What waits again after an erasure is told in a letter of its own.
    letter = write(useful, cause=f"digest:{useful[0].pk}:{useful[0].attempts}") if useful else None
    settle(useful, letter=letter, now=now)
    settle([one for one in batch if one not in useful], letter=None, now=now)
    return len(batch)


def write(dispatches: Sequence[Dispatch], *, cause: str) -> Letter:
    person = dispatches[0].news.recipient
    with translation.override(person.language):
        return enqueue(
            person.email,
            subject=subject_of(dispatches),
            text=text_of(dispatches),
            cause=cause,
            headers={"Auto-Submitted": "auto-generated"},
        )


def settle(dispatches: Sequence[Dispatch], *, letter: Letter | None, now: datetime) -> None:
    """It is on its way, or pointless; what it said stands in the letter, if there is one."""
    rows = Dispatch.objects.filter(pk__in=[one.pk for one in dispatches])
    rows.update(settled_at=now, letter=letter, subject="", body="")
