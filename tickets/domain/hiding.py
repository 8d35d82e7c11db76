"""From whom a ticket is hidden, for whoever brings two tickets together."""

from collections.abc import Collection

from django.apps import apps

from tickets.models import Ticket


def hidden_from(tickets: Collection[Ticket]) -> dict[int, int]:
    """By the number of each ticket that is hidden from a colleague: who that is. In one query."""
    complaint = apps.get_model("tickets", "Complaint")
    rows = complaint._default_manager.filter(ticket__in=[one.pk for one in tickets])
    return dict(rows.exclude(colleague=None).values_list("ticket_id", "colleague_id"))


def is_open_to_readers_of(other: Ticket, *, ticket: Ticket) -> bool:
    """Whether nobody who may read ``other`` is kept from reading ``ticket``, as far as their site goes."""
    hidden = hidden_from([ticket, other])
    return ticket.pk not in hidden or hidden[ticket.pk] == hidden.get(other.pk)
