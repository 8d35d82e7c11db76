"""Scenes for the table of clocks: what happens to one ticket when, on the clock on the wall of its site."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from helpdesk.staff.models import Site, User
from tests.cast import log_case
from tickets.domain import recounting
from tickets.domain.calendar import Week
from tickets.domain.calendar_keeping import keep
from tickets.domain.kind import change_kind
from tickets.domain.lifecycle import move
from tickets.domain.message import add_message
from tickets.domain.priority import prioritise
from tickets.domain.resolution import reopen, resolve
from tickets.enums import Direction, MessageType, Outcome, Priority, Status, Target
from tickets.kinds import kind_of
from tickets.models import Clock, Message, Recount, SlaPolicy, SlaTarget, Ticket

MINUTE = timedelta(minutes=1)
TARGETS = {"first": Target.FIRST_RESPONSE, "next": Target.NEXT_RESPONSE, "resolution": Target.RESOLUTION}


def week(days: Mapping[int, Sequence[str]], *, holidays: bool = True, **special: Sequence[str]) -> Week:
    """``special`` by dates such as ``d20261028``."""
    dates = {date(int(on[1:5]), int(on[5:7]), int(on[7:])): hours for on, hours in special.items()}
    return Week([days.get(day, []) for day in range(7)], holidays, (), dates)


def every_day(*hours: str) -> Week:
    return week(dict.fromkeys(range(7), hours), holidays=False)


SPLIT_DAYS = dict.fromkeys(range(5), ("08:00–12:00", "13:00–18:00")) | {5: ("09:00–13:00",)}
# A shop: nine hours on weekdays, with a break at noon, four on Saturday, none on Sunday and on holidays.
SPLIT = week(SPLIT_DAYS)
# A bar, from Thursday to Saturday.
BAR = week(dict.fromkeys((3, 4, 5), ("18:00–02:00",)), holidays=False)
NIGHT = every_day("22:00–06:00")
LONG = every_day("06:00–22:00")
DAY = every_day("08:00–20:00")


@dataclass(frozen=True)
class Rule:
    """An SLA policy as a scene needs it; lengths as "4:00"."""

    first: str = "1:00"
    next: str = "1:00"
    resolution: str = "4:00"
    round_the_clock: bool = False
    pauses: Sequence[str] = ("pending",)
    only: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Scene:
    """``steps`` are "2026-10-20 08:00 log"; ``expected`` is by the names of ``TARGETS``, see ``told``."""

    name: str
    steps: Sequence[str]
    expected: Mapping[str, str]
    week: Week | None = SPLIT
    rules: Sequence[Rule] = (Rule(),)
    site: str = "hotel"
    kind: str = "complaint"
    facts: Mapping[str, Any] = field(default_factory=dict)
    weeks: Mapping[str, Week] = field(default_factory=dict)


def length(text: str) -> timedelta:
    hours, minutes = text.split(":")
    return timedelta(hours=int(hours), minutes=int(minutes))


def shown(span: timedelta) -> str:
    minutes = span // MINUTE
    return f"{minutes // 60}:{minutes % 60:02}"


def told(clock: Clock) -> str:
    """ "due 2026-10-20 12:00", "still", "met, took 1:00" or "met, 1:00 late"."""
    if clock.met_at is not None:
        assert clock.took is not None
        over = clock.took - clock.within
        assert (over > timedelta(0)) == clock.is_late(now=clock.met_at)
        return f"met, {shown(over)} late" if over > timedelta(0) else f"met, took {shown(clock.took)}"
    if clock.paused_at is not None:
        return "still"
    return f"due {clock.due_at.astimezone(clock.ticket.site.zone):%Y-%m-%d %H:%M}"


class Stage:
    """Plays a scene with the verbs of the product, at the moments the scene says."""

    def __init__(self, scene: Scene, *, site: Site, by: User, patch: pytest.MonkeyPatch) -> None:
        self.scene, self.site, self.by, self.patch = scene, site, by, patch
        self.ticket: Ticket | None = None

    def play(self) -> dict[str, str]:
        """What the last clock of each target says in the end."""
        self.at("2026-01-01 00:00")
        for position, rule in enumerate(self.scene.rules):
            write(rule, position=position)
        if self.scene.week is not None:
            self.change_hours(self.scene.week)
        for step in self.scene.steps:
            day, hour, verb, *words = step.split()
            self.at(f"{day} {hour}")
            getattr(self, verb)(*words)
        assert self.ticket is not None
        self.ticket.refresh_from_db()
        clocks = list(self.ticket.clocks.select_related("ticket__site").order_by("started_at", "pk"))
        running = [clock for clock in clocks if clock.met_at is None and clock.paused_at is None]
        assert self.ticket.due_at == min((clock.due_at for clock in running), default=None)
        by_target = {clock.target: told(clock) for clock in clocks}
        return {name: by_target[target] for name, target in TARGETS.items() if target in by_target}

    def at(self, text: str) -> None:
        local = datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=self.site.zone)
        moment = local.astimezone(UTC)
        self.patch.setattr(timezone, "now", lambda: moment)

    def case(self) -> Ticket:
        assert self.ticket is not None
        self.ticket = Ticket.objects.with_people().get(pk=self.ticket.pk)
        return self.ticket

    def log(self, priority: str = "2") -> None:
        facts = dict(self.scene.facts) | {"priority": int(priority)}
        self.ticket = log_case(self.scene.kind, by=self.by, **facts)

    def pending(self) -> None:
        move(self.case(), Status.PENDING, by=self.by)

    def hold(self) -> None:
        move(self.case(), Status.ON_HOLD, by=self.by)

    def open(self) -> None:
        move(self.case(), Status.OPEN, by=self.by)

    def reply(self, type_: str = "call", then: str = "") -> None:
        message = Message(type=type_, direction=Direction.OUT, body="We are on it.")
        add_message(self.case(), message, by=self.by, then=Status(then) if then else None)

    def customer(self, type_: str = "call") -> None:
        add_message(self.case(), Message(type=type_, direction=Direction.IN, body="And now?"), by=self.by)

    def note(self) -> None:
        message = Message(type=MessageType.NOTE, direction=Direction.INTERNAL, body="Look at the boiler.")
        add_message(self.case(), message, by=self.by)

    def resolve(self) -> None:
        resolve(self.case(), outcome=Outcome.EXPLAINED, explanation="Put right.", by=self.by)

    def reopen(self) -> None:
        reopen(self.case(), reason="It is back.", by=self.by)

    def priority(self, value: str) -> None:
        prioritise(self.case(), Priority(int(value)), because="It presses.", by=self.by)

    def kind(self, key: str) -> None:
        from tests.cast import DETAILS

        change_kind(self.case(), kind_of(key).model(**DETAILS[key]), by=self.by)

    def hours(self, name: str) -> None:
        """The opening hours change, and a worker counts the clocks anew."""
        self.change_hours(self.scene.weeks[name])
        for recount in Recount.objects.filter(done_at=None).order_by("pk"):
            recounting.work_on(recount.pk, is_time_up=lambda: False)

    def change_hours(self, week: Week) -> None:
        keep(week, site=self.site, by=self.by, now=timezone.now())


def write(rule: Rule, *, position: int) -> None:
    policy = SlaPolicy.objects.create(
        name=f"Rule {position}", position=position, pauses_in=list(rule.pauses), **rule.only
    )
    for name, target in TARGETS.items():
        if within := getattr(rule, name):
            SlaTarget.objects.create(
                policy=policy, target=target, within=length(within), round_the_clock=rule.round_the_clock
            )
