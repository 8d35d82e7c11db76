"""Who hears of what is told: not who left, has heard of it, has muted it, or wants nothing of that kind."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef
from django.db.models.functions import JSONObject

from helpdesk.live.models import News
from helpdesk.notifications.domain.habits import Ways
from helpdesk.notifications.enums import Email
from helpdesk.notifications.kinds import KINDS, NewsKind
from helpdesk.notifications.models import Choice, Mute, Subscription
from helpdesk.staff.models import User


@dataclass(frozen=True)
class Words:
    """What somebody is told: one sentence, and what the letter says when it says more."""

    text: str
    subject: str = ""
    body: str = ""


@dataclass(frozen=True)
class Telling:
    """Something these people are told, each once per ``cause``.

    ``kind`` is a registered kind of news (``KeyError`` else). ``about`` says what it is about, as
    "ticket:42": whoever has muted that is not told, nor is who left. ``say`` is called for each in their
    language; the sentence is cut to 300 characters. Without ``by_email`` nobody gets a letter of it, at once
    or in a digest, whatever they have chosen.
    """

    people: Collection[User]
    kind: str
    say: Callable[[], Words | str]
    url: str
    cause: str
    about: str = ""
    by_email: bool = True


def hearers(tellings: Sequence[Telling]) -> list[list[tuple[User, Ways]]]:
    """Of each telling, who is still to be told and wants to be, and by which ways. One query."""
    kinds = {telling.kind: KINDS[telling.kind] for telling in tellings}
    people = whom_it_is_told(tellings)
    return [
        [
            (person, ways)
            for pk in sorted({one.pk for one in telling.people})
            if (person := people.get(pk)) and (ways := ways_of(person, telling, kind=kinds[telling.kind]))
        ]
        for telling in tellings
    ]


def whom_it_is_told(tellings: Sequence[Telling]) -> dict[int, User]:
    """By number, with what they have chosen, heard and muted of it."""
    choices = Choice.objects.filter(person=OuterRef("pk"), kind__in={one.kind for one in tellings})
    heard = News.objects.filter(recipient=OuterRef("pk"), cause__in={one.cause for one in tellings})
    mutes = Mute.objects.filter(person=OuterRef("pk"), about__in={one.about for one in tellings})
    chosen = JSONObject(kind="kind", bell="bell", email="email", push="push")
    found = (
        User.objects.active()
        .filter(pk__in={person.pk for telling in tellings for person in telling.people})
        .select_related("news_habits")
        .annotate(
            chosen=ArraySubquery(choices.values(ways=chosen)),
            heard=ArraySubquery(heard.values("cause")),
            muted=ArraySubquery(mutes.values("about")),
            has_browser=Exists(Subscription.objects.filter(person=OuterRef("pk"))),
        )
    )
    return {person.pk: person for person in found}


def ways_of(person: User, telling: Telling, *, kind: NewsKind) -> Ways | None:
    """Of a person with what ``whom_it_is_told`` says of them; None: they do not hear of it.

    A push message only where there is a browser for it.
    """
    its, mutes = vars(person), telling.about and not kind.through_mute
    if telling.cause in its["heard"] or (mutes and telling.about in its["muted"]):
        return None
    chosen = next((one for one in its["chosen"] if one["kind"] == kind.key), None)
    ways = Ways(chosen["bell"], Email(chosen["email"]), chosen["push"]) if chosen else Ways.of(kind)
    ways = replace(ways, push=ways.push and its["has_browser"])
    if not telling.by_email:
        ways = replace(ways, email=Email.NONE)
    return ways if ways.bell or ways.out else None
