"""Whom clocks tell: people who may see the ticket and still work here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from django.db.models import Q

from helpdesk.staff.enums import Role
from helpdesk.staff.models import Membership, User
from tickets import rules
from tickets.enums import Listener
from tickets.models import Ticket


class Listeners:
    """Of these tickets. Three queries, however many there are; nobody else is known here."""

    def __init__(self, tickets: Collection[Ticket]) -> None:
        self._people = people_around(tickets)
        self._hidden = rules.accused_in(tickets)
        # The numbers of those who work at each site, and in each team.
        self._at_site: dict[int, set[int]] = defaultdict(set)
        self._in_team: dict[int, set[int]] = defaultdict(set)
        belongs = Membership.objects.filter(user__in=list(self._people))
        belongs = belongs.filter(team__site__in={ticket.site_id for ticket in tickets})
        for person, team, site in belongs.values_list("user", "team", "team__site"):
            self._at_site[site].add(person)
            self._in_team[team].add(person)

    def of(self, ticket: Ticket, listeners: Collection[Listener]) -> list[User]:
        """Each once, by number."""
        found = {
            person.pk: person
            for listener in listeners
            for person in self._people_of(ticket, listener=listener)
        }
        return [found[pk] for pk in sorted(found)]

    def _people_of(self, ticket: Ticket, *, listener: Listener) -> list[User]:
        if listener == Listener.ABOVE:
            return self._above(ticket)
        numbers: dict[Listener, set[int]] = {
            Listener.ASSIGNEE: {ticket.assignee_id or 0},
            Listener.TEAM: self._in_team[ticket.team_id],
            Listener.SUPERVISORS: {person.pk for person in self._supervisors(ticket)},
        }
        people = [self._people[pk] for pk in numbers[listener] if pk in self._people]
        # Auditors only read: they are in a team, but what presses is not for them to do.
        return [one for one in people if one.can_work and self._may_see(one, ticket)]

    def _supervisors(self, ticket: Ticket) -> list[User]:
        """All of the site, also one the ticket is hidden from."""
        people = [self._people[pk] for pk in self._at_site[ticket.site_id]]
        return [person for person in people if person.role == Role.SUPERVISOR]

    def _above(self, ticket: Ticket) -> list[User]:
        """Whom the supervisors answer to; where one has nobody who may see the ticket, the administrators."""
        bosses = [self._people.get(one.answers_to_id or 0) for one in self._supervisors(ticket)]
        seeing = [boss for boss in bosses if boss is not None and self._may_see(boss, ticket)]
        if seeing and len(seeing) == len(bosses):
            return seeing
        administrators = [one for one in self._people.values() if one.sees_every_site]
        return seeing + [one for one in administrators if self._may_see(one, ticket)]

    def _may_see(self, person: User, ticket: Ticket) -> bool:
        """As ``rules.may_see``."""
        works_there = person.sees_every_site or person.pk in self._at_site[ticket.site_id]
        return works_there and person.pk not in self._hidden[ticket.pk]


def people_around(tickets: Collection[Ticket]) -> dict[int, User]:
    """Assignees, teams, supervisors and whom these answer to, administrators; as far as they may sign in."""
    sites = {ticket.site_id for ticket in tickets}
    supervisors = User.objects.active().filter(role=Role.SUPERVISOR, teams__site__in=sites)
    people = User.objects.active().filter(
        Q(role=Role.ADMINISTRATOR)
        | Q(pk__in={ticket.assignee_id for ticket in tickets if ticket.assignee_id})
        | Q(pk__in=Membership.objects.filter(team__in={one.team_id for one in tickets}).values("user"))
        | Q(pk__in=supervisors.values("pk"))
        | Q(pk__in=supervisors.values("answers_to"))
    )
    return {person.pk: person for person in people}
