"""For how long a resolved ticket can be reopened."""

from datetime import timedelta

from tickets.kinds import kind_of
from tickets.models import GracePeriod, Ticket


def grace_of(ticket: Ticket) -> timedelta:
    """What the administrators set for its kind, else what the kind ships with."""
    length = GracePeriod.objects.filter(kind=ticket.kind).values_list("length", flat=True).first()
    return kind_of(ticket.kind).closes_after if length is None else length
