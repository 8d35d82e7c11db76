"""The views everybody has. What people keep for themselves is a ``SavedView``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from helpdesk.staff.models import User
from tickets.enums import Status
from tickets.models.ticket import TicketQuerySet

# What is due within so much time is due soon.
SOON = timedelta(hours=1)

Narrow = Callable[[TicketQuerySet, User, datetime], TicketQuerySet]


@dataclass(frozen=True)
class View:
    """A named part of the queue. One that is ``everywhere`` has finished tickets in it, without end."""

    key: str
    label: StrOrPromise
    empty: StrOrPromise
    narrow: Narrow
    everywhere: bool = False

    @property
    def sort(self) -> str:
        """In which order it comes unless somebody asks for another."""
        return "-updated" if self.everywhere else "due"


def end_of_today(now: datetime) -> datetime:
    tomorrow = timezone.localdate(now) + timedelta(days=1)
    return timezone.make_aware(datetime.combine(tomorrow, time.min))


VIEWS: dict[str, View] = {
    view.key: view
    for view in (
        View(
            "mine",
            _("Mine"),
            _("Nothing is assigned to you."),
            lambda t, user, now: t.unfinished().assigned_to(user),
        ),
        View(
            "unassigned",
            _("Unassigned"),
            _("Every ticket has somebody who looks after it."),
            lambda t, user, now: t.unfinished().unassigned(),
        ),
        View(
            "teams",
            _("My teams"),
            _("Your teams have nothing open."),
            lambda t, user, now: t.unfinished().filter(team__in=user.team_ids),
        ),
        View(
            "waiting",
            _("Customer waiting"),
            _("No customer waits for a word from us."),
            lambda t, user, now: t.awaiting_reply(),
        ),
        View(
            "today",
            _("Due today"),
            _("Nothing more is due today."),
            lambda t, user, now: t.due_before(end_of_today(now)),
        ),
        View(
            "soon",
            _("Due soon"),
            _("Nothing is due within the hour."),
            lambda t, user, now: t.due_before(now + SOON).filter(sort_due_at__gte=now),
        ),
        View("late", _("Late"), _("Nothing is late."), lambda t, user, now: t.late(now=now)),
        View(
            "pending",
            _("Pending"),
            _("No ticket waits for its customer."),
            lambda t, user, now: t.unfinished().filter(status=Status.PENDING),
        ),
        View("open", _("All open"), _("Everything is put right."), lambda t, user, now: t.unfinished()),
        View(
            "resolved",
            _("Resolved"),
            _("Nothing has been resolved yet."),
            lambda t, user, now: t.filter(status__in=(Status.RESOLVED, Status.CLOSED)),
            everywhere=True,
        ),
        View("all", _("Everything"), _("No ticket fits."), lambda t, user, now: t.all(), everywhere=True),
    )
}
# With how many there are: never those without end.
COUNTED = tuple(view for view in VIEWS.values() if not view.everywhere)
