"""One row as the desk understands it, or what is wrong with it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from customers.domain.imports.faults import Fault, quoting
from customers.domain.imports.values import (
    channel_of,
    language_of,
    names_nobody,
    one_line,
    several,
    yes_or_no,
)
from customers.domain.phone import to_e164
from customers.enums import Channel, ContactType, ImportField
from customers.models import ContactPoint, Customer, CustomerReference
from helpdesk.csv_cells import unguard
from helpdesk.folding import fold, fold_reference

# As many as the page of a customer shows.
MOST_POINTS = 20
# Longer is no telephone number in any spelling.
LONGEST_PHONE = 60
# The number the desk itself gives in an export; other systems write theirs differently.
OWN_NUMBER = re.compile(r"CD-([1-9]\d{0,17})", re.IGNORECASE)

LIMITS = {
    ImportField.NAME: Customer._meta.get_field("name").max_length,
    ImportField.COMPANY: Customer._meta.get_field("company").max_length,
    ImportField.LOYALTY: Customer._meta.get_field("loyalty_number").max_length,
    ImportField.REFERENCE: CustomerReference._meta.get_field("value").max_length,
}
LONGEST_ADDRESS = ContactPoint._meta.get_field("value").max_length or 0


def spell_number(customer_id: int) -> str:
    """How an export names a customer, so that an import finds the same one again."""
    return f"CD-{customer_id}"


@dataclass(frozen=True)
class Person:
    """Everything in one spelling: e-mails in lower case, phones in E.164. "" and None are not said."""

    name: str
    points: list[tuple[str, str]] = field(default_factory=list)
    number: int | None = None
    references: list[str] = field(default_factory=list)
    language: str = ""
    channel: Channel | None = None
    company: str = ""
    loyalty_number: str = ""
    is_vip: bool = False

    @cached_property
    def folded_name(self) -> str:
        return fold(self.name)[:200]

    @cached_property
    def folded_loyalty_number(self) -> str:
        return fold_reference(self.loyalty_number)[:60]

    @cached_property
    def folded_references(self) -> list[str]:
        return [fold_reference(value)[:60] for value in self.references]


class Reading:
    """One row being read: its cells by field, and the faults found so far."""

    def __init__(self, cells: Sequence[str], *, columns: Sequence[str], country: str) -> None:
        self.faults: list[Fault] = []
        self._country = country
        self._cells: dict[str, list[str]] = {}
        surplus = [cell for cell in cells[len(columns) :] if cell.strip()]
        if surplus:
            self.faults.append(Fault("columns", {"found": len(cells), "expected": len(columns)}))
        for column, cell in zip(columns, cells, strict=False):
            if column and cell.strip():
                self._cells.setdefault(column, []).append(unguard(cell.strip()))

    def text(self, column: ImportField) -> str:
        text = one_line(" ".join(self._cells.get(column, ())))
        limit = LIMITS.get(column)
        if limit and len(text) > limit:
            self.faults.append(Fault("too_long", {"field": column.value, "limit": limit}))
        return text

    def name(self) -> str:
        parts = [self.text(part) for part in (ImportField.FIRST_NAME, ImportField.LAST_NAME)]
        name = self.text(ImportField.NAME) or " ".join(part for part in parts if part)
        limit = LIMITS[ImportField.NAME] or 0
        if not fold(name):
            self.faults.append(Fault("no_name"))
        elif len(name) > limit and ImportField.NAME not in self._cells:
            self.faults.append(Fault("too_long", {"field": ImportField.NAME.value, "limit": limit}))
        return name

    def points(self) -> list[tuple[str, str]]:
        found = [(ContactType.EMAIL.value, self._email(one)) for one in self._several(ImportField.EMAIL)]
        found += [(ContactType.PHONE.value, self._phone(one)) for one in self._several(ImportField.PHONE)]
        points = list(dict.fromkeys(found))
        if len(points) > MOST_POINTS:
            self.faults.append(Fault("points", {"limit": MOST_POINTS}))
        return points

    def _several(self, column: ImportField) -> list[str]:
        cells = self._cells.get(column, ())
        return [value for cell in cells for part in several(cell) if (value := one_line(part))]

    def _email(self, address: str) -> str:
        try:
            validate_email(address[: LONGEST_ADDRESS + 1])
        except ValidationError:
            self.faults.append(quoting("email", address))
        else:
            if len(address) > LONGEST_ADDRESS:
                limit = {"field": ImportField.EMAIL.value, "limit": LONGEST_ADDRESS}
                self.faults.append(Fault("too_long", limit))
        return address.lower()

    def _phone(self, spelling: str) -> str:
        number = to_e164(spelling, country=self._country) if len(spelling) <= LONGEST_PHONE else None
        if number is None:
            self.faults.append(quoting("phone", spelling))
        return number or ""

    def language(self) -> str:
        text = self.text(ImportField.LANGUAGE)
        language = language_of(text) if text else ""
        if language is None:
            self.faults.append(quoting("language", text))
        return language or ""

    def channel(self) -> Channel | None:
        text = self.text(ImportField.CHANNEL)
        channel = channel_of(text) if text else None
        if text and channel is None:
            self.faults.append(quoting("channel", text))
        return channel

    def is_vip(self) -> bool:
        text = self.text(ImportField.VIP)
        answer = yes_or_no(text) if text else False
        if answer is None:
            self.faults.append(quoting("yes_no", text))
        return bool(answer)

    def number(self) -> int | None:
        match = OWN_NUMBER.fullmatch(self.text(ImportField.NUMBER))
        return int(match[1]) if match else None

    def loyalty_number(self) -> str:
        number = self.text(ImportField.LOYALTY)
        return "" if names_nobody(number) else number

    def references(self) -> list[str]:
        """Parted by "|" only: codes contain every other sign."""
        cells = " | ".join(self._cells.get(ImportField.REFERENCE, ()))
        found = [value for part in cells.split("|") if not names_nobody(value := one_line(part))]
        limit = LIMITS[ImportField.REFERENCE] or 0
        if any(len(value) > limit for value in found):
            self.faults.append(Fault("too_long", {"field": ImportField.REFERENCE.value, "limit": limit}))
        return list({fold_reference(value): value for value in found}.values())


def read_person(cells: Sequence[str], *, columns: Sequence[str], country: str) -> tuple[Person, list[Fault]]:
    """Whom a row tells of; to be used only when there are no faults.

    ``columns`` are the fields of the columns; phones that name no country are read as in ``country``.
    """
    reading = Reading(cells, columns=columns, country=country)
    person = Person(
        name=reading.name(),
        points=reading.points(),
        number=reading.number(),
        references=reading.references(),
        language=reading.language(),
        channel=reading.channel(),
        company=reading.text(ImportField.COMPANY),
        loyalty_number=reading.loyalty_number(),
        is_vip=reading.is_vip(),
    )
    return person, reading.faults
