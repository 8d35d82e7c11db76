"""When things happened: pure arithmetic on moments, with chance for the human part."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

OPENS, CLOSES = 7, 21
_GAP = timedelta(minutes=2)


@dataclass(frozen=True, kw_only=True)
class Promise:
    """What a kind promises."""

    first_response: timedelta
    resolution: timedelta


@dataclass(frozen=True, kw_only=True)
class Pace:
    """How fast one case went: until the first word to the customer, and until its end or until now."""

    first_word: timedelta
    end: timedelta


def minutes(number: float) -> timedelta:
    return timedelta(seconds=round(number * 60))


def part(of: timedelta, low: float, high: float, *, chance: Random) -> timedelta:
    """Something between two fractions of a span, in whole seconds."""
    return timedelta(seconds=round(of.total_seconds() * chance.uniform(low, high)))


def finished_pace(promise: Promise, *, face_to_face: bool, is_late: bool, chance: Random) -> Pace:
    """Of a case that was resolved. Who stands at the desk or is on the phone hears a word in minutes."""
    end = part(promise.resolution, 1.05, 1.6, chance=chance) if is_late else None
    end = end or part(promise.resolution, 0.08, 0.7, chance=chance)
    first = part(promise.first_response, 0.15, 0.8, chance=chance)
    if is_late and not face_to_face and chance.random() < 0.5:
        first = part(promise.first_response, 1.2, 2.5, chance=chance)
    if face_to_face:
        first = minutes(chance.uniform(1, 4))
    return Pace(first_word=min(first, end / 2), end=end)


def long_ago(day: date, *, zone: ZoneInfo, chance: Random) -> datetime:
    """A moment of that day's opening hours."""
    minute = chance.randrange(OPENS * 60, CLOSES * 60)
    return datetime.combine(day, time(minute // 60, minute % 60, chance.randrange(60)), tzinfo=zone)


def spread(count: int, *, first_out: int | None, pace: Pace, chance: Random) -> list[timedelta]:
    """How long after the start each of `count` events came; the one at `first_out` is the first word."""
    led = 0 if first_out is None else first_out + 1
    first = timedelta(0) if first_out is None else pace.first_word
    before = [first * (i + 1) / led for i in range(led)]
    rest = pace.end - first
    after = [rest * ((i + chance.uniform(0.7, 1)) / (count - led + 1)) for i in range(count - led)]
    return before + [first + span for span in after]


def by_day(moments: Sequence[datetime], *, zone: ZoneInfo) -> list[datetime]:
    """The moments in their order, those of the night put off until the morning."""
    shifted: list[datetime] = []
    for moment in moments:
        awake = _next_morning(moment, zone=zone)
        shifted.append(max(awake, shifted[-1] + _GAP) if shifted and shifted[-1] >= awake else awake)
    return shifted


def _next_morning(moment: datetime, *, zone: ZoneInfo) -> datetime:
    local = moment.astimezone(zone)
    if OPENS <= local.hour < CLOSES + 1:
        return moment
    day = local.date() + timedelta(days=local.hour > OPENS)
    return datetime.combine(day, time(OPENS, 5 + local.minute // 2, local.second), tzinfo=zone)
