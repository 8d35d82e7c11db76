"""Who works on a ticket."""

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from helpdesk.live.news import tell
from helpdesk.record import writing as record
from helpdesk.staff.models import Team, User
from tickets import rules
from tickets.domain.errors import NotPossible
from tickets.domain.lifecycle import move
from tickets.domain.locking import lock
from tickets.enums import Status
from tickets.models import Ticket


@transaction.atomic
def assign(ticket: Ticket, *, team: Team, assignee: User | None, by: User) -> Ticket:
    """Give the ticket to a team of its site, and to one person or to nobody in particular.

    A new ticket given to a person becomes open. The person is told, unless they gave it to themselves.
    Raises ``NotPossible`` for a closed ticket, and for a person who may not see it: of another site, or the
    one a complaint is about.
    """
    ticket = lock(ticket)
    if not rules.may_work_on(by, ticket):
        raise NotPossible(_("Ticket %(number)s is closed.") % {"number": ticket.number})
    before = {"team": ticket.team_id, "assignee": ticket.assignee_id}
    after = {"team": team.pk, "assignee": assignee.pk if assignee else None}
    if before == after:
        return ticket
    if assignee is not None and not rules.may_see(assignee, ticket):
        raise NotPossible(_("%(who)s may not see this ticket.") % {"who": assignee})
    ticket.team, ticket.assignee, ticket.updated_at = team, assignee, timezone.now()
    ticket.save(update_fields=["team", "assignee", "updated_at"])
    entry = record.write(
        ticket,
        "ticket.assigned",
        by=by,
        before=before,
        after=after,
        team=team.name,
        assignee=str(assignee or ""),
    )
    if assignee is not None and assignee != by:
        with translation.override(assignee.language):
            text = _("%(who)s gave you ticket %(number)s: %(subject)s")
            text %= {"who": by, "number": ticket.number, "subject": ticket.title}
        tell(assignee, text, url=ticket.get_absolute_url(), cause=f"record:{entry.pk}")
    if assignee is not None and ticket.status == Status.NEW:
        return move(ticket, Status.OPEN, by=by)
    return ticket


def take(ticket: Ticket, *, by: User) -> Ticket:
    """The person takes the ticket, in the team it is in."""
    return assign(ticket, team=ticket.team, assignee=by, by=by)
