"""Lengths of time as people type them in any of our languages: "30 min", "4 h", "1,5 hod.", "2 dny"."""

from __future__ import annotations

import re
from datetime import timedelta
from enum import Enum
from fractions import Fraction
from typing import NamedTuple

from django.utils.translation import ngettext

from helpdesk.folding import fold

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
LONGEST = timedelta(days=366)

# Without accents and full stops, as ``fold`` leaves them. Hours are "g" for short in Polish.
WORDS = {
    MINUTE: "m min mins minute minutes minut minuta minuty minutu",
    HOUR: "h hr hrs hour hours hod hodin hodina hodiny hodinu g godz godzin godzina godziny godzine",
    DAY: "d day days den dny dnu dni dne dzien dnia doba doby dob dobe",
}
UNITS = {word: unit for unit, words in WORDS.items() for word in words.split()}
ON_THE_CLOCK = re.compile(r"([0-9]+):([0-5][0-9])")
# Nothing is given back once it was read, so that no line of digits takes long.
PART = re.compile(r"([0-9]++(?:[.,][0-9]++)?+) ?([a-z]*+)\.?[, ]*+")


class Wrong(Enum):
    """What is wrong with a length that was typed."""

    NO_LENGTH = "no length"
    NO_UNIT = "no unit"
    SECONDS = "not whole minutes"
    TOO_LONG = "too long"


class NotALength(ValueError):
    """What was typed says no length of time."""

    def __init__(self, wrong: Wrong, typed: str) -> None:
        super().__init__(f"“{typed}”: {wrong.value}.")
        self.wrong, self.typed = wrong, typed


class Length(NamedTuple):
    """``in_days``: somebody said days, which are no measure of time in which somebody is there."""

    time: timedelta
    in_days: bool = False


def parse_length(typed: str) -> Length:
    """The length that was meant, in whole minutes; "0" is none at all. Raises ``NotALength``."""
    text = fold(typed)
    parts = parts_of(text, typed=typed)
    minutes = sum((number * (unit // MINUTE) for number, unit in parts), Fraction(0))
    if minutes.denominator != 1:
        raise NotALength(Wrong.SECONDS, typed)
    if minutes > LONGEST // MINUTE:
        raise NotALength(Wrong.TOO_LONG, typed)
    return Length(int(minutes) * MINUTE, any(unit == DAY for _number, unit in parts))


def parts_of(text: str, *, typed: str) -> list[tuple[Fraction, timedelta]]:
    if text == "0":
        return [(Fraction(0), MINUTE)]
    if found := ON_THE_CLOCK.fullmatch(text):
        return [(Fraction(found[1]), HOUR), (Fraction(found[2]), MINUTE)]
    if not re.fullmatch(f"(?:{PART.pattern})+", text):
        raise NotALength(Wrong.NO_LENGTH, typed)
    parts = [(Fraction(number.replace(",", ".")), unit) for number, unit in PART.findall(text)]
    if any(not unit for _number, unit in parts):
        raise NotALength(Wrong.NO_UNIT, typed)
    if any(unit not in UNITS for _number, unit in parts):
        raise NotALength(Wrong.NO_LENGTH, typed)
    return [(number, UNITS[unit]) for number, unit in parts]


def written(time: timedelta, *, in_days: bool) -> str:
    """As it could have been typed, in signs that every language shares: "1 h 30 min", "2 d".

    Days only when wished and when they are whole ones. ``parse_length(written(time)).time == time``.
    """
    if in_days and time >= DAY and not time % DAY:
        return f"{time // DAY} d"
    hours, minutes = time // HOUR, time % HOUR // MINUTE
    return " ".join([f"{hours} h"] * bool(hours) + [f"{minutes} min"] * bool(minutes or not hours))


def in_words(time: timedelta, *, in_days: bool = False) -> str:
    """As ``written``, in full minutes, and days in the reader's language: "1 h 40 min", "2 days"."""
    if in_days and time >= DAY and not time % DAY:
        return ngettext("%(count)s day", "%(count)s days", time.days) % {"count": time.days}
    return written(time // MINUTE * MINUTE, in_days=False)
