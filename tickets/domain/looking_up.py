"""One ticket, as everything that is done with it needs it: with its people, through what somebody may see.

Every page of a ticket and every verb begins here, so it is written once and prepared.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from django.db.models import BigIntegerField

from helpdesk.prepared import SOMETHING, Prepared
from helpdesk.staff.models import User
from helpdesk.staff.standing_in import Shape, holes_of, numbers_of, shape_of, stand_in
from tickets.models import Ticket
from tickets.models.ticket import TicketQuerySet

# What the database can look for.
LARGEST = BigIntegerField.MAX_BIGINT


def look_up(number: int, *, reader: User) -> Ticket | None:
    """The ticket with customer, site, team, assignee and who logged it; None when they may not see it."""
    return found_by(visible_ticket, number, reader=reader)


def look_up_with_links(number: int, *, reader: User) -> Ticket | None:
    """As ``look_up``, with what they may see of the tickets it has to do with: see ``with_links``."""
    return found_by(visible_ticket_with_links, number, reader=reader)


def found_by(rows_for: Callable[[Shape], Prepared[Ticket]], number: int, *, reader: User) -> Ticket | None:
    shape = shape_of(reader)
    if shape.sees_nothing or number > LARGEST:
        return None
    return rows_for(shape).first({"ticket": number} | numbers_of(reader))


@lru_cache(maxsize=500)
def visible_ticket(shape: Shape) -> Prepared[Ticket]:
    rows = Ticket.objects.filter(pk=SOMETHING).visible_to(stand_in(shape))
    return prepared(rows, shape)


@lru_cache(maxsize=500)
def visible_ticket_with_links(shape: Shape) -> Prepared[Ticket]:
    somebody = stand_in(shape)
    return prepared(Ticket.objects.filter(pk=SOMETHING).visible_to(somebody).with_links(somebody), shape)


def prepared(rows: TicketQuerySet, shape: Shape) -> Prepared[Ticket]:
    with_people = rows.with_people().select_related("created_by")
    return Prepared(with_people, holes={SOMETHING: "ticket"} | holes_of(shape))
