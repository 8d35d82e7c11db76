from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from helpdesk.staff.models import User
from tickets.models import Ticket


class HandoverNoteForm(forms.Form):
    text = forms.CharField(
        label=_("What the next shift must know"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
    )
    ticket = forms.IntegerField(
        label=_("About the ticket with the number"), required=False, min_value=1, max_value=2**62
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.initial.setdefault("form_key", uuid4())

    def clean_ticket(self) -> Ticket | None:
        number = self.cleaned_data["ticket"]
        if number is None:
            return None
        ticket = Ticket.objects.visible_to(self.user).filter(pk=number).first()
        if ticket is None:
            raise ValidationError(_("There is no ticket %(number)s."), params={"number": number})
        return ticket
