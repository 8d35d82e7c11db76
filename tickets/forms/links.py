from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from helpdesk.form_fields import field_of
from helpdesk.staff.models import User
from tickets.domain.duplicates import Duplicate
from tickets.domain.splitting import MOST
from tickets.enums import LinkType
from tickets.forms.ticket_number import TicketNumberField
from tickets.models import Message, Ticket

# Read the other way round: the other ticket is part of this one.
HAS_PART = "has_part"


class LinkForm(forms.Form):
    """What this ticket is to another one."""

    type = forms.ChoiceField(
        label=_("This ticket is"),
        choices=[
            (LinkType.RELATED, pgettext_lazy("this ticket is", "Related to the other one")),
            (LinkType.DUPLICATE, pgettext_lazy("this ticket is", "A duplicate of the other one")),
            (LinkType.PART, pgettext_lazy("this ticket is", "Part of the other one")),
            (HAS_PART, pgettext_lazy("this ticket is", "What the other one is part of")),
        ],
    )
    other = TicketNumberField(label=_("Number of the other ticket"))

    def __init__(self, *args: Any, ticket: Ticket, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ticket = ticket
        field_of(self, "other", TicketNumberField).belong_to(user, ticket=ticket)

    def clean(self) -> dict[str, Any]:
        """``pair`` are the two as the link is read: the first is something to the second."""
        data = super().clean() or {}
        other, way = data.get("other"), data.get("type")
        data["pair"] = (other, self.ticket) if way == HAS_PART else (self.ticket, other)
        data["type"] = LinkType.PART if way == HAS_PART else way
        return data


class MergeForm(forms.Form):
    """Which ticket this one goes on as: one of those that look alike, or any by its number."""

    likely = forms.ChoiceField(label=_("Goes on as"), widget=forms.RadioSelect, required=False)
    number = TicketNumberField(label=_("Or another ticket, by its number"), required=False)

    def __init__(
        self, *args: Any, ticket: Ticket, user: User, likely: Sequence[Duplicate], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field_of(self, "number", TicketNumberField).belong_to(user, ticket=ticket)
        self.found = {str(one.ticket.pk): one.ticket for one in likely if one.takes_more}
        choices = [
            (str(one.ticket.pk), f"{one.ticket.number} {one.ticket.title[:120]} · {one.why}")
            for one in likely
            if one.takes_more
        ]
        if choices:
            field_of(self, "likely", forms.ChoiceField).choices = choices
        else:
            del self.fields["likely"]
            self.fields["number"].label = _("Number of the ticket it goes on as")

    def clean(self) -> dict[str, Any]:
        """``kept`` is the other ticket; a number that was typed counts more than what is ticked."""
        data = super().clean() or {}
        data["kept"] = data.get("number") or self.found.get(data.get("likely", ""))
        if data["kept"] is None and not self.has_error("number") and not self.has_error("likely"):
            self.add_error("number", ValidationError(_("Choose a ticket, or type its number.")))
        return data


class SplitForm(forms.Form):
    """Which of the newest messages are about something else."""

    messages = forms.ModelMultipleChoiceField(Message.objects.none(), label=_("Messages"))

    def __init__(self, *args: Any, ticket: Ticket, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        newest = ticket.messages.order_by("-at", "-id")[:MOST].values("pk")
        field = field_of(self, "messages", forms.ModelMultipleChoiceField)
        field.queryset = ticket.messages.filter(pk__in=newest).select_related("author").order_by("at", "id")
        field.error_messages["required"] = _("Choose what goes with the new ticket.")

    @property
    def chosen(self) -> set[str]:
        """What was ticked, as the page shows it."""
        return {str(one) for one in self["messages"].value() or ()}
