"""What the next shift must know, of one team or of a whole site."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from helpdesk.staff.compiled_lists import CompiledList, Row, Rows
from helpdesk.staff.models import Site, Team, User
from tickets.kinds import KINDS, Details
from tickets.kinds.base import Kind
from tickets.models import Escalation, FollowUp, HandoverNote, RuleException, Ticket
from tickets.models.ticket import TicketQuerySet

# Of each sort. Who has more to hand over than this reads it in the queue.
SHOWN = 25
# What is told of a ticket, beside its number.
ABOUT = ("subject", "kind", "customer__name", "customer__erased_at")
OF_TICKET = ("ticket_id", *(f"ticket__{name}" for name in ABOUT))
# Nobody's numbers, and no moments of the desk's.
SOME_SITE, SOME_TEAM = -2, -3
SOME_MORNING, SOME_EVENING = datetime(2001, 1, 1, tzinfo=UTC), datetime(2001, 1, 2, tzinfo=UTC)


@dataclass(frozen=True)
class Place:
    """Whose shift it is: a team, or every team of the site."""

    site: Site
    team: Team | None = None

    def tickets(self, user: User) -> TicketQuerySet:
        """Those the person sees."""
        tickets = Ticket.objects.visible_to(user).filter(site=self.site)
        return tickets.filter(team=self.team) if self.team else tickets


@dataclass(frozen=True)
class Handover:
    """What presses most comes first. At most ``SHOWN`` of each sort, and one more when there are more."""

    notes: list[Row]
    follow_ups: list[Row]
    guests: list[tuple[Details, Row]]
    approvals: list[Row]
    waiting: list[Row]


class PlaceList:
    """A list of a team and the same of a whole site, each compiled."""

    def __init__(self, rows: Callable[..., Rows], stand_ins: Mapping[str, Hashable] | None = None) -> None:
        def of_site(person: User, *, site: int, **asked: Any) -> Rows:
            return rows(Place(Site(pk=site)), person, **asked)[: SHOWN + 1]

        def of_team(person: User, *, site: int, team: int, **asked: Any) -> Rows:
            return rows(Place(Site(pk=site), Team(pk=team, site_id=site)), person, **asked)[: SHOWN + 1]

        asked_with = {"site": SOME_SITE, **(stand_ins or {})}
        self._of_site = CompiledList(of_site, asked_with)
        self._of_team = CompiledList(of_team, {"team": SOME_TEAM, **asked_with})

    def of(self, place: Place, *, user: User, **asked: Any) -> list[Row]:
        """As far as the person sees it, ``SHOWN`` rows and one more when there are more. One query."""
        if place.team is None:
            return self._of_site.of(user, site=place.site.pk, **asked)
        return self._of_team.of(user, site=place.site.pk, team=place.team.pk, **asked)


def handover(place: Place, *, user: User, now: datetime) -> Handover:
    """As far as the person sees it. As many queries as there are sorts of things, whatever is in them."""
    approvals = [one for asked in APPROVALS for one in asked.of(place, user=user)]
    return Handover(
        notes=NOTES.of(place, user=user),
        follow_ups=FOLLOW_UPS.of(place, user=user),
        guests=guests_in_house(place, user=user, now=now),
        approvals=sorted(approvals, key=lambda one: one["asked_at"]),
        waiting=WAITING.of(place, user=user),
    )


def notes_at(place: Place, person: User) -> Rows:
    """The newest first; a team's with those to the whole site, a site's with those to every team."""
    notes = HandoverNote.objects.visible_to(person).open().filter(site=place.site)
    notes = notes.for_team(place.team) if place.team else notes
    named = ("id", "text", "written_by__name", "written_at", "ticket_id", "ticket__subject", "team__name")
    rows: Rows = notes.order_by("-written_at", "-id").values(*named)
    return rows


def follow_ups_at(place: Place, person: User) -> Rows:
    found = FollowUp.objects.visible_to(person).open().filter(site=place.site)
    found = found.filter(team=place.team) if place.team else found
    rows: Rows = found.order_by("due_at", "id").values("text", "due_at", "owner__name", *OF_TICKET)
    return rows


def approvals_in(model: type[Escalation | RuleException], *also: str) -> Callable[..., Rows]:
    """What waits for a supervisor's word, the longest first."""

    def rows(place: Place, person: User) -> Rows:
        asked = model._default_manager.filter(ticket__in=place.tickets(person), answered_at=None)
        named = ("reason", "asked_at", "asked_by__name", "ticket_id", "ticket__subject", *also)
        found: Rows = asked.order_by("asked_at", "id").values(*named)
        return found

    return rows


def waiting_at(place: Place, person: User) -> Rows:
    waiting = place.tickets(person).awaiting_reply().order_by("sort_waits", "id")
    rows: Rows = waiting.values("id", "customer_waits_since", "assignee__name", *ABOUT)
    return rows


def guests_of(kind: Kind) -> Callable[..., Rows]:
    """Those of one kind who are with us between two moments, and whose case is not finished."""

    def rows(place: Place, person: User, *, start: datetime, end: datetime) -> Rows:
        unfinished = place.tickets(person).unfinished().filter(kind=kind.key)
        here = kind.model.in_house(start=start, end=end)
        guests = kind.model._default_manager.filter(here, ticket__in=unfinished)
        details = [field.attname for field in kind.model._meta.concrete_fields if field.name != "ticket"]
        found: Rows = guests.order_by("pk").values(*details, "ticket__created_at", *OF_TICKET)
        return found

    return rows


def guests_in_house(place: Place, *, user: User, now: datetime) -> list[tuple[Details, Row]]:
    """Whoever is with us today and whose case is not finished, by the kinds that know of such."""
    today = timezone.localdate(now, timezone=place.site.zone)
    start, end = (
        datetime.combine(day, time.min, tzinfo=place.site.zone) for day in (today, today + timedelta(days=1))
    )
    return [
        (guest_of(KINDS[key].model, row, site=place.site), row)
        for key, guests in GUESTS.items()
        for row in guests.of(place, user=user, start=start, end=end)
    ]


def guest_of(model: type[Details], row: Row, *, site: Site) -> Details:
    """The details, with as much of their ticket as it takes to say where the guest is."""
    columns = {field.attname: row[field.attname] for field in model._meta.concrete_fields}
    details = model(**columns)
    details.ticket = Ticket(pk=row["ticket_id"], created_at=row["ticket__created_at"], site=site)
    return details


NOTES, FOLLOW_UPS, WAITING = PlaceList(notes_at), PlaceList(follow_ups_at), PlaceList(waiting_at)
APPROVALS = (PlaceList(approvals_in(Escalation, "target")), PlaceList(approvals_in(RuleException)))
GUESTS = {
    key: PlaceList(guests_of(kind), {"start": SOME_MORNING, "end": SOME_EVENING})
    for key, kind in KINDS.items()
    if kind.model.in_house(start=SOME_MORNING, end=SOME_EVENING) is not None
}
