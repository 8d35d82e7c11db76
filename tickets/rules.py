"""Who may do what to a ticket they can see. What they can see is ``Ticket.objects.visible_to``."""

from django.apps import apps

from helpdesk.staff.models import User
from helpdesk.staff.models.user import UserQuerySet
from tickets.enums import Status
from tickets.models import Escalation, RuleException, Ticket


def may_see(user: User, ticket: Ticket) -> bool:
    """The question of ``Ticket.objects.visible_to``, asked of one ticket."""
    return Ticket.objects.visible_to(user).filter(pk=ticket.pk).exists()


def who_may_see(people: UserQuerySet, ticket: Ticket) -> UserQuerySet:
    """Of the people who work at its site, those who may see the ticket: not the one a complaint is about."""
    complaint = apps.get_model("tickets", "Complaint")
    about = complaint._default_manager.filter(ticket=ticket, colleague__isnull=False)
    return people.working_at(ticket.site_id).exclude(pk__in=about.values("colleague"))


def may_work_on(user: User, ticket: Ticket) -> bool:
    """Everyone but auditors, as long as the ticket is not closed for good."""
    return user.can_work and ticket.status != Status.CLOSED


def may_close(user: User) -> bool:
    return user.can_supervise


def may_answer(user: User, asked: Escalation | RuleException) -> bool:
    """A supervisor, but not the one who asked: nobody answers themselves."""
    return user.can_supervise and asked.asked_by_id != user.pk and asked.answered_at is None
