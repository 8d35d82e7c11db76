from __future__ import annotations

from typing import Any

from helpdesk.staff.models import User
from tickets.forms.who import WhoForm
from tickets.models import Ticket


class CustomerOfTicketForm(WhoForm):
    """Who it was after all."""

    def __init__(self, *args: Any, user: User, ticket: Ticket, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.know(user=user, site=ticket.site)
