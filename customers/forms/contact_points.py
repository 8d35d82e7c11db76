"""The ways to reach a customer: lines of e-mail addresses and of phone numbers, of each one preferred."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from customers.domain.contact_points import in_order
from customers.domain.phone import to_e164
from customers.enums import ContactType

MOST = 20
LONGEST = 254


def clean_phone(spelling: str, *, country: str) -> str:
    """The number in E.164. Raises ``ValidationError`` with a sentence for the person at the counter."""
    number = to_e164(spelling, country=country)
    if number is None:
        raise ValidationError(
            _("“%(number)s” is not a number one can call. Add the country, as +420."),
            params={"number": spelling},
        )
    return number


def clean_email(address: str) -> str:
    validate_email(address)
    return address.strip().lower()


@dataclass
class Line:
    """One contact point, as it was typed."""

    typed: str = ""
    is_preferred: bool = False
    value: str = ""
    error: str = ""


class ContactLines:
    """All contact points of one kind. An empty line is none; there is always an empty one to write into.

    Sent as ``emails-0``, ``emails-1`` and so on, and ``emails-preferred`` with the number of a line.
    """

    def __init__(self, kind: ContactType, *, country: str, lines: Iterable[Line] = ()) -> None:
        self.kind, self.country = kind, country
        self.name = f"{kind}s"
        self.filled = [line for line in lines if line.typed.strip()]
        self.error = ""

    @classmethod
    def read(cls, kind: ContactType, typed: Mapping[str, str], *, country: str) -> ContactLines:
        """As somebody typed them, not checked yet."""
        numbered = re.compile(rf"{kind}s-([0-9]{{1,3}})")
        numbers = sorted(int(match[1]) for name in typed if (match := numbered.fullmatch(name)))
        preferred = typed.get(f"{kind}s-preferred", "0")
        lines = [Line(typed[f"{kind}s-{number}"], str(number) == preferred) for number in numbers]
        return cls(kind, country=country, lines=lines)

    @property
    def lines(self) -> list[Line]:
        """To be drawn: exactly one is preferred, and the last one is empty."""
        lines = [*self.filled, Line()]
        if not any(line.is_preferred for line in lines):
            lines[0].is_preferred = True
        return lines

    @property
    def labels(self) -> dict[str, str]:
        if self.kind == ContactType.PHONE:
            return {"all": _("Phone numbers"), "one": _("Phone number"), "more": _("Another phone number")}
        return {"all": _("E-mail addresses"), "one": _("E-mail address"), "more": _("Another e-mail address")}

    def is_valid(self) -> bool:
        """Reads every line; what is wrong stands in the lines' ``error``, or in that of all of them."""
        self.error = _("More than %(most)s are too many.") % {"most": MOST} if len(self.filled) > MOST else ""
        for line in self.filled:
            line.value, line.error = "", ""
            try:
                line.value = self.clean(line.typed.strip())
            except ValidationError as error:
                line.error = " ".join(error.messages)
        return not self.error and not any(line.error for line in self.filled)

    def clean(self, typed: str) -> str:
        if len(typed) > LONGEST:
            raise ValidationError(_("This is too long."))
        return (
            clean_phone(typed, country=self.country) if self.kind == ContactType.PHONE else clean_email(typed)
        )

    @property
    def values(self) -> list[str]:
        """Each once, the preferred one first; of lines that are valid."""
        preferred = next((line.value for line in self.filled if line.is_preferred), "")
        return in_order((line.value for line in self.filled), preferred=preferred)
