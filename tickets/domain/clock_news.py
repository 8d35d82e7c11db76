"""What people are told of clocks, in their language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from babel.numbers import format_percent
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from helpdesk.notifications.domain.news import Telling, Words
from tickets.domain.clock_listeners import Listeners
from tickets.domain.clock_turns import Word
from tickets.domain.lengths import written
from tickets.domain.news import telling_about
from tickets.domain.sla import NOTHING, Reminder
from tickets.enums import Point, Target


def tellings_of(words: Sequence[Word], listeners: Listeners) -> Iterator[Telling]:
    """Of what one clock says now. Who hears several things of it hears the last alone."""
    told: set[int] = set()
    for word in reversed(words):
        kind, say = "late" if word.is_over_due else "due_soon", partial(words_of, word)
        # Who may get a letter comes first: with one of the reminders of a moment they do.
        for by_email in (True, False):
            people = listeners.of(word.clock.ticket, word.listeners(by_email=by_email))
            new = [person for person in people if person.pk not in told]
            told |= {person.pk for person in new}
            if new:
                yield telling_about(
                    word.clock.ticket, new, kind=kind, say=say, cause=word.cause, by_email=by_email
                )


def words_of(word: Word) -> Words:
    """In the reader's language; the letter says more, in the time of the site."""
    ticket, text = word.clock.ticket, sentence(word)
    with timezone.override(ticket.site.zone):
        due = date_format(timezone.localtime(word.clock.due_at), "DATETIME_FORMAT")
        if word.is_late:
            late = _("Late: this should have been told at %(moment)s.") % {"moment": clock_time(word)}
            text = f"{text} {late}"
    body = _("%(text)s\n\n%(subject)s\nDue: %(due)s (%(site)s)")
    body %= {"text": text, "subject": ticket.title, "due": due, "site": ticket.site.name}
    return Words(text, body=body)


def clock_time(word: Word) -> str:
    """With its day, unless that is today."""
    local, today = timezone.localtime(word.moment), timezone.localdate(word.said_at)
    return date_format(local, "TIME_FORMAT" if local.date() == today else "SHORT_DATETIME_FORMAT")


def sentence(word: Word) -> str:
    target, number = Target(word.clock.target), word.clock.ticket.number
    if not word.is_over_due:
        return ahead(word.reminders[0], target=target, number=number)
    after = next((one.time for one in word.reminders if one.time), NOTHING)
    if after:
        return overdue(written(after, in_days=word.clock.round_the_clock), target=target, number=number)
    return {
        Target.FIRST_RESPONSE: _("Ticket %(number)s: nobody answered the customer in time."),
        Target.NEXT_RESPONSE: _("Ticket %(number)s: nobody answered the customer’s last word in time."),
        Target.RESOLUTION: _("Ticket %(number)s was not resolved in time."),
    }[target] % {"number": number}


def ahead(reminder: Reminder, *, target: Target, number: int) -> str:
    if reminder.point == Point.SHARE:
        percent = format_percent((reminder.percent or 0) / 100, locale=get_language() or "en")
        return {
            Target.FIRST_RESPONSE: _(
                "Ticket %(number)s: %(percent)s of the time for the first response is used."
            ),
            Target.NEXT_RESPONSE: _(
                "Ticket %(number)s: %(percent)s of the time for the next response is used."
            ),
            Target.RESOLUTION: _("Ticket %(number)s: %(percent)s of the time to resolve it is used."),
        }[target] % {"number": number, "percent": percent}
    return {
        Target.FIRST_RESPONSE: _("Ticket %(number)s: the first response is due soon."),
        Target.NEXT_RESPONSE: _("Ticket %(number)s: the next response is due soon."),
        Target.RESOLUTION: _("Ticket %(number)s is due to be resolved soon."),
    }[target] % {"number": number}


def overdue(time: str, *, target: Target, number: int) -> str:
    return {
        Target.FIRST_RESPONSE: _(
            "Ticket %(number)s: nobody has answered the customer %(time)s after it was due."
        ),
        Target.NEXT_RESPONSE: _(
            "Ticket %(number)s: nobody has answered the customer’s last word %(time)s after it was due."
        ),
        Target.RESOLUTION: _("Ticket %(number)s: not resolved %(time)s after it was due."),
    }[target] % {"number": number, "time": time}
