"""Small things a ticket is marked with: its priority and its tags."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from helpdesk.form_fields import field_of
from helpdesk.staff.models import User
from tickets.enums import Priority
from tickets.models import Tag, Ticket
from tickets.models.tag import LONGEST_TAG

# More words than anybody reads through; the rest are found by typing them into the search.
OFFERED = 200


class PriorityForm(forms.Form):
    priority = forms.TypedChoiceField(
        label=_("Priority"),
        choices=Priority.choices,
        coerce=lambda value: Priority(int(value)),
        widget=forms.RadioSelect,
    )
    because = forms.CharField(label=_("Why"), widget=forms.Textarea(attrs={"rows": 2}), max_length=1000)

    def __init__(self, *args: Any, ticket: Ticket, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("priority", ticket.priority)


class TagsForm(forms.Form):
    """The words of the house's vocabulary, ticked or not; supervisors may add one.

    What the page showed as ticked comes along, so that what somebody else ticked meanwhile stays.
    """

    tags = forms.MultipleChoiceField(
        label=_("Words of the house"), required=False, widget=forms.CheckboxSelectMultiple
    )
    new = forms.CharField(
        label=_("A new tag"),
        required=False,
        max_length=LONGEST_TAG,
        help_text=_("Then everybody in the house can use it. It names a thing, never a person."),
    )
    shown = forms.JSONField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, ticket: Ticket, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ticket = ticket
        in_use = list(Tag.objects.filter(is_in_use=True).values_list("name", flat=True)[:OFFERED])
        offered = [*ticket.tags, *(name for name in in_use if name not in ticket.tags)]
        field_of(self, "tags", forms.MultipleChoiceField).choices = [(name, name) for name in offered]
        self.initial.setdefault("tags", ticket.tags)
        self.initial.setdefault("shown", ticket.tags)
        if not user.can_supervise:
            del self.fields["new"]

    def clean_new(self) -> str:
        return " ".join(self.cleaned_data["new"].split())

    def clean_shown(self) -> list[str]:
        shown = self.cleaned_data["shown"]
        are_words = isinstance(shown, list) and all(isinstance(one, str) for one in shown)
        return shown if are_words else []

    @property
    def added(self) -> list[str]:
        return self._beyond(self.cleaned_data["tags"], self.cleaned_data["shown"])

    @property
    def removed(self) -> list[str]:
        return self._beyond(self.cleaned_data["shown"], self.cleaned_data["tags"])

    @staticmethod
    def _beyond(some: list[str], others: list[str]) -> list[str]:
        return [one for one in some if one not in others]
