"""Telling colleagues about tickets."""

from collections.abc import Callable, Collection

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from helpdesk.notifications.domain.news import Telling, Words, tell_each
from helpdesk.notifications.subjects import Subject
from helpdesk.staff.models import User
from tickets import rules
from tickets.models import Message, Ticket, Watching


def about(ticket: Ticket) -> str:
    """What news, mutes and drafts call a ticket."""
    return f"ticket:{ticket.pk}"


def tell_about(
    ticket: Ticket, people: Collection[User], *, kind: str, say: Callable[[], str | Words], cause: str
) -> list[User]:
    """Tell these people of something about a ticket that they all may see.

    ``say`` is called for each in their language. Returns who was told: not whoever has muted the ticket.
    """
    return tell_each([telling_about(ticket, people, kind=kind, say=say, cause=cause)])[0] if people else []


def telling_about(
    ticket: Ticket,
    people: Collection[User],
    *,
    kind: str,
    say: Callable[[], str | Words],
    cause: str,
    by_email: bool = True,
) -> Telling:
    """As ``tell_about``, to be told with others."""
    url = ticket.get_absolute_url()
    return Telling(people, kind=kind, say=say, url=url, cause=cause, about=about(ticket), by_email=by_email)


def mentioned(message: Message, people: Collection[User], *, by: User) -> list[User]:
    """Tell whom a message names, but not its author; also those who have muted the ticket.

    Returns who was told: nobody who may not see the ticket.
    """
    ticket = message.ticket

    def say() -> str:
        text = _("%(who)s mentions you in ticket %(number)s: %(subject)s")
        return text % {"who": by, "number": ticket.number, "subject": ticket.title}

    others = [person for person in people if person != by and rules.may_see(person, ticket)]
    return tell_about(ticket, others, kind="mentioned", say=say, cause=f"message:{message.pk}:mentioned")


def customer_replied(message: Message, *, by: User | None) -> list[User]:
    """Tell whoever follows the ticket that the customer said something; not whoever wrote it down."""
    ticket = message.ticket

    def say() -> str:
        text = _("The customer answered in ticket %(number)s: %(subject)s")
        return text % {"number": ticket.number, "subject": ticket.title}

    others = [one for one in followers_of(ticket) if one != by and rules.may_see(one, ticket)]
    cause = f"message:{message.pk}:replied"
    return tell_about(ticket, others, kind="customer_replied", say=say, cause=cause)


def followers_of(ticket: Ticket) -> list[User]:
    """Whose ticket it is, and who watches it."""
    watching = Exists(Watching.objects.filter(ticket=ticket, user=OuterRef("pk")))
    return list(User.objects.active().filter(Q(pk=ticket.assignee_id) | watching))


def tickets_seen(person: User, numbers: Collection[int]) -> dict[int, Subject]:
    """Those of the tickets the person may see, as news are about them."""
    tickets = Ticket.objects.visible_to(person).filter(pk__in=numbers).only("pk", "subject")
    return {
        ticket.pk: Subject("ticket", ticket.pk, f"{ticket.number} {ticket.title}", ticket.get_absolute_url())
        for ticket in tickets
    }
