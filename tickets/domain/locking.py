from collections.abc import Collection
from datetime import datetime
from functools import lru_cache

from django.db import connection
from django.utils.translation import gettext as _

from customers.models import Customer
from helpdesk.prepared import SOMETHING, Prepared, Statement, statement
from tickets.domain.errors import NotPossible
from tickets.models import Clock, FollowUp, Resolution, Ticket


def lock(ticket: Ticket) -> Ticket:
    """The ticket as it is now, held until the transaction ends: two people change it one after the other.

    Raises ``RuntimeError`` outside a transaction.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("A ticket is locked in the transaction that changes it.")
    held, whole = locking()
    numbers = {"ticket": ticket.pk}
    held.row(numbers)
    # Only now: what is joined to a row one had to wait for is as old as the waiting.
    return whole.one(numbers)


@lru_cache(maxsize=1)
def locking() -> tuple[Statement, Prepared[Ticket]]:
    """Every verb begins with these two: the row held, then the ticket with its people."""
    row, holes = Ticket.objects.filter(pk=SOMETHING), {SOMETHING: "ticket"}
    held = row.select_for_update().values_list("pk").query.sql_with_params()
    return statement(*held, holes=holes), Prepared(row.with_people(), holes=holes)


def touch(ticket: Ticket, *, now: datetime) -> None:
    """Something that hangs off the ticket has changed, and so has the ticket, for every list of them."""
    ticket.updated_at = now
    ticket.save(update_fields=["updated_at"])


def lock_for_words(ticket: Ticket) -> Ticket:
    """As ``lock``, for whoever brings words, which would stay in the case of a person who was erased.

    Raises ``NotPossible`` then, also when it happened while somebody was typing.
    """
    ticket = lock(ticket)
    if not takes_words(ticket):
        raise NotPossible(_("The customer was erased. Nothing more can be written here."))
    return ticket


def takes_words(ticket: Ticket) -> bool:
    """Asked of the database: the customer that came with a locked ticket may be older than the lock."""
    if ticket.customer_id is None:
        return True
    return not Customer.objects.filter(pk=ticket.customer_id, erased_at__isnull=False).exists()


def lock_both(one: Ticket, other: Ticket) -> tuple[Ticket, Ticket]:
    """As ``lock``, for two, in the order given; locked by number, so that nobody waits for each other."""
    locked = lock_all({one.pk, other.pk})
    return locked[one.pk], locked[other.pk]


def lock_all(numbers: Collection[int]) -> dict[int, Ticket]:
    """As ``lock``, for several, by number."""
    list(Ticket.objects.filter(pk__in=numbers).order_by("pk").select_for_update().values_list("pk"))
    people = Ticket.objects.select_related("site", "team", "customer", "assignee")
    return people.in_bulk(list(numbers))


def lock_with_merged(*tickets: Ticket) -> list[Ticket]:
    """As ``lock``, for these in the order given, and then all that was merged into them.

    Raises ``NotPossible`` when one was merged into them while the others were waited for.
    """
    asked = [one.pk for one in tickets]
    merged = Ticket.objects.filter(merged_into__in=asked).values_list("pk", flat=True)
    numbers = {*asked, *merged}
    locked = lock_all(numbers)
    if not numbers.issuperset(merged.all()):
        raise NotPossible(_("Somebody merged these tickets with others meanwhile. Please look again."))
    return [locked[number] for number in asked] + [locked[number] for number in numbers - set(asked)]


def lock_for_workers(numbers: Collection[int]) -> None:
    """Hold what workers write about, too: the resolutions, clocks and follow-ups of tickets held already.

    A worker holds many of them, and then the records of their tickets; who writes into the records of several
    tickets takes these first, so that the two do not wait for each other.
    """
    for model in (Resolution, Clock, FollowUp):
        rows = model._default_manager.filter(ticket__in=numbers).order_by("pk")
        list(rows.select_for_update().values_list("pk", flat=True))
