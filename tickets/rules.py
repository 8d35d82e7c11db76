"""Who may do what to a ticket they can see. What they can see is ``Ticket.objects.visible_to``."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from functools import lru_cache

from django.apps import apps

from helpdesk.prepared import SOMETHING, Statement, statement
from helpdesk.staff.models import User
from helpdesk.staff.models.user import UserQuerySet
from helpdesk.staff.standing_in import Shape, holes_of, numbers_of, shape_of, stand_in
from tickets.enums import Status
from tickets.models import Escalation, RuleException, Ticket


def may_see(user: User, ticket: Ticket) -> bool:
    """The question of ``Ticket.objects.visible_to``, asked of one ticket."""
    shape = shape_of(user)
    if shape.sees_nothing:
        return False
    return bool(numbers_seen(shape).rows({"ticket": ticket.pk} | numbers_of(user)))


@lru_cache(maxsize=500)
def numbers_seen(shape: Shape) -> Statement:
    seen = Ticket.objects.visible_to(stand_in(shape)).filter(pk=SOMETHING).values_list("pk")
    return statement(*seen.query.sql_with_params(), holes={SOMETHING: "ticket"} | holes_of(shape))


def who_may_see(people: UserQuerySet, ticket: Ticket) -> UserQuerySet:
    """Of the people who work at its site, those who may see the ticket: not the one a complaint is about."""
    complaint = apps.get_model("tickets", "Complaint")
    about = complaint._default_manager.filter(ticket=ticket, colleague__isnull=False)
    return people.working_at(ticket.site_id).exclude(pk__in=about.values("colleague"))


def accused_in(tickets: Collection[Ticket]) -> Mapping[int, set[int]]:
    """Who must not see which of these tickets wherever they work, by number: whom a complaint is about."""
    complaint = apps.get_model("tickets", "Complaint")
    about = complaint._default_manager.filter(ticket__in=tickets, colleague__isnull=False)
    found: dict[int, set[int]] = defaultdict(set)
    for ticket, colleague in about.values_list("ticket", "colleague"):
        found[ticket].add(colleague)
    return found


def may_work_on(user: User, ticket: Ticket) -> bool:
    """Everyone but auditors, as long as the ticket is not closed for good."""
    return user.can_work and ticket.status != Status.CLOSED


def may_close(user: User) -> bool:
    return user.can_supervise


def may_answer(user: User, asked: Escalation | RuleException) -> bool:
    """A supervisor, but not the one who asked: nobody answers themselves."""
    return user.can_supervise and asked.asked_by_id != user.pk and asked.answered_at is None
