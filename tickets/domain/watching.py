"""Who wants to hear of a ticket that is not theirs. Whom that is told: ``tickets/domain/news.py``."""

from helpdesk.staff.models import User
from tickets.models import Ticket, Watching


def watch(ticket: Ticket, user: User) -> None:
    """From now on the person is told what becomes of the ticket. Watching already changes nothing.

    It changes nothing about the case, so the record does not tell of it.
    """
    Watching.objects.get_or_create(ticket=ticket, user=user)


def unwatch(ticket: Ticket, user: User) -> None:
    Watching.objects.filter(ticket=ticket, user=user).delete()
