"""Dates for lists: Django's formats, taken apart once instead of for every row."""

from __future__ import annotations

import re
from datetime import date, datetime

from django.utils.formats import date_format

FIELDS = {
    **{"d": "{0.day:02}", "j": "{0.day}", "m": "{0.month:02}", "n": "{0.month}", "Y": "{0.year:04}"},
    **{"H": "{0.hour:02}", "G": "{0.hour}", "i": "{0.minute:02}"},
}
# Names of months, in the language that is active when the format is taken apart.
NAMED = "MFE"
PIECE = re.compile(r"\\(.)|([a-zA-Z])|([^a-zA-Z\\]+)", re.DOTALL)


class Written:
    """``Written("j M Y")(moment)`` is what ``date_format(moment, "j M Y")`` is. Knows numbers and months.

    Raises ``ValueError`` for a format with anything else in it.
    """

    def __init__(self, form: str) -> None:
        self._months: list[dict[str, str]] = [{}] * 13
        self._form = "".join(self._part(found) for found in PIECE.finditer(form))
        if named := set(form) & set(NAMED):
            days = [date(2001, month, 1) for month in range(1, 13)]
            self._months = [{}, *({name: date_format(day, name) for name in named} for day in days)]

    def _part(self, found: re.Match[str]) -> str:
        escaped, letter, between = found.groups()
        if letter is None:
            return (escaped or between).replace("{", "{{").replace("}", "}}")
        if letter in NAMED:
            return f"{{1[{letter}]}}"
        if letter not in FIELDS:
            raise ValueError(letter)
        return FIELDS[letter]

    def __call__(self, moment: datetime) -> str:
        """The moment as it is: whoever asks has put it into the reader's zone."""
        return self._form.format(moment, self._months[moment.month])
