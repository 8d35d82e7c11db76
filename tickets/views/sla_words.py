"""SLA policies in the reader's words: what each is about, and what it promises."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from customers.enums import Channel
from helpdesk.staff.models import Site, Team
from tickets.domain.lengths import in_words
from tickets.domain.sla import Policy, Reminder, Terms
from tickets.enums import Point, Priority, Target
from tickets.kinds import KINDS
from tickets.templatetags.desk import percent


@dataclass(frozen=True)
class Places:
    """What the sites and teams that a person sees are called, by number."""

    sites: Mapping[int, str]
    teams: Mapping[int, str]

    @classmethod
    def of(cls, sites: Sequence[Site], teams: Sequence[Team]) -> Places:
        return cls({site.pk: site.name for site in sites}, {team.pk: team.name for team in teams})


@dataclass(frozen=True)
class Told:
    """A reminder in words: when, and what happens then."""

    moment: str
    effects: Sequence[str]


@dataclass(frozen=True)
class Promise:
    """One target in words; without a length nothing is promised."""

    target: Target
    length: str = ""
    counted: str = ""
    reminders: Sequence[Told] = ()


@dataclass(frozen=True)
class Row:
    """A policy in words."""

    policy: Policy
    about: str
    promises: Sequence[Promise]


def row_of(policy: Policy, *, places: Places) -> Row:
    return Row(policy, about(policy, places=places), promises_of(policy))


def about(policy: Policy, *, places: Places) -> str:
    """Which tickets, in one line: "Hotel Vltava, Front desk · Room change · Urgent"."""
    return " · ".join(part for part in parts_of(policy, places=places) if part) or _("Every ticket")


def parts_of(policy: Policy, *, places: Places) -> Iterator[str]:
    site, team = places.sites.get(policy.site or 0, ""), places.teams.get(policy.team or 0, "")
    yield ", ".join(filter(None, (site, team)))
    yield ", ".join(str(kind.label) for kind in KINDS.values() if kind.key in policy.kinds)
    yield ", ".join(str(channel.label) for channel in Channel if channel in policy.channels)
    yield ", ".join(str(one.label) for one in Priority if one in policy.priorities)
    yield {True: _("VIPs"), False: _("no VIPs"), None: ""}[policy.is_vip]
    yield {
        True: _("while the customer waits for a word"),
        False: _("while the customer has had an answer"),
        None: "",
    }[policy.customer_waits]


def promises_of(policy: Policy) -> list[Promise]:
    """Of each target one, in their order."""
    return [promise_of(target, policy.terms.get(target)) for target in Target]


def promise_of(target: Target, terms: Terms | None) -> Promise:
    if terms is None:
        return Promise(target)
    always = terms.round_the_clock
    counted = _("round the clock") if always else _("in opening hours")
    reminders = sorted(terms.reminders, key=lambda one: one.offset(terms.within))
    told = [Told(moment_of(one, in_days=always), list(effects_of(one))) for one in reminders]
    return Promise(target, in_words(terms.within, in_days=always), counted, told)


def moment_of(reminder: Reminder, *, in_days: bool) -> str:
    if reminder.point == Point.SHARE:
        return _("at %(share)s") % {"share": percent(reminder.percent)}
    if not reminder.time:
        return pgettext("when a clock speaks", "when it is late")
    said = {"time": in_words(reminder.time, in_days=in_days)}
    if reminder.point == Point.BEFORE:
        return pgettext("when a clock speaks", "%(time)s before") % said
    return pgettext("when a clock speaks", "%(time)s after") % said


def effects_of(reminder: Reminder) -> Iterator[str]:
    """Who is told, how, and what it sets going."""
    if reminder.listeners:
        yield ", ".join(str(listener.label) for listener in reminder.listeners)
    if reminder.by_email and reminder.listeners:
        yield _("by e-mail, too")
    if reminder.escalates:
        yield _("asks a supervisor")
