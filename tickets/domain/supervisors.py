"""Who is told when a ticket needs a supervisor."""

from helpdesk.staff.models import User
from tickets import rules
from tickets.models import Ticket


def supervisors_of(ticket: Ticket) -> list[User]:
    """The supervisors of the ticket's site who may see it: not the one a complaint is about."""
    return [one for one in User.objects.who_supervise(ticket.site_id) if rules.may_see(one, ticket)]
