"""The public holidays of a country, under two names: its own, and the one a reader knows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from holidays import HolidayBase, country_holidays


@dataclass(frozen=True)
class Holiday:
    """``key`` is what the country itself calls it; it is the same every year."""

    on: date
    key: str
    name: str


@lru_cache(maxsize=200)
def holidays_of(country: str, *, first: int, last: int, language: str) -> tuple[Holiday, ...]:
    """Those of the years from ``first`` to ``last``, in order; none for a country that nobody has noted."""
    years = range(first, last + 1)
    try:
        own = country_holidays(country, years=years)
    except NotImplementedError:
        return ()
    named = country_holidays(country, years=years, language=spoken(own, language))
    return tuple(Holiday(on, key, named.get(on) or key) for on, key in sorted(own.items()))


def spoken(holidays: HolidayBase, language: str) -> str | None:
    """The reader's language as the package has it, else English, else the country's own."""
    known = holidays.supported_languages or ()
    for wanted in (language, "en"):
        for one in known:
            if one.partition("_")[0] == wanted:
                return str(one)
    return None
