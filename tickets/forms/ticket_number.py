from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from helpdesk.staff.models import User
from tickets.models import Ticket

# As people write it, "#1042" too; a column holds that many digits.
NUMBER = re.compile(r"#?\s*(\d{1,18})", re.ASCII)


class TicketNumberField(forms.CharField):
    """Another ticket by its number, as far as ``user`` sees it; the form names both."""

    user: User
    ticket: Ticket

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=30, **kwargs)
        self.widget.attrs |= {"inputmode": "numeric", "autocomplete": "off"}

    def belong_to(self, user: User, *, ticket: Ticket) -> None:
        self.user, self.ticket = user, ticket

    def clean(self, value: Any) -> Ticket | None:
        typed = super().clean(value)
        if not typed:
            return None
        number = NUMBER.fullmatch(typed)
        found = number and Ticket.objects.visible_to(self.user).filter(pk=int(number[1])).first()
        if not found:
            raise ValidationError(_("There is no such ticket."))
        if found == self.ticket:
            raise ValidationError(_("This is the same ticket."))
        return found
