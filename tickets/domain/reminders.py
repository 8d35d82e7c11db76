"""Telling people about promises that come due, before and when they are broken, once each."""

from collections.abc import Collection
from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from helpdesk.notifications.domain.news import Words
from helpdesk.record import writing as record
from helpdesk.staff.models import User
from tickets import rules
from tickets.domain.news import tell_about
from tickets.domain.supervisors import supervisors_of
from tickets.enums import Target
from tickets.models import Clock, Ticket

BATCH = 100


def run_clocks(*, now: datetime) -> int:
    """Say everything the clocks have to say by ``now``. Returns how many clocks spoke."""
    spoken = 0
    while batch := run_batch(now=now):
        spoken += batch
    return spoken


@transaction.atomic
def run_batch(*, now: datetime) -> int:
    """One small transaction; other workers take other clocks meanwhile."""
    # The tickets are read after the lock: nobody is reminded of what was erased meanwhile.
    due = Clock.objects.with_a_moment_before(now).prefetch_related("ticket__site", "ticket__assignee")
    batch = list(due.select_for_update(of=("self",), skip_locked=True)[:BATCH])
    for clock in batch:
        speak(clock, now=now)
    return len(batch)


def speak(clock: Clock, *, now: datetime) -> None:
    """The breach if it is past the due time (the reminder is then superseded), else the reminder."""
    if now >= clock.due_at:
        clock.breached_at, clock.next_moment_at = now, None
        verb = "clock.breached"
    else:
        clock.reminded_at, clock.next_moment_at = now, clock.due_at
        verb = "clock.reminded"
    clock.save(update_fields=["breached_at", "reminded_at", "next_moment_at"])
    record.write(clock.ticket, verb, by=None, target=clock.target, due_at=clock.due_at)
    tell_of(clock, breached=verb == "clock.breached")


def listeners(ticket: Ticket) -> Collection[User]:
    """The assignee and the supervisors of the site who may see the ticket, each once."""
    people = {person.pk: person for person in supervisors_of(ticket)}
    assignee = ticket.assignee
    if assignee is not None and assignee.is_active and rules.may_see(assignee, ticket):
        people[assignee.pk] = assignee
    return people.values()


def tell_of(clock: Clock, *, breached: bool) -> None:
    cause = f"clock:{clock.pk}:{'breach' if breached else 'reminder'}"
    cause += f":{clock.recounted}" if clock.recounted else ""
    kind = "late" if breached else "due_soon"
    say = partial(words_of, clock, breached=breached)
    tell_about(clock.ticket, listeners(clock.ticket), kind=kind, say=say, cause=cause)


def words_of(clock: Clock, *, breached: bool) -> Words:
    """In the reader's language; the letter says more, in the time of the site."""
    ticket, text = clock.ticket, sentence(clock, breached=breached)
    with timezone.override(ticket.site.zone):
        due = date_format(timezone.localtime(clock.due_at), "DATETIME_FORMAT")
    body = _("%(text)s\n\n%(subject)s\nDue: %(due)s (%(site)s)")
    body %= {"text": text, "subject": ticket.title, "due": due, "site": ticket.site.name}
    return Words(text, body=body)


def sentence(clock: Clock, *, breached: bool) -> str:
    number = {"number": clock.ticket.number}
    if clock.target == Target.FIRST_RESPONSE:
        if breached:
            return _("Ticket %(number)s: nobody answered the customer in time.") % number
        return _("Ticket %(number)s: the first response is due soon.") % number
    if breached:
        return _("Ticket %(number)s was not resolved in time.") % number
    return _("Ticket %(number)s is due to be resolved soon.") % number
