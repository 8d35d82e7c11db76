"""Telling people about promises that come due, before and after they are broken, once each.

A clock says by its ``next_moment_at`` when it wants to speak, so those that are silent cost nothing. What it
says, that it has said it, who was told and what the record says of it stand or fall together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db import connection, transaction

from helpdesk.notifications.domain.news import Telling, tell_each
from helpdesk.record.many import Saying, write_all
from tickets.domain import escalation
from tickets.domain.clock_listeners import Listeners
from tickets.domain.clock_news import tellings_of
from tickets.domain.clock_turns import Word, take_turn
from tickets.domain.lengths import MINUTE
from tickets.domain.sla import Policy, policies, policy_of
from tickets.domain.working_hours import ALWAYS, HoursOfSites
from tickets.enums import Listener, Target
from tickets.models import Clock, Escalation

BATCH = 50
KEEP = """
UPDATE tickets_clock AS clock
SET told_until = said.told_until, breached_at = said.breached_at, next_moment_at = said.next_moment_at
FROM unnest(%s::bigint[], %s::interval[], %s::timestamptz[], %s::timestamptz[])
    AS said (id, told_until, breached_at, next_moment_at)
WHERE clock.id = said.id
"""


def run_clocks(*, now: datetime) -> int:
    """Say everything the clocks have to say by ``now``. Returns how many clocks were asked."""
    asked = 0
    while (batch := run_batch(now=now)) == BATCH:
        asked += batch
    return asked + batch


@transaction.atomic
def run_batch(*, now: datetime) -> int:
    """One small transaction; other workers take other clocks meanwhile. Returns how many were asked.

    The ticket is held, too, as everybody holds it who changes its clocks; one that somebody holds is left for
    the next time.
    """
    due = Clock.objects.with_a_moment_before(now).select_related("ticket")
    held = due.select_for_update(of=("self", "ticket"), skip_locked=True, no_key=True)
    # The site is read after the lock: what is joined to a row that changed meanwhile may be older.
    clocks = list(held.prefetch_related("ticket__site")[:BATCH])
    if clocks:
        turns = take_turns(clocks, now=now)
        keep(clocks)
        say(turns, now=now)
    return len(clocks)


def take_turns(clocks: Sequence[Clock], *, now: datetime) -> list[list[Word]]:
    """What each has to say. The policies are read once, the hours once for each site."""
    house, hours = policies(), HoursOfSites(now=now)
    return [
        take_turn(
            clock,
            policy_for(clock, house).terms.get(Target(clock.target)),
            ALWAYS if clock.round_the_clock else hours.of(clock.ticket.site),
            now=now,
        )
        for clock in clocks
    ]


def policy_for(clock: Clock, house: Sequence[Policy]) -> Policy:
    return policy_of(clock.policy_id, kind=clock.ticket.kind, policies=house)


def keep(clocks: Sequence[Clock]) -> None:
    """That they have said what they had to say, in one statement."""
    rows = [(one.pk, one.told_until, one.breached_at, one.next_moment_at) for one in clocks]
    with connection.cursor() as cursor:
        cursor.execute(KEEP, [list(column) for column in zip(*rows, strict=True)])


def say(turns: Sequence[Sequence[Word]], *, now: datetime) -> None:
    """Tell it all, and write down what was told; so many statements, whatever there is to say."""
    spoken = [words for words in turns if words]
    if not spoken:
        return
    listeners = Listeners([words[0].clock.ticket for words in spoken])
    asking = [words[-1].clock for words in spoken if any(word.escalates for word in words)]
    asked = escalation.clocks_ask(asking, now=now)
    sayings = [saying_of(word) for words in spoken for word in words]
    write_all([*sayings, *map(escalation.saying_of, asked)], by=None)
    tell_each(list(tellings(spoken, asked, listeners)))


def tellings(
    spoken: Sequence[Sequence[Word]], asked: Sequence[Escalation], listeners: Listeners
) -> Iterator[Telling]:
    for words in spoken:
        yield from tellings_of(words, listeners)
    for question in asked:
        yield escalation.telling_of(question, listeners.of(question.ticket, [Listener.SUPERVISORS]))


def saying_of(word: Word) -> Saying:
    """What the record says of it: the breach is one of its own, whether somebody is told or not."""
    details = {"target": word.clock.target, "due_at": word.clock.due_at}
    details |= {"moment": word.moment, "is_late": word.is_late}
    if word.is_breach:
        details |= {"is_silent": not word.reminders}
        return Saying(word.clock.ticket, verb="clock.breached", details=details)
    reminder = word.reminders[0]
    details |= {"point": reminder.point}
    if reminder.percent is not None:
        details |= {"percent": reminder.percent}
    if reminder.time is not None:
        details |= {"minutes": reminder.time // MINUTE}
    return Saying(word.clock.ticket, verb="clock.reminded", details=details)
