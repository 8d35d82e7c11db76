"""What a person can be recognised by, wherever it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from customers.enums import ContactType
from customers.models import ContactPoint, Customer
from helpdesk.folding import fold
from helpdesk.record.models import Entry

SHORTEST_NAME = 5
# Of a phone number, so that it is found with and without the country's prefix.
LAST_DIGITS = 9


@dataclass(frozen=True)
class Traces:
    """Whole names, addresses in lower case and numbers in E.164, those the person no longer has included."""

    names: tuple[str, ...]
    emails: tuple[str, ...]
    phones: tuple[str, ...]

    @property
    def full_names(self) -> tuple[str, ...]:
        """Names that can only be this person's or a namesake's: "Eva" alone is half the country."""
        return tuple(name for name in self.names if " " in name.strip() and len(name) >= SHORTEST_NAME)

    @property
    def all(self) -> tuple[str, ...]:
        return (*self.full_names, *self.emails, *self.phones)

    def are_in(self, line: str) -> bool:
        """Whether one line of a file names the person: by address, number, or every word of a name."""
        folded = fold(line)
        digits, words = re.sub(r"\D", "", folded), set(re.split(r"\W+", folded))
        return (
            any(fold(email) in folded for email in self.emails)
            or any(phone[-LAST_DIGITS:] in digits for phone in self.phones)
            or any(set(re.split(r"\W+", fold(name))) <= words for name in self.full_names)
        )


def traces_of(family: Sequence[Customer]) -> Traces:
    """Of a customer and of those merged into them, from their rows and from what their record remembers."""
    points = ContactPoint.objects.filter(customer__in=family).values_list("type", "value")
    said = list(remembered(family))
    names = [customer.name for customer in family] + [text for key, text in said if key == "name"]
    emails = [value for kind, value in points if kind == ContactType.EMAIL]
    phones = [value for kind, value in points if kind == ContactType.PHONE]
    emails += [text.lower() for _, text in said if "@" in text]
    phones += [text for _, text in said if text.startswith("+") and text[1:].isdigit()]
    return Traces(*(tuple(dict.fromkeys(filter(None, some))) for some in (names, emails, phones)))


def remembered(family: Sequence[Customer]) -> Iterator[tuple[str, str]]:
    """Every text in the record's words about them, under the key it stands below."""
    entries = Entry.objects.filter(
        subject_type=Customer._meta.label_lower, subject_id__in=[customer.pk for customer in family]
    )
    for entry in entries.with_words():
        for key, value in entry.said.items():
            yield from texts(value, under=key)


def texts(value: Any, *, under: str) -> Iterator[tuple[str, str]]:
    match value:
        case str():
            yield under, value
        case list():
            for one in value:
                yield from texts(one, under=under)
        case dict():
            for key, one in value.items():
                yield from texts(one, under=key)
