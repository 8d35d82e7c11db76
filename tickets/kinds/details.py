"""The table of a kind: what only this kind of ticket knows, and what follows from it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.text import capfirst
from django_stubs_ext import StrOrPromise

from helpdesk.money import DIGITS, PLACES, Money
from helpdesk.staff.models import Site
from helpdesk.wording import without_words
from tickets.enums import ReferenceType
from tickets.models import Ticket


@dataclass(frozen=True)
class Figure:
    """The sum a kind works out ("To refund 2 490,00 Kč") and a word about it."""

    label: StrOrPromise
    money: Money
    remark: str = ""
    # "good", "late" or "calm": the colour of the remark, which always also says it in words.
    tone: str = "calm"


class Details(models.Model):
    """What only this kind of ticket knows. One row per ticket, in the kind's own table.

    While somebody types there is a draft of it, made by the form of what is right so far: everything that
    works something out takes a missing field for None.
    """

    ticket = models.OneToOneField(Ticket, on_delete=models.CASCADE, primary_key=True, related_name="+")

    # The fields shown on the ticket's card, in order.
    shown: ClassVar[tuple[str, ...]] = ()
    # The fields that hold a number the customer can show: the ticket is found by them.
    references: ClassVar[Mapping[str, ReferenceType]] = {}
    # The columns of text, here and in the rows that belong to this one, that hold no words of a person. All
    # others are emptied when the customer is erased.
    wordless: ClassVar[tuple[str, ...]] = ("currency",)
    # The columns the database works out of others: they say nothing that does not stand elsewhere.
    worked_out: ClassVar[tuple[str, ...]] = ()
    # The columns that name somebody else: a customer who asks for their data is told only that they do.
    untold: ClassVar[tuple[str, ...]] = ()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.ticket_id}"

    # What the rules of the house say -------------------------------------------------------------------

    def take_rules(self, *, site: Site, on: date) -> None:
        """Take over what the house rules of that day say; a rule that changes later leaves the case alone."""

    def figure_on(self, on: date) -> Figure | None:
        """The sum owed either way, to a customer who comes that day; None while too little is known."""
        return None

    def outside_rule_on(self, on: date) -> str:
        """The house rule it goes beyond, to a customer who comes that day, as a sentence; else empty."""
        return ""

    def figure(self) -> Figure | None:
        """The sum owed either way, when the kind works one out."""
        return self.figure_on(self.came_on)

    def outside_rule(self) -> str:
        """The house rule this case goes beyond, as a sentence without a full stop; empty when it does not."""
        return self.outside_rule_on(self.came_on)

    @property
    def came_on(self) -> date:
        """The day at the site on which the ticket was logged."""
        return timezone.localdate(self.ticket.created_at, timezone=self.ticket.site.zone)

    def promised_at(self) -> datetime | None:
        """By when the customer was promised an answer, when they were: the resolution is due then."""
        return None

    # Who is in the house -------------------------------------------------------------------------------

    @classmethod
    def in_house(cls, *, start: datetime, end: datetime) -> models.Q | None:
        """Which of them are about somebody who is with us on a day, from ``start`` to ``end`` at the site.

        None for a kind that says nothing about that. The next shift is told of them: ``whereabouts``.
        """
        return None

    def whereabouts(self) -> str:
        """Where they are, and until when: "Room 305, until 24 May"."""
        return ""

    # Rows of their own ---------------------------------------------------------------------------------

    def save_lines(self) -> None:
        """Keep the rows that belong to this one, replacing those there were. In the caller's transaction."""

    def lines(self) -> dict[str, list[dict[str, Any]]]:
        """The rows that belong to this one, by what they are called, as plain values."""
        return {}

    # What others need to know of it --------------------------------------------------------------------

    @property
    def hidden_from(self) -> int | None:
        """Whom the ticket is hidden from because of what stands here: the primary key of a colleague.

        Such a row stays when the ticket becomes another kind, and with it the ticket stays hidden.
        """
        return None

    def values(self) -> dict[str, Any]:
        """Every column and every row, as plain values; amounts are decimals, ``currency`` names theirs."""
        unsaid = ("ticket", *self.worked_out)
        columns = (field.attname for field in self._meta.concrete_fields if field.name not in unsaid)
        return {name: getattr(self, name) for name in columns} | self.lines()

    @classmethod
    def line_tables(cls) -> list[tuple[type[models.Model], str]]:
        """The tables of rows that belong to rows of this one, each with the column that says to which."""
        return [
            (relation.related_model, relation.field.name)
            for relation in cls._meta.related_objects
            if isinstance(relation, models.ManyToOneRel)
        ]

    @classmethod
    def erase(cls, tickets: Collection[int]) -> None:
        """Take every word out of the details of these tickets; choices, days and figures stay."""
        for table, column in [(cls, "ticket"), *cls.line_tables()]:
            rows = table._default_manager.filter(**{f"{column}__in": tickets})
            if words := without_words(table, kept=cls.wordless):
                rows.update(**words)

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


def money_column(verbose_name: StrOrPromise, **options: Any) -> models.DecimalField[Any, Any]:
    return models.DecimalField(verbose_name, max_digits=DIGITS, decimal_places=PLACES, **options)


def currency_column() -> models.CharField[str, str]:
    return models.CharField(max_length=3, editable=False)
