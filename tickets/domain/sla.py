"""What the house promises for a ticket: the SLA policies that are kept, and the first of them that fits."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import lru_cache
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import Extract, JSONObject

from helpdesk.prepared import Statement, statement
from tickets.enums import Listener, Pausing, Point, Target
from tickets.kinds import kind_of
from tickets.models import SlaPolicy, SlaReminder, SlaTarget, Ticket

NOTHING, ONE_DAY = timedelta(0), timedelta(days=1)
# Who hears of what a kind ships with.
USUAL_LISTENERS = (Listener.ASSIGNEE, Listener.SUPERVISORS)


@dataclass(frozen=True)
class Reminder:
    """A moment in the life of a clock at which somebody is told."""

    point: Point
    percent: int | None = None
    time: timedelta | None = None
    listeners: tuple[Listener, ...] = USUAL_LISTENERS
    by_email: bool = True
    escalates: bool = False

    def offset(self, within: timedelta) -> timedelta:
        """After how much time spent it comes."""
        if self.point == Point.SHARE:
            return within * (self.percent or 0) / 100
        time = self.time or NOTHING
        return within + time if self.point == Point.AFTER else max(within - time, NOTHING)


@dataclass(frozen=True)
class Terms:
    """What is promised for one target: so much time, counted so, and who is told when."""

    within: timedelta
    round_the_clock: bool = False
    reminders: tuple[Reminder, ...] = ()


@dataclass(frozen=True)
class Policy:
    """As ``SlaPolicy``, with its targets; without a number it is what a kind ships with."""

    pk: int | None
    name: str
    terms: Mapping[Target, Terms]
    pauses_in: tuple[Pausing, ...] = (Pausing.PENDING,)
    is_on: bool = True
    site: int | None = None
    team: int | None = None
    kinds: Sequence[str] = field(default=())
    channels: Sequence[str] = field(default=())
    priorities: Sequence[int] = field(default=())
    is_vip: bool | None = None
    customer_waits: bool | None = None

    def fits(self, ticket: Ticket) -> bool:
        """Whether it is about the ticket as it stands now."""
        return (
            self.is_on
            and self.site in (None, ticket.site_id)
            and self.team in (None, ticket.team_id)
            and (not self.kinds or ticket.kind in self.kinds)
            and (not self.channels or ticket.channel in self.channels)
            and (not self.priorities or ticket.priority in self.priorities)
            and self.is_vip in (None, ticket.customer is not None and ticket.customer.is_vip)
            and self.customer_waits in (None, ticket.customer_waits_since is not None)
        )


def policy_for(ticket: Ticket) -> Policy:
    """The first policy that fits the ticket, else what its kind ships with. One query."""
    return first_that_fits(policies(), ticket)


def first_that_fits(policies: Sequence[Policy], ticket: Ticket) -> Policy:
    return next((one for one in policies if one.fits(ticket)), None) or shipped(ticket.kind)


def policy_of(pk: int | None, *, kind: str, policies: Sequence[Policy]) -> Policy:
    """The policy a clock runs by, in force or not."""
    return next((one for one in policies if one.pk == pk), None) or shipped(kind)


@lru_cache(maxsize=50)
def shipped(kind: str) -> Policy:
    """What a kind promises by itself. Whole days are days of the calendar, not so much time of being open."""
    told = kind_of(kind)
    lengths = {
        Target.FIRST_RESPONSE: told.first_response,
        Target.NEXT_RESPONSE: told.first_response,
        Target.RESOLUTION: told.resolution,
    }
    terms = {
        target: Terms(
            within, told.round_the_clock or within >= ONE_DAY, shipped_reminders(within, told.remind_before)
        )
        for target, within in lengths.items()
    }
    return Policy(None, "", terms)


def shipped_reminders(within: timedelta, before: timedelta) -> tuple[Reminder, ...]:
    """So long before it is due, but at half time at the earliest; and when it is late."""
    return Reminder(Point.BEFORE, time=min(before, within / 2)), Reminder(Point.AFTER, time=NOTHING)


def policies() -> tuple[Policy, ...]:
    """All there are, in the order in which they are asked. One query."""
    return read(tuple(row[0] for row in compiled().rows({})))


@lru_cache(maxsize=20)
def read(told: tuple[str, ...]) -> tuple[Policy, ...]:
    """From what the database tells of them, which seldom changes."""
    return tuple(policy_in(json.loads(one)) for one in told)


def policy_in(told: dict[str, Any]) -> Policy:
    terms = {Target(one["target"]): terms_in(one) for one in told.pop("terms")}
    pauses_in = tuple(Pausing(one) for one in told.pop("pauses_in"))
    told |= {name: tuple(told[name]) for name in ("kinds", "channels", "priorities")}
    return Policy(terms=terms, pauses_in=pauses_in, **told)


def terms_in(told: dict[str, Any]) -> Terms:
    reminders = tuple(
        Reminder(
            point=Point(one["point"]),
            percent=one["percent"],
            time=None if one["time"] is None else timedelta(seconds=one["time"]),
            listeners=tuple(Listener(name) for name in one["listeners"]),
            by_email=one["by_email"],
            escalates=one["escalates"],
        )
        for one in told["reminders"]
    )
    return Terms(timedelta(seconds=told["within"]), told["round_the_clock"], reminders)


@lru_cache(maxsize=1)
def compiled() -> Statement:
    reminders = SlaReminder.objects.filter(target=OuterRef("pk")).order_by("id")
    names = ("point", "percent", "listeners", "by_email", "escalates")
    of_reminder = JSONObject(**{name: name for name in names}, time=Extract("time", "epoch"))
    targets = SlaTarget.objects.filter(policy=OuterRef("pk")).order_by("id")
    of_target = JSONObject(
        target="target",
        round_the_clock="round_the_clock",
        within=Extract("within", "epoch"),
        reminders=ArraySubquery(reminders.values(told=of_reminder)),
    )
    plain = (
        "pk",
        "name",
        "pauses_in",
        "is_on",
        "kinds",
        "channels",
        "priorities",
        "is_vip",
        "customer_waits",
    )
    of_policy = JSONObject(
        **{name: name for name in plain},
        site="site_id",
        team="team_id",
        terms=ArraySubquery(targets.values(told=of_target)),
    )
    rows = SlaPolicy.objects.order_by("position", "id").annotate(told=of_policy).values_list("told")
    return statement(*rows.query.sql_with_params(), holes={})
