from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from helpdesk.form_fields import field_of
from tickets.models import Ticket

NONE, ADDED = "", "0"


class OptionsForm(forms.Form):
    """One more option that was explained, and which of them the customer took."""

    added = forms.CharField(label=_("Another option you explained"), max_length=300, required=False)
    chosen = forms.ChoiceField(label=_("What the customer chose"), widget=forms.RadioSelect, required=False)

    def __init__(self, *args: Any, ticket: Ticket, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        options = list(ticket.options.all())
        chosen = next((str(one.pk) for one in options if one.is_chosen), NONE)
        field_of(self, "chosen", forms.ChoiceField).choices = [
            (NONE, _("Nothing yet")),
            *((str(one.pk), one.text) for one in options),
            (ADDED, _("The one added here")),
        ]
        self.initial.setdefault("chosen", chosen)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("chosen") == ADDED and not data.get("added"):
            self.add_error("added", _("The chosen option has no text."))
        return data

    @property
    def number_chosen(self) -> int | None:
        chosen = self.cleaned_data["chosen"]
        return int(chosen) if chosen else None
