"""What a list of tickets can be narrowed by, field by field, as the address says it.

The values of one filter are alternatives, except for those of ``is``: a ticket has to be all of them. What a
filter does not know it leaves out; the API refuses it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from customers.enums import Channel
from helpdesk.staff.models import User
from tickets.domain.queue.days import beginning, cleaned_day
from tickets.domain.queue.marks import OPEN, Mark, has_a_clock, marked
from tickets.enums import Outcome, Priority, Status, Target
from tickets.kinds import KINDS
from tickets.models.tag import LONGEST_TAG

# Longer lists come from nobody who chose them by hand.
MOST_VALUES = 50
ME, NOBODY = "me", "nobody"

Values = tuple[str, ...]


@dataclass(frozen=True)
class Filter:
    """One field. ``clean`` gives a value as the address should say it, or nothing when it means nothing."""

    key: str
    label: StrOrPromise
    clean: Callable[[str], str]
    narrow: Callable[[Values, User, datetime], Q]
    # All values there are, when these are few and fixed.
    choices: Mapping[str, StrOrPromise] | None = None
    is_day: bool = False
    # Somebody types several into one field, with commas between them.
    is_typed: bool = False

    def cleaned(self, texts: Iterable[str]) -> Values:
        """Each value once, in their own order."""
        said = (part for text in texts for part in (text.split(",") if self.is_typed else [text]))
        known = dict.fromkeys(value for text in said if (value := self.clean(text)))
        if self.choices is not None:
            known = dict.fromkeys(value for value in self.choices if value in known)
        return tuple(known)[: 1 if self.is_day else MOST_VALUES]


def number(text: str) -> str:
    """The id of something, in one spelling."""
    return str(int(text)) if text.isascii() and text.isdecimal() and len(text) <= 15 else ""


def chosen(key: str, label: StrOrPromise, choices: Mapping[str, StrOrPromise]) -> Filter:
    """A column of the ticket with fixed values."""
    return Filter(
        key,
        label,
        clean=lambda text: text if text in choices else "",
        narrow=lambda values, user, now: Q(**{f"{key}__in": values}),
        choices=choices,
    )


def referring(key: str, label: StrOrPromise) -> Filter:
    """A column of the ticket that refers to something."""
    return Filter(key, label, clean=number, narrow=lambda values, user, now: Q(**{f"{key}__in": values}))


def person(key: str, label: StrOrPromise, column: str) -> Filter:
    return Filter(
        key,
        label,
        clean=lambda text: text if text in (ME, NOBODY) else number(text),
        narrow=lambda values, user, now: is_one_of(column, values, user),
    )


def is_one_of(column: str, values: Values, user: User) -> Q:
    people = [user.pk if value == ME else int(value) for value in values if value != NOBODY]
    found = Q(**{f"{column}__in": people}) if people else Q()
    return found | Q(**{column: None}) if NOBODY in values else found


def days(key: str, label: StrOrPromise, column: str, *, side: str, only: Q = Q()) -> Filter:  # noqa: B008  # never changed
    """From the beginning of a day, or until its end."""

    def narrow(values: Values, _user: User, now: datetime) -> Q:
        moment = beginning(values[0], now=now, later=int(side == "lt"))
        return only & Q(**{f"{column}__{side}": moment})

    return Filter(key, label, clean=cleaned_day, narrow=narrow, is_day=True)


def tag(text: str) -> str:
    return text.strip() if "\x00" not in text and len(text.strip()) <= LONGEST_TAG else ""


FILTERS: dict[str, Filter] = {
    one.key: one
    for one in (
        chosen("kind", _("Kind"), {key: kind.label for key, kind in KINDS.items()}),
        chosen("status", _("Status"), dict(Status.choices)),
        person("assignee", _("Assignee"), "assignee"),
        referring("team", _("Team")),
        referring("site", _("Site")),
        chosen("priority", _("Priority"), {str(value): label for value, label in Priority.choices}),
        chosen("channel", _("Channel"), dict(Channel.choices)),
        chosen("outcome", _("Outcome"), dict(Outcome.choices)),
        Filter(
            "is",
            _("Marked"),
            clean=lambda text: text if text in Mark else "",
            narrow=marked,
            choices=dict(Mark.choices),
        ),
        Filter(
            "clock",
            _("Running clock"),
            clean=lambda text: text if text in Target else "",
            narrow=lambda values, user, now: has_a_clock(target__in=values, paused_at=None),
            choices=dict(Target.choices),
        ),
        Filter(
            "tag",
            _("Tag"),
            clean=tag,
            narrow=lambda values, user, now: Q(tags__overlap=list(values)),
            is_typed=True,
        ),
        referring("customer", _("Customer")),
        person("logged_by", _("Logged by"), "created_by"),
        days("logged_from", _("Logged from"), "created_at", side="gte"),
        days("logged_to", _("Logged until"), "created_at", side="lt"),
        days("updated_from", _("Changed from"), "updated_at", side="gte"),
        days("updated_to", _("Changed until"), "updated_at", side="lt"),
        days("due_from", _("Due from"), "sort_due_at", side="gte", only=OPEN & Q(due_at__isnull=False)),
        days("due_to", _("Due until"), "sort_due_at", side="lt", only=OPEN),
    )
}
