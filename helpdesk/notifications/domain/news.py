"""Telling people who work here, by the ways each of them has chosen."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.utils import timezone, translation

from helpdesk.live.models import News
from helpdesk.notifications.domain.habits import Ways, leaves_at
from helpdesk.notifications.enums import Email, Way
from helpdesk.notifications.kinds import KINDS, NewsKind
from helpdesk.notifications.models import Choice, Dispatch, Mute, Subscription
from helpdesk.staff.models import User

LONGEST_TEXT = 300


@dataclass(frozen=True)
class Words:
    """What somebody is told: one sentence, and what the letter says when it says more."""

    text: str
    subject: str = ""
    body: str = ""


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

    For what each word means, see ``tell_all``. Returns whether they heard of it now.
    """
    words = Words(text, subject, body)
    return bool(tell_all([person], kind=kind, say=lambda: words, url=url, cause=cause, about=about, now=now))


@transaction.atomic
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
    """Tell each of these people, once per ``cause``: the bell rings, what else they want is on its way.

    ``kind`` is a registered kind of news (``KeyError`` else). ``about`` says what it is about, as
    "ticket:42": whoever has muted that is not told, nor is who left. ``say`` is called for each in their
    language; the sentence is cut to 300 characters. It all stands or falls with the running transaction.
    Whether a person may see what they are told of is the caller's to check. Returns who was told. Costs two
    queries, and two more when something leaves the house.
    """
    of_kind, now = KINDS[kind], now or timezone.now()
    told: dict[int, tuple[User, Ways, Words]] = {}
    for person, ways in listeners(people, kind=of_kind, cause=cause, about=about):
        with translation.override(person.language):
            said = say()
        told[person.pk] = (person, ways, said if isinstance(said, Words) else Words(said))
    News.objects.bulk_create(
        [
            News(
                recipient_id=pk,
                kind=kind,
                about=about,
                text=words.text[:LONGEST_TEXT],
                url=url,
                cause=cause,
                rings=ways.bell,
            )
            for pk, (_, ways, words) in told.items()
        ],
        ignore_conflicts=True,  # somebody tells the same this very moment
    )
    send_off(told, cause=cause, now=now)
    return [person for person, _, _ in told.values()]


def listeners(people: Collection[User], *, kind: NewsKind, cause: str, about: str) -> list[tuple[User, Ways]]:
    """Who of them is still to be told and wants to be, and by which ways. One query."""
    choice = Choice.objects.filter(person=OuterRef("pk"), kind=kind.key)
    found = (
        User.objects.active()
        .filter(pk__in={person.pk for person in people})
        .exclude(Exists(News.objects.filter(recipient=OuterRef("pk"), cause=cause)))
        .select_related("news_habits")
        .annotate(
            chosen=Subquery(choice.values(ways=JSONObject(bell="bell", email="email", push="push"))[:1]),
            has_browser=Exists(Subscription.objects.filter(person=OuterRef("pk"))),
        )
        .order_by("pk")
    )
    if about and not kind.through_mute:
        found = found.exclude(Exists(Mute.objects.filter(person=OuterRef("pk"), about=about)))
    wanted = [(person, ways_of(person, kind)) for person in found]
    return [(person, ways) for person, ways in wanted if ways.bell or ways.out]


def ways_of(person: User, kind: NewsKind) -> Ways:
    """Of a person as ``listeners`` finds them; a push message only where there is a browser for it."""
    chosen = person.chosen  # type: ignore[attr-defined]  # annotated
    usual = Ways.of(kind)
    ways = Ways(chosen["bell"], Email(chosen["email"]), chosen["push"]) if chosen else usual
    return Ways(ways.bell, ways.email, ways.push and person.has_browser)  # type: ignore[attr-defined]


def send_off(told: dict[int, tuple[User, Ways, Words]], *, cause: str, now: datetime) -> None:
    """Write down what has to leave the house. It leaves by ``domain.sending``."""
    out = {pk: ways.out for pk, (_, ways, _) in told.items() if ways.out}
    if not out:
        return
    rows = News.objects.filter(cause=cause, recipient__in=out).values_list("recipient", "pk")
    dispatches = []
    for recipient, pk in rows:
        person, _, words = told[recipient]
        dispatches += [dispatch_of(pk, way, words, person=person, now=now) for way in out[recipient]]
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
