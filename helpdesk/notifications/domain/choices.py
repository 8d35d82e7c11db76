"""What a person chooses on the settings page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from helpdesk.notifications.domain.habits import Ways, leaves_at
from helpdesk.notifications.enums import Email, Way
from helpdesk.notifications.kinds import NewsKind, in_order
from helpdesk.notifications.models import Choice, Dispatch, Habits
from helpdesk.staff.models import User


def kinds_for(person: User) -> list[NewsKind]:
    """The kinds of news the person can be told of, in order."""
    return [kind for kind in in_order() if person.can_supervise or not kind.supervisors_only]


def ways_by_kind(person: User) -> dict[str, Ways]:
    """By which ways the person wants to hear of each kind. One query."""
    chosen = {
        one.kind: Ways(one.bell, Email(one.email), one.push) for one in Choice.objects.filter(person=person)
    }
    return {kind.key: chosen.get(kind.key, Ways.of(kind)) for kind in kinds_for(person)}


@transaction.atomic
def choose(person: User, ways: Mapping[str, Ways], *, habits: Habits, now: datetime) -> None:
    """Keep what the person wants, for the kinds in ``ways``; what waits to leave follows it at once."""
    Choice.objects.bulk_create(
        [
            Choice(person=person, kind=kind, bell=one.bell, email=one.email, push=one.push)
            for kind, one in ways.items()
        ],
        update_conflicts=True,
        unique_fields=["person", "kind"],
        update_fields=["bell", "email", "push"],
    )
    Habits.objects.update_or_create(
        person=person,
        defaults={
            name: getattr(habits, name) for name in ("quiet_from", "quiet_until", "digest", "digest_hour")
        },
    )
    plan_anew(User.objects.select_related("news_habits").get(pk=person.pk), now=now)


def plan_anew(person: User, *, now: datetime) -> None:
    """Let what waits leave when and how the person wants now; what they want no more does not leave."""
    ways = ways_by_kind(person)
    waiting = Dispatch.objects.waiting().filter(news__recipient=person).select_related("news")
    moved, unwanted = [], []
    for dispatch in waiting.select_for_update(of=("self",)):
        way = way_now(dispatch, ways.get(dispatch.news.kind))
        if way is None:
            unwanted.append(dispatch.pk)
        else:
            dispatch.leaves_at = leaves_at(way, person=person, now=now)
            moved.append(dispatch)
    Dispatch.objects.filter(pk__in=unwanted).delete()
    Dispatch.objects.bulk_update(moved, ["leaves_at"])


def way_now(dispatch: Dispatch, ways: Ways | None) -> Way | None:
    """The way whose time counts now: a digest of what was held over the night leaves when the night ends."""
    wanted = ways.out if ways else []
    if dispatch.way == Way.PUSH:
        return Way.PUSH if Way.PUSH in wanted else None
    return next((way for way in wanted if way != Way.PUSH), None)
