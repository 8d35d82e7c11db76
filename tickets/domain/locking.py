from django.utils.translation import gettext as _

from customers.models import Customer
from tickets.domain.errors import NotPossible
from tickets.models import Ticket


def lock(ticket: Ticket) -> Ticket:
    """The ticket as it is now, held until the transaction ends: two people change it one after the other."""
    Ticket.objects.select_for_update().values_list("pk").get(pk=ticket.pk)
    # Only now: what is joined to a row one had to wait for is as old as the waiting.
    return Ticket.objects.select_related("site", "team", "customer", "assignee").get(pk=ticket.pk)


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
