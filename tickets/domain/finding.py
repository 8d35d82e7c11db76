"""Finding the customer by whatever they show or say: a name, a phone, a room, a receipt, a ticket number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _

from customers.domain.search import suggest
from customers.models import Customer
from customers.models.customer import notices_in_force
from helpdesk.folding import fold_reference
from helpdesk.staff.models import User
from tickets.enums import ReferenceType
from tickets.models import Reference, Ticket

OFFERED = 8
# A shorter number must fit as a whole: half of all bookings begin with a 2.
SHORTEST_BEGINNING = 4
# The guest of room 214 left long ago; a receipt is good for years.
ROOM_IS_THEIRS_FOR = timedelta(days=30)


@dataclass
class Found:
    """A customer, and what they were found by; or a ticket of somebody who left no details."""

    customer: Customer | None
    ticket: Ticket | None = None
    why: str = ""


def find_customers(text: str, *, user: User, now: datetime | None = None) -> list[Found]:
    """The few best matches the person may see; those found by a number they show come first.

    Costs a query for the numbers of tickets, one for the references, one for the customers and those of
    their contact points and notices, however much is typed.
    """
    text = text.strip()[:200]
    if not fold_reference(text):
        return []
    found: dict[int, Found] = {}
    nameless: list[Found] = []
    for one in [*by_ticket(text, user=user), *by_reference(text, user=user, now=now or timezone.now())]:
        if one.customer is None:
            nameless.append(one)
        else:
            found.setdefault(one.customer.pk, one)
    if len(found) < OFFERED:
        for customer in suggest(text, user=user, at_most=OFFERED):
            found.setdefault(customer.pk, Found(customer))
    people = list(found.values())[:OFFERED]
    customers = [one.customer for one in people if one.customer]
    prefetch_related_objects(customers, "contact_points", notices_in_force(on=timezone.localdate()))
    return people + nameless[: max(0, OFFERED - len(people))]


def by_ticket(text: str, *, user: User) -> list[Found]:
    """The customer of the ticket with this number."""
    number = text.lstrip("#").strip()
    if not (number.isascii() and number.isdigit() and len(number) <= 12):
        return []
    tickets = Ticket.objects.visible_to(user).filter(pk=int(number)).select_related("customer")
    why = _("ticket %(number)s") % {"number": number}
    return [Found(who(ticket), ticket, why) for ticket in tickets]


def who(ticket: Ticket) -> Customer | None:
    """The ticket's customer; nobody can be found who left no details or was erased."""
    return ticket.customer if ticket.customer and not ticket.customer.erased_at else None


def by_reference(text: str, *, user: User, now: datetime) -> list[Found]:
    """Customers of the newest tickets whose receipt, booking, room or other number begins like this."""
    folded = fold_reference(text)
    if not any(letter.isdigit() for letter in folded):
        return []
    same = {"folded__startswith" if len(folded) >= SHORTEST_BEGINNING else "folded": folded}
    visible = Ticket.objects.visible_to(user).filter(pk=OuterRef("ticket"))
    references = (
        Reference.objects.filter(Exists(visible), **same)
        .exclude(type=ReferenceType.ROOM, at__lt=now - ROOM_IS_THEIRS_FOR)
        .select_related("ticket__customer")
        .order_by("-at")[:OFFERED]
    )
    return [Found(who(one.ticket), one.ticket, why_found(one)) for one in references]


def why_found(reference: Reference) -> str:
    """ "room 214, ticket 1042" """
    return _("%(type)s %(value)s, ticket %(number)s") % {
        "type": reference.get_type_display().lower(),
        "value": reference.value,
        "number": reference.ticket_id,
    }
