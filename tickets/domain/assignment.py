"""Who works on a ticket."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from helpdesk.record import writing as record
from helpdesk.record.models import Entry
from helpdesk.staff.enums import Routing
from helpdesk.staff.models import Team, User
from tickets import rules
from tickets.domain import clocks
from tickets.domain.errors import NotPossible
from tickets.domain.lifecycle import move
from tickets.domain.locking import lock
from tickets.domain.news import tell_about
from tickets.domain.routing import choose
from tickets.enums import TO_BE_TAKEN, Status
from tickets.models import Ticket
from tickets.models.ticket import TicketQuerySet


@transaction.atomic
def assign(
    ticket: Ticket,
    *,
    team: Team,
    assignee: User | None,
    by: User,
    routed: bool = True,
    told: bool = True,
) -> Ticket:
    """Give the ticket to a team of its site, and to one person or to nobody in particular.

    A new ticket given to a person becomes open. The person is told, unless they gave it to themselves.
    Another team that nobody is named in gives it to somebody by its own rule, unless it is not to be
    ``routed``. Whoever gives many tickets at once tells people by themselves: not ``told``.

    Raises ``NotPossible`` for a closed ticket, for a team of another site, and for a person who may not see
    it: of another site, or the one a complaint is about.
    """
    ticket = lock(ticket)
    if not rules.may_work_on(by, ticket):
        raise NotPossible(_("Ticket %(number)s is closed.") % {"number": ticket.number})
    before = {"team": ticket.team_id, "assignee": ticket.assignee_id}
    after = {"team": team.pk, "assignee": assignee.pk if assignee else None}
    if before == after:
        return ticket
    check(ticket, team=team, assignee=assignee)
    write(ticket, team=team, assignee=assignee)
    if before["team"] != team.pk:
        clocks.recount(ticket, now=ticket.updated_at)
        ticket.save(update_fields=["due_at"])
    entry = record.write(
        ticket,
        "ticket.assigned",
        by=by,
        before=before,
        after=after,
        team=team.name,
        assignee=str(assignee or ""),
    )
    if told and assignee is not None and assignee != by:
        tell_assignee(ticket, entry, by=by)
    if assignee is not None and ticket.status == Status.NEW:
        return move(ticket, Status.OPEN, by=by)
    if routed and assignee is None and before["team"] != team.pk:
        return route(ticket, by=by, told=told)
    return ticket


def check(ticket: Ticket, *, team: Team, assignee: User | None) -> None:
    if team.site_id != ticket.site_id:
        names = {"team": team.name, "number": ticket.number}
        raise NotPossible(_("The team %(team)s is not at the site of ticket %(number)s.") % names)
    if assignee is not None and not rules.may_see(assignee, ticket):
        raise NotPossible(_("%(who)s may not see this ticket.") % {"who": assignee})


def write(ticket: Ticket, *, team: Team, assignee: User | None) -> None:
    ticket.team, ticket.assignee, ticket.updated_at = team, assignee, timezone.now()
    ticket.save(update_fields=["team", "assignee", "updated_at"])


@transaction.atomic
def route(ticket: Ticket, *, by: User, told: bool = True) -> Ticket:
    """Give a ticket that nobody has to whomever the rule of its team names; see ``choose``.

    It is the house that does so, on account of what ``by`` did. They are told, unless it is they themselves.
    Nothing happens to a ticket somebody has, and to one with which there is nothing to do.
    """
    if ticket.team.routing == Routing.NOBODY:
        return ticket
    ticket = lock(ticket)
    if ticket.assignee_id is not None or ticket.status not in TO_BE_TAKEN:
        return ticket
    person = choose(ticket, now=timezone.now())
    if person is None:
        return ticket
    write(ticket, team=ticket.team, assignee=person)
    entry = record.write(
        ticket,
        "ticket.routed",
        by=None,
        after={"team": ticket.team_id, "assignee": person.pk},
        routing=ticket.team.routing,
        team=ticket.team.name,
        assignee=str(person),
    )
    if told and person != by:
        tell_assignee(ticket, entry, by=None)
    return move(ticket, Status.OPEN, by=by) if ticket.status == Status.NEW else ticket


def tell_assignee(ticket: Ticket, entry: Entry, *, by: User | None) -> None:
    """Somebody, or the rule of the team, gave them the ticket."""
    assignee = ticket.assignee
    if assignee is None:
        return

    def say() -> str:
        if by is None:
            text = _("Ticket %(number)s came to you: %(subject)s")
        else:
            text = _("%(who)s gave you ticket %(number)s: %(subject)s")
        return text % {"who": by, "number": ticket.number, "subject": ticket.title}

    tell_about(ticket, [assignee], kind="assigned", say=say, cause=f"record:{entry.pk}")


def take(ticket: Ticket, *, by: User) -> Ticket:
    """The person takes the ticket, in the team it is in."""
    return assign(ticket, team=ticket.team, assignee=by, by=by)


@transaction.atomic
def take_next(*, by: User) -> Ticket | None:
    """The person takes what was promised first of the tickets of their teams that nobody has.

    None where there is nothing to take. Two who ask at the same moment get two: what somebody is just being
    given is passed over, not waited for.
    """
    ticket = to_take(by=by).select_for_update(of=("self",), skip_locked=True).first()
    return take(ticket, by=by) if ticket else None


def to_take(*, by: User) -> TicketQuerySet:
    """What the person's teams have to do and nobody has, the earliest promise first."""
    visible = Ticket.objects.visible_to(by)
    waiting = visible.filter(team__in=by.team_ids, assignee=None, status__in=TO_BE_TAKEN)
    return waiting.order_by("due_at", "id")
