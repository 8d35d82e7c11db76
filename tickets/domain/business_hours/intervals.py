"""From one time of the wall to another: as people write it, and in minutes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import time

from tickets.domain.business_hours.refusal import Wrong, bad

# When it opens and when it closes. A closing time that is not after the opening one is on the next date.
Interval = tuple[time, time]
# The same in minutes from the midnight with which the date begins; past 1,440 it is the next date.
Span = tuple[int, int]

DAY = 24 * 60
WHOLE_DAY: Interval = (time(0), time(0))
ROUND_THE_CLOCK: Mapping[int, tuple[Interval, ...]] = dict.fromkeys(range(7), (WHOLE_DAY,))

TIME = re.compile(r"([0-9]{1,2}):([0-9]{2})(:[0-9]{2}(?:[.,][0-9]+)?)?")
DASH = re.compile(r"\s*[-–—]\s*")


def parse_time(text: str, *, is_closing: bool = False) -> time:
    """A time of day such as ``8:30`` or ``08:30``; 24:00 too for a closing one, which is the midnight ahead.

    Raises ``BadHours``, a ``ValueError``, for anything else: 25:00, 12:60, seconds, 24:00 for an opening.
    """
    text = text.strip()
    read = TIME.fullmatch(text)
    if read is None:
        raise bad(Wrong.NO_TIME, time=text)
    hour, minute = int(read[1]), int(read[2])
    if hour * 60 + minute > DAY or minute > 59:
        raise bad(Wrong.NO_TIME, time=text)
    if read[3]:
        raise bad(Wrong.SECONDS, time=text)
    if hour == 24 and not is_closing:
        raise bad(Wrong.OPENS_AT_24)
    return time(hour % 24, minute)


def parse_interval(text: str) -> Interval:
    """Two times and a dash between them, such as ``16:00–02:00``. Raises ``BadHours``."""
    parts = DASH.split(text.strip())
    if len(parts) != 2:
        raise bad(Wrong.NO_INTERVAL, interval=text)
    return parse_time(parts[0]), parse_time(parts[1], is_closing=True)


def shown(interval: Interval) -> str:
    """As ``parse_interval`` reads it; midnight at the end is 24:00."""
    opens, closes = interval
    return f"{opens:%H:%M}–{'24:00' if closes == time(0) else f'{closes:%H:%M}'}"


def span(interval: Interval) -> Span:
    opens, closes = (at.hour * 60 + at.minute for at in interval)
    return opens, closes if closes > opens else closes + DAY


def spans(intervals: Iterable[Interval]) -> tuple[Span, ...]:
    return tuple(sorted(map(span, intervals)))


def net(today: tuple[Span, ...], before: tuple[Span, ...]) -> tuple[Span, ...]:
    """Those of a date without what the date before it has run into: each minute belongs to one of them.

    Both are in order and without overlap, so that the last one is the only one that runs over midnight.
    """
    until = before[-1][1] - DAY if before else 0
    if until <= 0:
        return today
    return tuple((max(opens, until), closes) for opens, closes in today if closes > until)
