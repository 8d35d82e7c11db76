"""Whether a case was put right at the first contact. The product works it out; nobody ticks a box."""

from datetime import timedelta

from tickets.enums import Direction, LinkType
from tickets.models import Ticket

# How long a case takes to be written down: two tickets logged within it come from one contact.
ONE_CONTACT = timedelta(minutes=10)


def is_first_contact(ticket: Ticket) -> bool:
    """Never resolved before, and the customer did not have to come, call or write again.

    A ticket with which they came back is none, nor is one into which another contact was merged. What was
    split off was first heard of in what they said on the ticket before.
    """
    if ticket.resolutions.exists():
        return False
    links = set(ticket.links.values_list("type", flat=True))
    heard = ticket.messages.filter(direction=Direction.IN)
    own, brought = heard.filter(moved_from=None), heard.exclude(moved_from=None)
    once = brought.count() <= (1 if LinkType.SPLIT in links else 0) and not own.exists()
    return once and LinkType.CAME_BACK not in links and not has_another_contact(ticket)


def has_another_contact(ticket: Ticket) -> bool:
    """Whether a ticket merged into it was not merely the same contact written down twice."""
    moments = ticket.merged.values_list("created_at", flat=True)
    return any(abs(at - ticket.created_at) > ONE_CONTACT for at in moments)
