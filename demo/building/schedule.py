"""Which case came when: the old ones long done, the recent ones resolved lately, the rest still open."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import cycle
from random import Random
from zoneinfo import ZoneInfo

from demo.building.casting import AT_THE_DESK, CastCase
from demo.building.events import Event, events_of, is_out
from demo.building.hours import Pace, Promise, by_day, finished_pace, long_ago, minutes, part, spread
from demo.places import SITES
from demo.second_thoughts import second_thought
from tickets.kinds import kind_of

RECENTLY_RESOLVED = 24
REOPENED, OPEN_AGAIN = 12, 2
# Days back: most of the old cases, then a thin tail. Everything recent lies within `RECENT`.
MOST, TAIL = (5, 60), (61, 140)
TAIL_EVERY = 8
RECENT = timedelta(hours=70)
LONG_ENOUGH_TO_COME_BACK = timedelta(days=8)
LATE_SHARE = 0.15
AT_ONCE_SHARE = 0.85
JUST_NOW = timedelta(minutes=4)
# Nobody in the demo takes longer, whatever the kind promises.
LONGEST_PROMISE = timedelta(days=2)

ZONES = {site.key: ZoneInfo(site.time_zone) for site in SITES}


@dataclass(kw_only=True)
class Course:
    """One case and its moments. `events` go with `events_of(case)`; what is None never happened."""

    cast: CastCase
    logged_at: datetime
    event_times: list[datetime]
    resolved_at: datetime | None = None
    reopened_at: datetime | None = None
    resolved_again_at: datetime | None = None
    closed_at: datetime | None = None

    @property
    def events(self) -> list[tuple[datetime, Event]]:
        return list(zip(self.event_times, events_of(self.cast.case), strict=True))

    def come_back(self, *, after: timedelta, resolved_after: timedelta | None) -> None:
        """The customer comes back some time after the resolution; without a further span it stays open."""
        if self.resolved_at is not None:
            self.reopened_at = self.resolved_at + after
            self.resolved_again_at = self.reopened_at + resolved_after if resolved_after else None

    @property
    def last_resolved_at(self) -> datetime | None:
        return self.resolved_again_at or (None if self.reopened_at else self.resolved_at)


def schedule(cast: Sequence[CastCase], *, now: datetime, chance: Random) -> list[Course]:
    """A course for every case, in the order they were logged."""
    unfinished = [one for one in cast if one.case.resolution is None]
    finished = [one for one in cast if one.case.resolution is not None]
    recent, old = finished[:RECENTLY_RESOLVED], finished[RECENTLY_RESOLVED:]
    courses = [_still_open(one, standing, now=now, chance=chance) for one, standing in _stand(unfinished)]
    courses += [_resolved_lately(one, now=now, chance=chance) for one in recent]
    days = _days(len(old), chance=chance)
    courses += [_long_done(one, day, now=now, chance=chance) for one, day in zip(old, days, strict=True)]
    _reopen_some(courses, now=now, chance=chance)
    for course in courses:
        _close(course, now=now, chance=chance)
    return sorted(courses, key=lambda course: course.logged_at)


def _stand(unfinished: Sequence[CastCase]) -> Iterator[tuple[CastCase, str]]:
    """How each stands against the clock. What nobody has touched is late already or will be in minutes."""
    touched = [one for one in unfinished if _first_out(one) is not None]
    untouched = [one for one in unfinished if _first_out(one) is None]
    yield from zip(touched, cycle(("fine", "fine", "soon", "fine", "late")), strict=False)
    yield from zip(untouched, cycle(("late", "soon")), strict=False)


def _days(count: int, *, chance: Random) -> list[int]:
    return [chance.randint(*(TAIL if i % TAIL_EVERY == 0 else MOST)) for i in range(count)]


def promise_of(kind: str) -> Promise:
    promised = kind_of(kind)
    return Promise(
        first_response=promised.first_response, resolution=min(promised.resolution, LONGEST_PROMISE)
    )


def _still_open(one: CastCase, standing: str, *, now: datetime, chance: Random) -> Course:
    """Late, due within the hour, or well in time, counted from the promise that still runs."""
    promise = promise_of(one.kind)
    spoken = _first_out(one) is not None
    span = promise.resolution if spoken else promise.first_response
    if spoken and kind_of(one.kind).resolution > LONGEST_PROMISE:
        standing = "fine"
    if standing == "late":
        age = span + part(max(span, timedelta(hours=4)), 0.1, 0.4, chance=chance)
    elif standing == "soon":
        age = span - min(minutes(chance.uniform(8, 50)), part(span, 0.4, 0.6, chance=chance))
    else:
        age = part(span, 0.15, 0.45, chance=chance)
    first = min(part(promise.first_response, 0.2, 0.7, chance=chance), age * 0.4)
    pace = Pace(first_word=first, end=part(age, 0.7, 0.9, chance=chance))
    logged_at = now - age
    return Course(cast=one, logged_at=logged_at, event_times=_event_times(one, logged_at, pace, chance))


def _resolved_lately(one: CastCase, *, now: datetime, chance: Random) -> Course:
    pace = _pace(one, chance=chance)
    end = min(pace.end, RECENT / 2)
    pace = Pace(first_word=min(pace.first_word, end / 2), end=end)
    ago = end + JUST_NOW + part(RECENT - JUST_NOW - end, 0, 0.5, chance=chance)
    logged_at = now - ago
    times = _event_times(one, logged_at, pace, chance)
    return Course(cast=one, logged_at=logged_at, event_times=times, resolved_at=logged_at + end)


def _long_done(one: CastCase, days_ago: int, *, now: datetime, chance: Random) -> Course:
    zone = ZONES[one.case.site]
    day = now.astimezone(zone).date() - timedelta(days=days_ago)
    logged_at = long_ago(day, zone=zone, chance=chance)
    pace = _pace(one, chance=chance)
    times = [*_event_times(one, logged_at, pace, chance), logged_at + pace.end]
    if one.case.site != "vltava":  # the hotel never sleeps
        times = by_day(times, zone=zone)
    return Course(cast=one, logged_at=logged_at, event_times=times[:-1], resolved_at=times[-1])


def _pace(one: CastCase, *, chance: Random) -> Pace:
    """Most of what one person brings to the desk is put right while they stand there."""
    at_the_desk = one.case.channel in AT_THE_DESK
    simple = all(is_out(event) or getattr(event, "how", "") == "note" for event in events_of(one.case))
    if at_the_desk and simple and chance.random() < AT_ONCE_SHARE:
        return Pace(first_word=minutes(chance.uniform(1, 4)), end=minutes(chance.uniform(6, 30)))
    late = chance.random() < LATE_SHARE
    return finished_pace(promise_of(one.kind), face_to_face=at_the_desk, is_late=late, chance=chance)


def _first_out(one: CastCase) -> int | None:
    return next((i for i, event in enumerate(events_of(one.case)) if is_out(event)), None)


def _event_times(one: CastCase, logged_at: datetime, pace: Pace, chance: Random) -> list[datetime]:
    spans = spread(len(events_of(one.case)), first_out=_first_out(one), pace=pace, chance=chance)
    return [logged_at + span for span in spans]


def _reopen_some(courses: Sequence[Course], *, now: datetime, chance: Random) -> None:
    """Some old cases came back and were resolved again, and a few of the latest are open again."""
    could = [(c, c.resolved_at) for c in courses if c.resolved_at and second_thought(c.cast.case)]
    old = [course for course, _ in could if course.logged_at < now - LONG_ENOUGH_TO_COME_BACK]
    for course in chance.sample(old, REOPENED):
        wait = timedelta(hours=1) if course.cast.kind == "room_change" else timedelta(hours=24)
        again = part(promise_of(course.cast.kind).resolution, 0.1, 0.5, chance=chance)
        course.come_back(after=part(wait, 0.3, 1, chance=chance), resolved_after=again)
    lately = [(course, at) for course, at in could if course.logged_at >= now - RECENT]
    for course, resolved_at in lately[:OPEN_AGAIN]:
        course.come_back(after=(now - resolved_at) / 2, resolved_after=None)


def _close(course: Course, *, now: datetime, chance: Random) -> None:
    """A supervisor closes most cases some days after they were resolved."""
    if course.last_resolved_at is None or chance.random() < 0.12:
        return
    zone = ZONES[course.cast.case.site]
    day = course.last_resolved_at.astimezone(zone).date() + timedelta(days=chance.randint(5, 9))
    closed_at = long_ago(day, zone=zone, chance=chance)
    if closed_at < now - JUST_NOW:
        course.closed_at = closed_at
