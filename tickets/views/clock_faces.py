"""The clocks of a ticket as its page shows them: how much is left, when it is due, and why then."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from helpdesk.staff.models import Site
from tickets.domain.business_hours import Stretch
from tickets.domain.clock_moments import spent
from tickets.domain.clocks import read_time
from tickets.domain.lengths import MINUTE, in_words
from tickets.domain.working_hours import ALWAYS, WorkingHours, working_hours
from tickets.enums import Pausing, Target
from tickets.models import Clock
from tickets.templatetags.desk import weekday

LENGTHS = ("within", "used", "took")
# So many stretches are told one by one; what follows is summed up, but for the last of them.
FIRST_SHOWN = 3
A_WEEK = 7
# Before its end a clock is shown to press, as the badge of a due time is.
SOON = timedelta(hours=1)


@dataclass(frozen=True)
class Face:
    """One clock. ``tone`` is good, late, soon, paused or nothing; ``share`` is what is spent, in per cent."""

    label: str
    text: str
    tone: str
    share: int
    policy: str
    due_at: datetime | None = None
    due_text: str = ""
    why: Sequence[str] = field(default=())
    is_over: bool = False


def faces(told: Sequence[Mapping[str, Any]], *, site: Site, now: datetime) -> list[Face]:
    """From what ``with_clocks`` brings. One query, if any of them still runs in opening hours."""
    running = any(one["met_at"] is None and not one["round_the_clock"] for one in told)
    hours = working_hours(site, now=now) if running else ALWAYS
    return [face(one, hours=hours, site=site, now=now) for one in told]


def changes_in(faces: Sequence[Face], *, now: datetime) -> int | None:
    """In how many seconds the page says something else: minutes matter in the last hour, and when late."""
    waits = [max(wait_for(face.due_at - now), 1) for face in faces if face.due_at and not face.is_over]
    return min(waits, default=None)


def wait_for(left: timedelta) -> int:
    if left > SOON:
        return int((left - SOON).total_seconds()) + 1
    return int(left.total_seconds()) % 60 + 1


def face(told: Mapping[str, Any], *, hours: WorkingHours, site: Site, now: datetime) -> Face:
    clock = read(told)
    hours = ALWAYS if clock.round_the_clock else hours
    used = clock.took if clock.took is not None else spent(clock, hours, at=now)
    label, share = str(Target(clock.target).label), percent(used, clock.within)
    pauses = list(stood_still(told["pauses"], until=clock.met_at or now))
    if clock.met_at is not None:
        return met(clock, used, label=label, share=share, policy=told["policy"], pauses=pauses)
    due = clock.due_at.astimezone(site.zone)
    when = said(due, now=now)
    why = [*reasons(clock, hours=hours, site=site, now=now), *pauses]
    if clock.paused_at is not None:
        left = clock.within - used
        text = _("stands still")
        if left >= MINUTE:
            text = _("stands still, %(time)s left") % {"time": in_words(left)}
        return Face(label, text, "paused", share, told["policy"], why=pauses)
    if clock.due_at < now:
        late = hours.elapsed(clock.due_at, now)
        return Face(label, late_by(late), "late", share, told["policy"], due, when, why)
    left = clock.within - used
    text = _("%(time)s left") % {"time": in_words(max(left, MINUTE))}
    tone = "soon" if clock.due_at - now < SOON else ""
    return Face(label, text, tone, share, told["policy"], due, when, why)


def met(clock: Clock, used: timedelta, *, label: str, share: int, policy: str, pauses: Sequence[str]) -> Face:
    over = used - clock.within
    text = _("met, %(time)s late") % {"time": in_words(over)} if over >= MINUTE else _("met")
    within = in_words(clock.within, in_days=clock.round_the_clock)
    took = _("took %(time)s of %(within)s") % {"time": in_words(used), "within": within}
    tone = "late" if over > timedelta(0) else "good"
    return Face(label, text, tone, share, policy, why=[took, *pauses], is_over=True)


def read(told: Mapping[str, Any]) -> Clock:
    """To be counted with, not to be saved."""
    values: dict[str, Any] = {}
    for name, value in told.items():
        if name in LENGTHS:
            values[name] = None if value is None else timedelta(seconds=float(value))
        elif name.endswith("_at") or name == "counting_since":
            values[name] = read_time(value)
        elif name not in ("pauses", "policy"):
            values[name] = value
    return Clock(**values)


def percent(used: timedelta, within: timedelta) -> int:
    return max(0, min(100, round(100 * used / within))) if within > timedelta(0) else 100


def late_by(span: timedelta) -> str:
    """In the time in which it counts: whoever is late over night is not late by the night."""
    return _("%(time)s late") % {"time": in_words(span)} if span >= MINUTE else _("late")


def reasons(clock: Clock, *, hours: WorkingHours, site: Site, now: datetime) -> Iterator[str]:
    """Why it is due then: the open time that is counted until then."""
    if clock.is_promised:
        yield _("promised to the customer")
        return
    left = clock.within - clock.used
    if left <= timedelta(0):
        yield _("all of it spent already when it was promised")
        return
    since = said(clock.counting_since.astimezone(site.zone), now=now)
    if clock.used:
        yield _("%(time)s spent before %(since)s") % {"time": in_words(clock.used), "since": since}
    if clock.round_the_clock:
        words = {"time": in_words(left, in_days=True), "since": since}
        yield _("%(time)s round the clock from %(since)s") % words
    else:
        yield from stretches(hours.explain(clock.counting_since.astimezone(site.zone), left), now=now)


def stretches(counted: Sequence[Stretch], *, now: datetime) -> Iterator[str]:
    """The first and the last of them, and how much lies between."""
    *before, last = counted
    # One alone would take as much room summed up.
    shown = FIRST_SHOWN + 1 if len(before) == FIRST_SHOWN + 1 else FIRST_SHOWN
    for one in before[:shown]:
        yield stretch(one, now=now)
    if between := before[shown:]:
        total = sum((one.length for one in between), timedelta(0))
        text = ngettext("%(time)s in %(count)s stretch", "%(time)s in %(count)s stretches", len(between))
        yield text % {"time": in_words(total), "count": len(between)}
    since = said(last.start, now=now)
    yield _("%(time)s from %(since)s") % {"time": in_words(last.length), "since": since}


def stretch(one: Stretch, *, now: datetime) -> str:
    """ "2 h of Wed 16:00–18:00"."""
    until = date_format(one.end, "TIME_FORMAT") if near(one) else said(one.end, now=now)
    words = {"time": in_words(one.length), "since": said(one.start, now=now), "until": until}
    return _("%(time)s of %(since)s–%(until)s") % words


def near(one: Stretch) -> bool:
    """Whoever reads "22:00–06:00" knows that it ends in the morning after."""
    return (one.end.date() - one.start.date()).days <= 1


def said(at: datetime, *, now: datetime) -> str:
    """ "Wed 16:00", and its date where the day of the week could be another one."""
    clock = date_format(at, "TIME_FORMAT")
    if abs((at.date() - now.astimezone(at.tzinfo).date()).days) < A_WEEK:
        return f"{weekday(at)} {clock}"
    return f"{date_format(at, 'SHORT_DATE_FORMAT')} {clock}"


def stood_still(pauses: Sequence[Mapping[str, Any]], *, until: datetime) -> Iterator[str]:
    """How long altogether, for each reason."""
    for reason in Pausing:
        spans = [
            (read_time(one["until_at"]) or until) - (read_time(one["from_at"]) or until)
            for one in pauses
            if one["reason"] == reason
        ]
        total = sum(spans, timedelta(0))
        if total >= MINUTE:
            yield _("%(time)s stood still: %(reason)s") % {"time": in_words(total), "reason": reason.label}
