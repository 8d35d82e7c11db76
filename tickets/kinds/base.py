"""What every kind of ticket has to say about itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, ClassVar

from django import forms
from django.db import models
from django.utils.text import capfirst
from django_stubs_ext import StrOrPromise

from helpdesk.money import DIGITS, PLACES, Money
from helpdesk.staff.models import Site
from tickets.enums import Outcome, Priority, ReferenceType
from tickets.models import Ticket


@dataclass(frozen=True)
class Figure:
    """The sum a kind works out ("To refund 2 490,00 Kč") and a word about it."""

    label: StrOrPromise
    money: Money
    remark: str = ""
    # "good", "late" or "calm": the colour of the remark, which always also says it in words.
    tone: str = "calm"


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
    priority: Priority = Priority.NORMAL
    # How such a case can end, likeliest first, and why in the kind's own words.
    outcomes: tuple[Outcome, ...] = tuple(Outcome)
    closing_reasons: type[models.TextChoices] | None = None

    @property
    def template(self) -> str:
        """Lays the kind's fields out on the new-ticket page."""
        return f"tickets/kinds/{self.key}.html"

    def details_of(self, ticket: Ticket) -> Details:
        details = self.model._default_manager.filter(ticket=ticket).get()
        details.ticket = ticket
        return details


class Details(models.Model):
    """What only this kind of ticket knows. One row per ticket, in the kind's own table."""

    ticket = models.OneToOneField(Ticket, on_delete=models.CASCADE, primary_key=True, related_name="+")

    # The fields shown on the ticket's card, in order.
    shown: ClassVar[tuple[str, ...]] = ()
    # The fields that hold a number the customer can show: the ticket is found by them.
    references: ClassVar[Mapping[str, ReferenceType]] = {}

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.ticket_id}"

    def figure(self) -> Figure | None:
        """The sum owed either way, when the kind works one out."""
        return None

    def promised_at(self) -> datetime | None:
        """By when the customer was promised an answer, when they were: the resolution is due then."""
        return None

    def facts(self) -> list[tuple[str, Any]]:
        """Label and value of every field that says something."""
        facts: list[tuple[str, Any]] = []
        fields = {field.name: field for field in self._meta.fields}
        for name in self.shown:
            field = fields[name]
            value = (
                getattr(self, f"get_{name}_display")()
                if getattr(field, "choices", None)
                else getattr(self, name)
            )
            if isinstance(field, models.DecimalField) and value is not None:
                value = str(Money(value, getattr(self, "currency")))  # noqa: B009  # kinds with money have one
            if value not in (None, "", False):
                facts.append((capfirst(str(field.verbose_name)), value))
        return facts


class DetailsForm(forms.ModelForm[Details]):
    """The kind's part of the new-ticket form."""

    def __init__(self, *args: Any, site: Site, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.site = site
        if hasattr(self.instance, "currency") and not self.instance.currency:
            self.instance.currency = site.currency

    @classmethod
    def figure_of(cls, values: Mapping[str, Any], *, currency: str, on: date) -> Figure | None:
        """The sum from the fields filled in so far; None while they do not suffice. Pure arithmetic."""
        return None


def money_column(verbose_name: StrOrPromise, **options: Any) -> models.DecimalField[Any, Any]:
    return models.DecimalField(verbose_name, max_digits=DIGITS, decimal_places=PLACES, **options)


def currency_column() -> models.CharField[str, str]:
    return models.CharField(max_length=3, editable=False)
