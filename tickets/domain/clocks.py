"""The clocks of a ticket: what was promised by when, and whether it was kept.

Due times are counted round the clock; business hours replace ``due_after`` and nothing else.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.db.models import Min

from tickets.enums import UNFINISHED, Status, Target
from tickets.kinds import kind_of
from tickets.models import Clock, SlaPolicy, Ticket


def told_clocks(told: Iterable[Mapping[str, str | None]]) -> list[Clock]:
    """From what ``with_clocks`` brings: to be shown, not to be saved."""
    return [
        Clock(**{name: read_time(value) if name.endswith("_at") else value for name, value in one.items()})
        for one in told
    ]


def read_time(text: str | None) -> datetime | None:
    """A moment kept as text in ISO 8601; none for nothing."""
    return datetime.fromisoformat(text) if text else None


def policy_for(ticket: Ticket) -> SlaPolicy:
    """The targets that hold for the ticket: the administrator's row, else those its kind ships with."""
    policy = SlaPolicy.objects.filter(kind=ticket.kind).first()
    if policy is not None:
        return policy
    kind = kind_of(ticket.kind)
    return SlaPolicy(
        kind=kind.key,
        first_response=kind.first_response,
        resolution=kind.resolution,
        remind_before=kind.remind_before,
    )


def due_after(ticket: Ticket, *, start: datetime, target: timedelta) -> datetime:  # noqa: ARG001  # its site's hours
    """When ``target`` is used up. Business hours of the ticket's site belong here."""
    return start + target


def start(ticket: Ticket, target: Target, *, now: datetime) -> Clock:
    """Start a clock from now, due by the policy."""
    clock = wound(ticket, target, policy=policy_for(ticket), now=now)
    clock.save()
    return clock


def wound(
    ticket: Ticket, target: Target, *, policy: SlaPolicy, now: datetime, due_at: datetime | None = None
) -> Clock:
    """A clock that runs from now, not saved yet; due at ``due_at`` where that lies ahead, else by the policy.

    Its reminder comes at half time at the latest.
    """
    length = policy.first_response if target == Target.FIRST_RESPONSE else policy.resolution
    if due_at is None or due_at <= now:
        due_at = due_after(ticket, start=now, target=length)
    remind_at = max(due_at - policy.remind_before, now + (due_at - now) / 2)
    return Clock(
        ticket=ticket,
        target=target,
        started_at=now,
        due_at=due_at,
        remind_at=remind_at,
        next_moment_at=remind_at,
    )


def all_wound(ticket: Ticket, *, now: datetime, promised_at: datetime | None = None) -> list[Clock]:
    """Every clock of a ticket that is about to be saved. Sets ``ticket.due_at``; the caller saves them all.

    What was promised to the customer outranks the policy's resolution target.
    """
    policy = policy_for(ticket)
    clocks = [
        wound(ticket, Target.FIRST_RESPONSE, policy=policy, now=now),
        wound(ticket, Target.RESOLUTION, policy=policy, now=now, due_at=promised_at),
    ]
    ticket.due_at = min(clock.due_at for clock in clocks)
    return clocks


def recount(ticket: Ticket, *, promised_at: datetime | None) -> None:
    """Count the running clocks anew from where they started: for another kind, or another promise.

    People are told again of a clock that is due at another time now. What was met stays met. Sets
    ``ticket.due_at``; the caller saves the ticket.
    """
    policy = policy_for(ticket)
    for clock in ticket.clocks.running().select_for_update():
        target = Target(clock.target)
        promised = promised_at if target == Target.RESOLUTION else None
        anew = wound(ticket, target, policy=policy, now=clock.started_at, due_at=promised)
        if anew.due_at != clock.due_at:
            clock.due_at, clock.remind_at, clock.next_moment_at = anew.due_at, anew.remind_at, anew.remind_at
            clock.reminded_at = clock.breached_at = None
            clock.recounted += 1
            clock.save()
    ticket.due_at = earliest_due(ticket)


def follow(ticket: Ticket, *, before: Status, now: datetime) -> None:
    """Let the clocks follow a move. Sets ``ticket.due_at``; the caller saves the ticket."""
    if ticket.status not in UNFINISHED:
        meet(ticket, *Target, now=now)
    elif before not in UNFINISHED:
        start(ticket, Target.RESOLUTION, now=now)
    ticket.due_at = earliest_due(ticket)


def note_first_response(ticket: Ticket, *, now: datetime) -> None:
    """Somebody spoke to the customer. Sets ``ticket.due_at``; the caller saves the ticket."""
    meet(ticket, Target.FIRST_RESPONSE, now=now)
    ticket.due_at = earliest_due(ticket)


def meet(ticket: Ticket, *targets: Target, now: datetime) -> None:
    ticket.clocks.running().filter(target__in=targets).update(met_at=now, next_moment_at=None)


def unmeet(ticket: Ticket, *, met_at: datetime) -> None:
    """What met clocks at that moment did not happen after all. Sets ``ticket.due_at``; the caller saves."""
    for clock in ticket.clocks.filter(met_at=met_at).select_for_update():
        clock.met_at = None
        untold = clock.remind_at if clock.reminded_at is None else clock.due_at
        clock.next_moment_at = None if clock.breached_at else untold
        clock.save(update_fields=["met_at", "next_moment_at"])
    ticket.due_at = earliest_due(ticket)


def earliest_due(ticket: Ticket) -> datetime | None:
    due: datetime | None = ticket.clocks.running().aggregate(due=Min("due_at"))["due"]
    return due
