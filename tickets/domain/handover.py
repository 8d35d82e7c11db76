"""What the next shift must know, of one team or of a whole site."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils import timezone

from helpdesk.staff.models import Site, Team, User
from tickets.kinds import KINDS, Details
from tickets.models import Escalation, FollowUp, HandoverNote, RuleException, Ticket
from tickets.models.ticket import TicketQuerySet

# Of each sort. Who has more to hand over than this reads it in the queue.
SHOWN = 25


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

    notes: Sequence[HandoverNote]
    follow_ups: Sequence[FollowUp]
    guests: Sequence[Details]
    approvals: Sequence[Escalation | RuleException]
    waiting: Sequence[Ticket]


def handover(place: Place, *, user: User, now: datetime) -> Handover:
    """As far as the person sees it. As many queries as there are sorts of things, whatever is in them."""
    tickets = place.tickets(user)
    waiting = tickets.awaiting_reply().select_related("customer", "assignee")
    return Handover(
        notes=notes_at(place, user=user),
        follow_ups=follow_ups_at(place, user=user),
        guests=guests_in_house(tickets.unfinished(), site=place.site, now=now),
        approvals=approvals_in(tickets),
        waiting=list(waiting.order_by("sort_waits", "id")[: SHOWN + 1]),
    )


def notes_at(place: Place, *, user: User) -> list[HandoverNote]:
    """The newest first; a team's with those to the whole site, a site's with those to every team."""
    notes = HandoverNote.objects.visible_to(user).open().filter(site=place.site)
    notes = notes.for_team(place.team) if place.team else notes
    notes = notes.select_related("written_by", "team", "ticket").order_by("-written_at", "-id")
    return list(notes[: SHOWN + 1])


def follow_ups_at(place: Place, *, user: User) -> list[FollowUp]:
    found = FollowUp.objects.visible_to(user).open().filter(site=place.site)
    found = found.filter(team=place.team) if place.team else found
    return list(found.with_ticket().order_by("due_at", "id")[: SHOWN + 1])


def guests_in_house(unfinished: TicketQuerySet, *, site: Site, now: datetime) -> list[Details]:
    """Whoever is with us today and whose case is not finished, by the kinds that know of such."""
    today = timezone.localdate(now, timezone=site.zone)
    start, end = (
        datetime.combine(day, time.min, tzinfo=site.zone) for day in (today, today + timedelta(days=1))
    )
    guests: list[Details] = []
    for kind in KINDS.values():
        here = kind.model.in_house(start=start, end=end)
        if here is not None:
            rows = kind.model._default_manager.filter(here, ticket__in=unfinished.filter(kind=kind.key))
            rows = rows.select_related("ticket__customer", "ticket__site", "ticket__assignee")
            guests += rows.order_by("pk")[: SHOWN + 1]
    return guests


def approvals_in(tickets: TicketQuerySet) -> list[Escalation | RuleException]:
    """What waits for a supervisor's word, the longest first."""
    asked: list[Escalation | RuleException] = []
    for model in (Escalation, RuleException):
        waiting = model._default_manager.filter(ticket__in=tickets, answered_at=None)
        asked += waiting.select_related("ticket__customer", "asked_by").order_by("asked_at", "id")[
            : SHOWN + 1
        ]
    return sorted(asked, key=lambda one: one.asked_at)
