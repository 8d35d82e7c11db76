"""To whom in a team a ticket goes that nobody has been given."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from helpdesk.staff.enums import Routing
from helpdesk.staff.models import Absence, Membership, Team, User
from tickets import rules
from tickets.models import Ticket

# Whose turn it is: whoever has waited longest for one; who never got any comes first.
TURN = (F("given_at").asc(nulls_first=True), "id")
ORDER: dict[str, tuple[str | Combinable, ...]] = {
    Routing.ROUND_ROBIN: TURN,
    Routing.LEAST_LOADED: ("open_tickets", *TURN),
}


def choose(ticket: Ticket, *, now: datetime) -> User | None:
    """Whom the rule of the ticket's team names; the next turn is then somebody else's.

    Nobody where everybody is away, full, or may not see the ticket. The members are held until the
    transaction ends: who chooses at the same moment counts this ticket too, also for another team of the
    same people.
    """
    hold_members(ticket.team)
    members = {membership.pk: membership.user for membership in ready(ticket.team, now=now)}
    for pk, person in members.items():
        if rules.may_see(person, ticket):
            Membership.objects.filter(pk=pk).update(given_at=now)
            return person
    return None


def hold_members(team: Team) -> None:
    """In one order, so that nobody waits in a circle. What one had to wait for is read afterwards."""
    people = User.objects.filter(memberships__team=team).order_by("pk")
    list(people.select_for_update(of=("self",), no_key=True).values_list("pk", flat=True))


def ready(team: Team, *, now: datetime) -> QuerySet[Membership]:
    """The members who can be given a ticket, in the order of the team's rule."""
    away = Absence.objects.at(now).filter(person=OuterRef("user"))
    theirs = Ticket.objects.unfinished().filter(assignee=OuterRef("user")).order_by().values("assignee")
    counted = Subquery(theirs.annotate(of_them=Count("pk")).values("of_them"))
    members = Membership.objects.filter(team=team, user__in=User.objects.who_can_work().order_by())
    members = members.filter(~Exists(away)).annotate(
        open_tickets=Coalesce(counted, 0), limit=Coalesce("most_open", "team__most_open")
    )
    has_room = Q(limit=None) | Q(open_tickets__lt=F("limit"))
    return members.filter(has_room).select_related("user").order_by(*ORDER[team.routing])
