"""What can be wrong with a row, and how it is said."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from customers.enums import ImportField

# Of a value that is quoted in a sentence.
LONGEST_QUOTE = 60


@dataclass(frozen=True)
class Fault:
    """A code with what it is about, kept as JSON; ``say`` puts it into words."""

    code: str
    about: Mapping[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        return {"code": self.code, **self.about}


def quoting(code: str, value: str) -> Fault:
    """A fault about something that stands in the row."""
    short = value if len(value) <= LONGEST_QUOTE else f"{value[: LONGEST_QUOTE - 1]}…"
    return Fault(code, {"value": short})


SENTENCES: Mapping[str, Callable[[], str]] = {
    "no_name": lambda: _("There is no name."),
    "email": lambda: _("“%(value)s” is not an e-mail address."),
    "phone": lambda: _("“%(value)s” is not a number one can call. Add the country, as +420."),
    "language": lambda: _("“%(value)s” is not a language of the desk."),
    "channel": lambda: _("“%(value)s” is no way to reach a customer that the desk knows."),
    "yes_no": lambda: _("“%(value)s” says neither yes nor no."),
    "too_long": lambda: _("%(field)s: longer than %(limit)s characters."),
    "points": lambda: _("More than %(limit)s e-mail addresses and phone numbers for one customer."),
    "quotes": lambda: _("A quotation mark is not closed, or one stands in the middle of a cell."),
    "line_too_long": lambda: _("The line is longer than %(limit)s bytes."),
    "nul": lambda: _("There is a NUL character in the row."),
    "unreadable": lambda: _("There are signs that cannot be read in the chosen encoding."),
    "columns": lambda: _("The row has %(found)s columns, the file %(expected)s."),
}


def say(fault: Mapping[str, Any]) -> str:
    """A fault as it is kept, in a sentence of the current language."""
    about = dict(fault)
    if "field" in about:
        about["field"] = ImportField(about["field"]).label
    return SENTENCES[fault["code"]]() % about
