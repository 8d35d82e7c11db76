"""What every kind of ticket has to say about itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db import models
from django_stubs_ext import StrOrPromise

from tickets.enums import Outcome, Priority
from tickets.kinds.details import Details, Figure, currency_column, money_column
from tickets.kinds.form import DetailsForm
from tickets.models import Ticket

__all__ = ["Details", "DetailsForm", "Figure", "Kind", "currency_column", "money_column"]


@dataclass(frozen=True)
class Kind:
    """One kind: its table, its form, its promises."""

    key: str
    position: int
    label: StrOrPromise
    icon: str
    model: type[Details]
    form: type[DetailsForm]
    first_response: timedelta
    resolution: timedelta
    remind_before: timedelta
    # How long a resolved case can be reopened before it closes.
    closes_after: timedelta = timedelta(days=7)
    priority: Priority = Priority.NORMAL
    # How such a case can end, likeliest first, and why in the kind's own words.
    outcomes: tuple[Outcome, ...] = tuple(Outcome)
    closing_reasons: type[models.TextChoices] | None = None

    @property
    def template(self) -> str:
        """Lays the kind's fields out on the new-ticket page."""
        return f"tickets/kinds/{self.key}.html"

    def details_of(self, ticket: Ticket) -> Details:
        """In one query, with whatever the card shows."""
        shown = [field.name for field in self.model._meta.fields if field.is_relation]
        shown = [name for name in shown if name in self.model.shown]
        rows = self.model._default_manager.filter(ticket=ticket)
        details = rows.select_related(*shown).get() if shown else rows.get()
        details.ticket = ticket
        return details

    @property
    def closing_reason_choices(self) -> list[tuple[str, StrOrPromise]]:
        return list(self.closing_reasons.choices) if self.closing_reasons else []
