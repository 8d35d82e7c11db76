"""Who may do what to a ticket they can see. What they can see is ``Ticket.objects.visible_to``."""

from helpdesk.staff.models import User
from tickets.enums import Status
from tickets.models import Escalation, Ticket


def may_see(user: User, ticket: Ticket) -> bool:
    """The question of ``Ticket.objects.visible_to``, asked of one ticket."""
    return Ticket.objects.visible_to(user).filter(pk=ticket.pk).exists()


def may_work_on(user: User, ticket: Ticket) -> bool:
    """Everyone but auditors, as long as the ticket is not closed for good."""
    return user.can_work and ticket.status != Status.CLOSED


def may_close(user: User) -> bool:
    return user.can_supervise


def may_answer(user: User, escalation: Escalation) -> bool:
    """A supervisor, but not the one who asked: nobody answers themselves."""
    return user.can_supervise and escalation.asked_by_id != user.pk and escalation.answered_at is None
