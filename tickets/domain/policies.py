"""The policies beside a case: those in force for its kind, at its site, on the day it came."""

from helpdesk.policies.domain.in_force import in_force_for, today_at
from helpdesk.policies.models import PolicyVersion
from helpdesk.staff.models import User
from tickets.models import Ticket


def policies_for(ticket: Ticket, *, language: str, reader: User | None = None) -> list[PolicyVersion]:
    """In one query, one version of each policy; see ``in_force_for``."""
    on = today_at(ticket.site, now=ticket.created_at)
    return in_force_for(kind=ticket.kind, site=ticket.site, on=on, language=language, reader=reader)
