"""How many tickets each view holds, live and cheap: nothing counts a million rows for a badge.

All counts are one statement of many small subselects. It takes longer to write and to plan than to answer, so
it is compiled once for people with as many sites and teams, numbers that mean nothing standing in for theirs,
and prepared.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone

from helpdesk.prepared import Statement, statement
from helpdesk.staff.models import User
from helpdesk.staff.standing_in import Shape, holes_of, numbers_of, shape_of, stand_in
from tickets.domain.queue.asked import Asked, narrowed
from tickets.domain.queue.days import day_of
from tickets.domain.queue.filters import FILTERS
from tickets.domain.queue.views import COUNTED, SOON, end_of_today
from tickets.models import SavedView, Ticket
from tickets.models.ticket import TicketQuerySet

# A count says "99+" above this.
COUNT_CAP = 100
# A saved view may narrow by anything. Of the tickets that no index singles out no more than these are looked
# at, and it says "n+" when there were more to look at.
LOOKED_AT = 1000
# Filters an index of the unfinished tickets serves: these choose what is looked at.
SERVED = ("assignee", "team", "customer", "tag")

# No moment of the desk's; nor is an hour later midnight anywhere, for these are told apart by what they are.
SOME_TIME = datetime(2001, 1, 1, 12, 0, 7, tzinfo=UTC)


class Count(NamedTuple):
    """So many, or more."""

    number: int
    more: bool

    def __str__(self) -> str:
        return f"{self.number}+" if self.more else str(self.number)


def counts(*, user: User, now: datetime, saved: Sequence[SavedView] = ()) -> dict[str, Count]:
    """By the key of the view, or by "saved:12". In one query; views of finished tickets are not counted."""
    countable = {f"saved:{view.pk}": asked for view in saved if (asked := countable_part(view, now=now))}
    zone, queries = timezone.get_current_timezone_name(), tuple(one.query for one in countable.values())
    values = numbers_of(user, of_teams=True) | moments_from(now)
    numbers = iter(compiled(shape_of(user, of_teams=True), zone, queries).row(values))
    found = {}
    for key in (*(view.key for view in COUNTED), *countable):
        number, unseen = next(numbers), next(numbers) > LOOKED_AT if key in countable else False
        more = number >= COUNT_CAP
        found[key] = Count(COUNT_CAP - 1 if more else number, more or unseen)
    return found


def countable_part(view: SavedView, *, now: datetime) -> Asked | None:
    """What the view asks for, its days as dates; nothing when it cannot be counted cheaply."""
    asked = Asked.of(view)
    if asked.view.everywhere or asked.q:
        return None
    today = timezone.localdate(now)
    dated = {
        key: (str(day_of(values[0], today=today)),)
        for key, values in asked.filters.items()
        if FILTERS[key].is_day
    }
    return replace(asked, filters=asked.filters | dated, sort=asked.view.sort)


def moments_from(now: datetime) -> dict[str, datetime]:
    """All moments the views ask with. Where midnight is depends on the zone that is active."""
    return {"now": now, "soon": now + SOON, "midnight": end_of_today(now)}


@lru_cache(maxsize=1000)
def compiled(shape: Shape, _zone: str, saved: tuple[str, ...]) -> Statement:
    """For one zone, as ``moments_from`` says."""
    person = stand_in(shape)
    holes = holes_of(shape) | {moment: name for name, moment in moments_from(SOME_TIME).items()}
    selects: list[str] = []
    params: list[Any] = []
    for part in parts(person, saved):
        try:
            sql, said = part.query.sql_with_params()
        except EmptyResultSet:
            sql, said = "SELECT 1 WHERE false", ()
        selects.append(f"(SELECT count(*) FROM ({sql}) AS v{len(selects)})")  # noqa: S608  # compiled, with holes
        params += said
    return statement(f"SELECT {', '.join(selects)}", params, holes=holes)


def parts(person: User, saved: Sequence[str]) -> Iterator[QuerySet[Ticket, Any]]:
    """What is counted, one after the other; a saved view also by what it has to look at."""
    visible = Ticket.objects.visible_to(person)
    for view in COUNTED:
        yield capped(view.narrow(visible, person, SOME_TIME), COUNT_CAP)
    for query in saved:
        asked = Asked.read(QueryDict(query))
        served = {key: values for key, values in asked.filters.items() if key in SERVED}
        rest = {key: values for key, values in asked.filters.items() if key not in SERVED}
        base = asked.view.narrow(visible, person, SOME_TIME)
        seen = narrowed(base, filters=served, q="", user=person, now=SOME_TIME)
        if not rest:
            yield from (capped(seen, COUNT_CAP), capped(seen.none(), 1))
            continue
        some = seen.values("pk")[:LOOKED_AT]
        found = narrowed(Ticket.objects.filter(pk__in=some), filters=rest, q="", user=person, now=SOME_TIME)
        yield from (capped(found, COUNT_CAP), capped(seen, LOOKED_AT + 1))


def capped(tickets: TicketQuerySet, most: int) -> QuerySet[Ticket, Any]:
    return tickets.order_by().values_list("pk")[:most]
