"""Keeping what only the ticket's kind knows."""

from tickets.domain.references import write_references
from tickets.kinds import Details
from tickets.models import Ticket


def keep_details(ticket: Ticket, details: Details, *, is_new: bool = False) -> None:
    """Save the details with their rows and references, under the house rules of the day the customer came.

    For a ticket that has no rows and references yet; in the caller's transaction. A ticket that ``is_new``
    has no details either, and nobody looks whether it has.
    """
    details.ticket = ticket
    details.take_rules(site=ticket.site, on=details.came_on)
    details.save(force_insert=is_new)
    details.save_lines()
    write_references(ticket, details)
