"""Another kind for a ticket, or other details of the same kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from tickets.domain.kind import stamp
from tickets.forms.details import DETAILS, within
from tickets.kinds import Details, Kind, kind_of
from tickets.kinds.base import DetailsForm
from tickets.models import Ticket


class ReasonForm(forms.Form):
    """What stands beside the kind's own fields."""

    # What the details were when the page was opened: see ``change_kind``.
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)
    exception_reason = forms.CharField(
        label=_("Why an exception should be made"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class KindForms:
    """The fields of the kind chosen for a ticket, filled with whatever is known already."""

    def __init__(self, ticket: Ticket, kind: Kind, *, details: DetailsForm, reason: ReasonForm) -> None:
        self.ticket, self.kind, self.details, self.reason = ticket, kind, details, reason

    @classmethod
    def read(cls, ticket: Ticket, kind: Kind, *, posted: QueryDict) -> KindForms:
        """What was posted."""
        details = form_for(ticket, kind, data=posted)
        return cls(ticket, kind, details=details, reason=ReasonForm(posted))

    @classmethod
    def fill(cls, ticket: Ticket, kind: Kind, *, typed: Mapping[str, str]) -> KindForms:
        """What was typed so far, else what the ticket's details say in fields of the same name."""
        now = kind_of(ticket.kind)
        known: dict[str, Any] = {} if kind == now else dict(form_for(ticket, now).initial)
        known |= within(typed, DETAILS)
        seen = typed.get("seen") or stamp(now.details_of(ticket))
        reason = ReasonForm(initial={"exception_reason": typed.get("exception_reason", ""), "seen": seen})
        return cls(ticket, kind, details=form_for(ticket, kind, initial=known), reason=reason)

    def is_valid(self) -> bool:
        right = all([self.details.is_valid(), self.reason.is_valid()])
        if self.needs_reason() and not self.reason.cleaned_data.get("exception_reason"):
            said = _("This is outside the rules. Say why an exception should be made.")
            self.reason.add_error("exception_reason", ValidationError(said))
            return False
        return right

    def needs_reason(self) -> bool:
        """Whether it goes beyond a rule, and no exception from it was asked for or allowed before.

        Compared are sentences in this person's language: what was asked for may be kept in another one.
        """
        rule = self.outside_rule
        before = kind_of(self.ticket.kind).details_of(self.ticket).outside_rule()
        return bool(rule) and not (rule == before and self.ticket.exceptions.exclude(approved=False).exists())

    def keep(self) -> Details:
        """The details, not saved yet; of a valid form."""
        return self.details.save(commit=False)

    @property
    def outside_rule(self) -> str:
        return self.details.outside_rule()

    @property
    def has_errors(self) -> bool:
        return bool(self.details.errors or self.reason.errors)


def form_for(ticket: Ticket, kind: Kind, **given: Any) -> DetailsForm:
    """The kind's form over the row it has for this ticket, when there is one."""
    row = kind.model._default_manager.filter(ticket=ticket).first()
    if row is not None:
        row.ticket = ticket
        given["instance"] = row
    on = (row or kind.model(ticket=ticket)).came_on
    return kind.form(prefix=DETAILS, site=ticket.site, on=on, **given)
