"""Telling people who work here, by the ways each of them has chosen."""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone, translation

from helpdesk.live.models import News
from helpdesk.notifications.domain.habits import Ways, leaves_at
from helpdesk.notifications.domain.hearing import Telling, Words, hearers
from helpdesk.notifications.enums import Way
from helpdesk.notifications.models import Dispatch
from helpdesk.staff.models import User

__all__ = ["Telling", "Words", "tell", "tell_all", "tell_each"]

LONGEST_TEXT = 300
# One piece of news for one person: who, by which ways, in which words.
Told = tuple[User, Ways, Words]
# Recipient and cause, of which there is one piece of news.
Key = tuple[int, str]


def tell(
    person: User,
    *,
    kind: str,
    text: str,
    url: str,
    cause: str,
    about: str = "",
    subject: str = "",
    body: str = "",
    now: datetime | None = None,
) -> bool:
    """Tell one person, once per ``cause``. The words are in their language already.

    For what each word means, see ``Telling``. Returns whether they heard of it now.
    """
    words = Words(text, subject, body)
    return bool(tell_all([person], kind=kind, say=lambda: words, url=url, cause=cause, about=about, now=now))


def tell_all(
    people: Collection[User],
    *,
    kind: str,
    say: Callable[[], Words | str],
    url: str,
    cause: str,
    about: str = "",
    now: datetime | None = None,
) -> list[User]:
    """Tell each of these people, once per ``cause``. Returns who was told.

    For what each word means, see ``Telling``; for what it costs and when it holds, ``tell_each``.
    """
    telling = Telling(people, kind=kind, say=say, url=url, cause=cause, about=about)
    return tell_each([telling], now=now)[0]


@transaction.atomic
def tell_each(tellings: Sequence[Telling], *, now: datetime | None = None) -> list[list[User]]:
    """Tell all of this at once: the bell rings, what else people want is on its way.

    It all stands or falls with the running transaction. Whether a person may see what they are told of is
    the caller's to check. Returns who was told, of each telling: nobody twice of the same ``cause``. Costs
    two queries, and two more when something leaves the house, however much is told.
    """
    now, told = now or timezone.now(), dict[Key, Told]()
    heard: list[list[User]] = []
    rows: list[News] = []
    for telling, listening in zip(tellings, hearers(tellings), strict=True):
        new = [(person, ways) for person, ways in listening if (person.pk, telling.cause) not in told]
        heard.append([person for person, _ in new])
        for person, ways in new:
            with translation.override(person.language):
                said = telling.say()
            words = said if isinstance(said, Words) else Words(said)
            told[person.pk, telling.cause] = person, ways, words
            rows.append(news_of(telling, words, person=person, rings=ways.bell))
    # Somebody may tell the same this very moment.
    News.objects.bulk_create(rows, ignore_conflicts=True)
    send_off(told, now=now)
    return heard


def news_of(telling: Telling, words: Words, *, person: User, rings: bool) -> News:
    return News(
        recipient_id=person.pk,
        kind=telling.kind,
        about=telling.about,
        text=words.text[:LONGEST_TEXT],
        url=telling.url,
        cause=telling.cause,
        rings=rings,
    )


def send_off(told: dict[Key, Told], *, now: datetime) -> None:
    """Write down what has to leave the house. It leaves by ``domain.sending``."""
    out = {key: ways.out for key, (_, ways, _) in told.items() if ways.out}
    if not out:
        return
    recipients, causes = {recipient for recipient, _ in out}, {cause for _, cause in out}
    rows = News.objects.filter(cause__in=causes, recipient__in=recipients)
    dispatches = []
    for recipient, cause, pk in rows.values_list("recipient", "cause", "pk"):
        # Of each cause only whom it was told to now.
        for way in out.get((recipient, cause), ()):
            person, _, words = told[recipient, cause]
            dispatches.append(dispatch_of(pk, way, words, person=person, now=now))
    Dispatch.objects.bulk_create(dispatches, ignore_conflicts=True)


def dispatch_of(news: int, way: Way, words: Words, *, person: User, now: datetime) -> Dispatch:
    """What is held over quiet hours comes in one letter afterwards, not in a heap of them."""
    moment = leaves_at(way, person=person, now=now)
    if way == Way.EMAIL and moment > now:
        way = Way.DIGEST
    dispatch = Dispatch(news_id=news, way=way, leaves_at=moment)
    if way != Way.PUSH:
        dispatch.subject, dispatch.body = words.subject[:300], words.body
    return dispatch
