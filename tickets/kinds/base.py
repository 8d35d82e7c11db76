"""What every kind of ticket has to say about itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from django.db import models
from django_stubs_ext import StrOrPromise

from helpdesk.prepared import SOMETHING, Prepared
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
    # Its promises run on while the site is closed: the guest is in the room tonight.
    round_the_clock: bool = False
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
        """In one query, with whatever the card shows. Raises the model's ``DoesNotExist`` without a row."""
        details = rows_of(self.model).one({"ticket": ticket.pk})
        details.ticket = ticket
        return details

    @property
    def closing_reason_choices(self) -> list[tuple[str, StrOrPromise]]:
        return list(self.closing_reasons.choices) if self.closing_reasons else []


@lru_cache(maxsize=50)
def rows_of(model: type[Details]) -> Prepared[Details]:
    """The row of a ticket in the table of a kind, with what the card shows of other tables."""
    shown = [field.name for field in model._meta.fields if field.is_relation and field.name in model.shown]
    rows = model._default_manager.filter(ticket=SOMETHING)
    return Prepared(rows.select_related(*shown) if shown else rows, holes={SOMETHING: "ticket"})
