"""Promises, notes, tags and watchers of the last shift, on the cases that are open by then."""

from collections import Counter
from datetime import datetime, timedelta
from functools import partial

from demo.building.house import House
from demo.building.timeline import Timeline
from demo.follow_ups import NOTES, PROMISES, SPARE_TAGS, TAGS, Note, Promise
from demo.places import SiteKey
from helpdesk.staff.enums import Role
from helpdesk.staff.models import User
from tickets.domain.follow_up import call_off, mark_done, promise
from tickets.domain.follow_up_reminders import run_follow_ups
from tickets.domain.handover_note import leave_note
from tickets.domain.tags import coin, retag
from tickets.domain.watching import watch
from tickets.enums import UNFINISHED, Status
from tickets.models import Ticket

# A promise is made this long before it is due, or when everything that is open has been logged.
_AHEAD = timedelta(hours=2)
_LATELY = timedelta(minutes=4)


def look_ahead(house: House, *, timeline: Timeline, now: datetime) -> None:
    """Put it all on the line, the promises in the order in which they are written down."""
    for note in NOTES:
        timeline.at(now - note.ago, partial(_leave, note, house, timeline))
    timeline.at(now - _LATELY, partial(_promise_all, house, timeline, now))
    timeline.at(now - _LATELY / 2, partial(_mark_all, house))
    timeline.at(now - _LATELY / 4, lambda: _speak(timeline))


def _leave(note: Note, house: House, timeline: Timeline) -> None:
    by = _associate(house, note.site)
    team = house.teams[note.site, note.team] if note.team else None
    leave_note(note.text, site=house.sites[note.site], team=team, by=by, now=timeline.now)


def _promise_all(house: House, timeline: Timeline, now: datetime) -> None:
    met: Counter[tuple[str, str]] = Counter()
    for told in PROMISES:
        cases = Ticket.objects.filter(site=house.sites[told.site], kind=told.kind, status__in=UNFINISHED)
        held = cases.filter(created_at__lt=now + told.due_in - _LATELY).exclude(assignee=None)
        held = held.exclude(customer=None).order_by("pk")
        which = met[told.site, told.kind]
        met[told.site, told.kind] += 1
        for ticket in held[which : which + 1]:
            _promise(told, ticket, timeline, now)


def _promise(told: Promise, ticket: Ticket, timeline: Timeline, now: datetime) -> None:
    """As long ago as it takes for what is late to be late by now."""
    if ticket.assignee is None:
        raise RuntimeError("Nobody promises anything on a case that nobody has.")
    due_at = now + told.due_in
    due_at -= timedelta(minutes=due_at.minute % 5, seconds=due_at.second)
    by, at = ticket.assignee, max(ticket.created_at, min(timeline.now, due_at - _AHEAD))
    follow_up = promise(ticket, text=told.text, due_at=due_at, by=by, now=at)
    if told.told:
        mark_done(follow_up, told=told.told, how=told.how, by=by, now=timeline.now)
    elif told.gave_up:
        call_off(follow_up, because=told.gave_up, by=by, now=timeline.now)


def _mark_all(house: House) -> None:
    supervisor = next(one for one in house.staff.values() if one.role == Role.SUPERVISOR)
    for name in [*TAGS.values(), *SPARE_TAGS]:
        coin(name, by=supervisor)
    for kind, name in TAGS.items():
        for ticket in Ticket.objects.filter(kind=kind).exclude(status=Status.CLOSED).order_by("pk")[::2]:
            retag(ticket, add=[name], by=ticket.assignee or ticket.created_by)
    for ticket in Ticket.objects.filter(status__in=UNFINISHED, escalations__answered_at=None)[:4]:
        for person in _colleagues(ticket):
            watch(ticket, person)


def _colleagues(ticket: Ticket) -> list[User]:
    """One of the team who does not work on it and is not whom it is about."""
    there = ticket.team.members.filter(role=Role.ASSOCIATE).order_by("pk")
    others = [one for one in there if one != ticket.assignee]
    return [one for one in others if Ticket.objects.visible_to(one).filter(pk=ticket.pk).exists()][:1]


def _associate(house: House, site: SiteKey) -> User:
    """Whoever comes first among the associates of the site."""
    return next(
        one for one in house.staff.values() if one.role == Role.ASSOCIATE and house.sites[site] in one.sites
    )


def _speak(timeline: Timeline) -> None:
    run_follow_ups(now=timeline.now)
