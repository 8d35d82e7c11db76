"""What can be wrong with hours, and a sentence for each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

# Where the mistake is: a weekday, a date, or else one of the four things a calendar is made of.
Place = int | date | str

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# How many of them an error names; a form shows each beside its field.
NAMED = 3


class Wrong(StrEnum):
    NO_TIME = "no_time"
    SECONDS = "seconds"
    OPENS_AT_24 = "opens_at_24"
    NO_INTERVAL = "no_interval"
    ENDS_BEFORE_START = "ends_before_start"
    OVERLAP = "overlap"
    TOO_MANY = "too_many"
    TOO_MANY_DATES = "too_many_dates"
    NO_WEEKDAY = "no_weekday"
    NO_DATE = "no_date"
    NO_ZONE = "no_zone"
    NEVER_OPEN = "never_open"


# English, for programmers. A form has its own, translated, under the same keys and with the same values.
SENTENCES: Mapping[Wrong, str] = {
    Wrong.NO_TIME: "“{time}” is not a time of day between 00:00 and 24:00.",
    Wrong.SECONDS: "“{time}” has seconds; opening hours are in whole minutes.",
    Wrong.OPENS_AT_24: "24:00 can only be a closing time; the day begins at 00:00.",
    Wrong.NO_INTERVAL: "“{interval}” is not an opening and a closing time, such as 09:00–17:00.",
    Wrong.ENDS_BEFORE_START: "{interval} ends before it starts.",
    Wrong.OVERLAP: "{first} and {second} overlap.",
    Wrong.TOO_MANY: "{count} intervals on one day are too many; {most} are the most.",
    Wrong.TOO_MANY_DATES: "{count} exceptions are too many; {most} are the most.",
    Wrong.NO_WEEKDAY: "There is no weekday {weekday}; Monday is 0, Sunday is 6.",
    Wrong.NO_DATE: "“{value}” is not a date.",
    Wrong.NO_ZONE: "There is no time zone “{zone}”.",
    Wrong.NEVER_OPEN: "These hours are never open.",
}


@dataclass(frozen=True)
class Problem:
    """What is wrong, and the values its sentence speaks of."""

    wrong: Wrong
    values: Mapping[str, str | int] = field(default_factory=dict, hash=False)

    @property
    def sentence(self) -> str:
        return SENTENCES[self.wrong].format(**self.values)


class NeverOpen(ValueError):
    """From that moment on these hours are not open for so long."""


class BadHours(ValueError):
    """Hours nobody can go by; ``problems`` has all that is wrong with them, by place."""

    def __init__(self, problems: Mapping[Place, list[Problem]]) -> None:
        self.problems = problems
        said = [named(place) + problem.sentence for place, found in problems.items() for problem in found]
        more = [f"And {len(said) - NAMED} more."] if len(said) > NAMED else []
        super().__init__(" ".join(said[:NAMED] + more))


def named(place: Place) -> str:
    """What stands before the sentence: nothing where the sentence says it all."""
    if isinstance(place, str):
        return ""
    return f"{place.isoformat() if isinstance(place, date) else WEEKDAYS[place]}: "


def bad(wrong: Wrong, **values: str | int) -> BadHours:
    """Of a text that was read, and stands in no calendar yet."""
    return BadHours({"": [Problem(wrong, values)]})
