"""Policies as a test needs them: what is promised, and who is told when."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from helpdesk.live.models import News
from helpdesk.mail.models import Letter
from helpdesk.notifications.domain.sending import send_due
from helpdesk.notifications.models import Dispatch
from helpdesk.record.models import Entry
from helpdesk.staff.models import User
from tests.cast import log_case
from tickets.enums import Listener, Point, Target
from tickets.models import Clock, SlaPolicy, SlaReminder, Ticket

SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)


def share(percent: int, *listeners: Listener, **said: Any) -> SlaReminder:
    return reminder(Point.SHARE, *listeners, percent=percent, **said)


def before(time: timedelta, *listeners: Listener, **said: Any) -> SlaReminder:
    return reminder(Point.BEFORE, *listeners, time=time, **said)


def after(time: timedelta, *listeners: Listener, **said: Any) -> SlaReminder:
    return reminder(Point.AFTER, *listeners, time=time, **said)


def reminder(point: Point, *listeners: Listener, **said: Any) -> SlaReminder:
    """To the assignee, unless others are named."""
    return SlaReminder(point=point, listeners=list(listeners or [Listener.ASSIGNEE]), **said)


def promise(
    *reminders: SlaReminder, target: Target = Target.RESOLUTION, within: timedelta = 10 * HOUR, **said: Any
) -> SlaPolicy:
    """The only policy there is, with this promise alone; round the clock, unless otherwise said."""
    SlaPolicy.objects.update(is_on=False)
    policy = SlaPolicy.objects.create(name="House")
    its = policy.targets.create(target=target, within=within, **{"round_the_clock": True, **said})
    for one in reminders:
        one.target = its
    SlaReminder.objects.bulk_create(reminders)
    return policy


def wound(by: User, *, assignee: User | None = None) -> Clock:
    """The clock of a new ticket, by the policy there is."""
    ticket = log_case("room_change", by=by)
    Ticket.objects.filter(pk=ticket.pk).update(assignee=assignee)
    return Clock.objects.select_related("ticket__site").get(ticket=ticket)


def told() -> list[tuple[str, str]]:
    """First name and sentence of everything the bell told of clocks, in order."""
    news = News.objects.filter(kind__in=("due_soon", "late")).order_by("pk")
    return [(one.recipient.name.split()[0], one.text) for one in news.select_related("recipient")]


def written_to() -> list[str]:
    """Whom letters went to; of each piece of news one at most."""
    send_due(now=timezone.now(), budget=SECOND)
    sent = Dispatch.objects.exclude(letter=None)
    assert Letter.objects.count() == sent.count() == sent.values("news").distinct().count()
    return sorted(sent.values_list("letter__recipient", flat=True))


def entries(ticket: Ticket) -> list[Entry]:
    return list(Entry.objects.about(ticket).filter(verb__startswith="clock."))


def at(clock: Clock, spent: timedelta) -> datetime:
    """When so much of its time is spent, round the clock."""
    return clock.started_at + spent


def started(clock: Clock, at: datetime) -> Clock:
    """As if it had been wound then."""
    later = at - clock.started_at
    times = ("started_at", "counting_since", "due_at", "next_moment_at")
    moved = {name: getattr(clock, name) + later for name in times}
    Clock.objects.filter(pk=clock.pk).update(**moved)
    return Clock.objects.select_related("ticket__site", "policy").get(pk=clock.pk)
