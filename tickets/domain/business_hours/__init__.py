"""When a site is open, and how long: to the minute, in the time of its own clock on the wall.

Nothing here knows a database, a setting or what time it is. The rules:

- **Which hours hold on a date:** its exception, else none at all on a holiday, else those of its weekday.
- **An interval belongs to the date on which it starts.** One that does not end after it starts runs over
  midnight, 00:00–00:00 is the whole day, and ``ROUND_THE_CLOCK`` is seven of these. So a closed date takes
  away the night that begins on it, and not the night that runs into it.
- **A time of the wall is the first moment at which the clock shows it or is past it.** What the clock jumps
  over in spring opens or closes at the jump; what it shows twice in autumn is the first of the two, for
  opening and for closing: whoever closes at 02:00 has gone home when the hour after it comes again. One rule
  for both ends makes 12:00 the same moment for the interval before it and the one after it, and every date
  end where the next begins: nothing is counted twice or left out, also where clocks change at midnight.
- **Time is what really passes** from one such moment to the other: 22:00–06:00 is nine hours in the night in
  which the clock goes back and seven in the night in which it goes forward.
- **Overlaps:** on one date they are a mistake and refused. The night of one date may run into the morning of
  the next, for each is right for itself and an exception may bring them together; that time counts once.
- **Closing is the first moment that is not open any more,** and still good enough to be due at.
"""

from tickets.domain.business_hours.hours import BusinessHours, Stretch
from tickets.domain.business_hours.intervals import (
    ROUND_THE_CLOCK,
    WHOLE_DAY,
    Interval,
    parse_interval,
    parse_time,
    shown,
)
from tickets.domain.business_hours.problems import MOST_A_DAY, MOST_EXCEPTIONS, problems
from tickets.domain.business_hours.refusal import SENTENCES, BadHours, NeverOpen, Place, Problem, Wrong

__all__ = [
    "MOST_A_DAY",
    "MOST_EXCEPTIONS",
    "ROUND_THE_CLOCK",
    "SENTENCES",
    "WHOLE_DAY",
    "BadHours",
    "BusinessHours",
    "Interval",
    "NeverOpen",
    "Place",
    "Problem",
    "Stretch",
    "Wrong",
    "parse_interval",
    "parse_time",
    "problems",
    "shown",
]
