"""The follow-ups a person looks at: their own, their teams', the late ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db.models import CharField, Value
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from helpdesk.staff.compiled_lists import CompiledList, Rows
from helpdesk.staff.models import User
from tickets.models import FollowUp
from tickets.models.follow_up import FollowUpQuerySet

# Above this a count is shown as "99+": nothing counts further for a badge.
COUNT_CAP = 100
KEYS = ("due_at", "id")
# What a row of a list shows.
ABOUT = ("ticket_id", "ticket__subject", "ticket__customer__name", "ticket__customer__erased_at")
COLUMNS = ("id", "text", "due_at", "owner__name", *ABOUT)
# The longest late, for the supervisor's desk; the rest is on the page of its own.
LATE_SHOWN = 20
# No moment of the desk's.
SOME_TIME = datetime(2001, 1, 1, 12, tzinfo=UTC)


@dataclass(frozen=True)
class View:
    key: str
    label: StrOrPromise
    empty: StrOrPromise
    narrow: Callable[[FollowUpQuerySet, User, datetime], FollowUpQuerySet]


VIEWS: dict[str, View] = {
    view.key: view
    for view in (
        View("mine", _("Mine"), _("You have promised nobody anything."), lambda f, user, now: f.of(user)),
        View(
            "teams",
            _("My teams"),
            _("Your teams have promised nobody anything."),
            lambda f, user, now: f.filter(team__in=user.team_ids),
        ),
        View("late", _("Late"), _("No promise is late."), lambda f, user, now: f.late(now=now)),
        View("all", _("All"), _("Nobody has been promised anything."), lambda f, user, now: f),
    )
}


def follow_ups_for(view: View, *, user: User, now: datetime) -> FollowUpQuerySet:
    """Open ones, without order: the page brings its own, ``KEYS``."""
    return view.narrow(FollowUp.objects.visible_to(user).open(), user, now)


def counts(*, user: User, now: datetime) -> dict[str, int]:
    """How many each view holds, up to ``COUNT_CAP``, in one query."""
    found = Counter(row["view"] for row in COUNTED.of(user, now=now))
    return {key: found[key] for key in VIEWS}


def counted_for(person: User, *, now: datetime) -> Rows:
    """A row for each follow-up of each view."""
    parts: list[Any] = [
        follow_ups_for(view, user=person, now=now)
        .order_by()
        .annotate(view=Value(view.key, output_field=CharField()))
        .values("view")[:COUNT_CAP]
        for view in VIEWS.values()
    ]
    every: Rows = parts[0].union(*parts[1:], all=True)
    return every


def late_for(person: User, *, now: datetime) -> Rows:
    """Promises nobody has kept in time, the longest late first."""
    late = follow_ups_for(VIEWS["late"], user=person, now=now)
    rows: Rows = late.order_by(*KEYS).values(*COLUMNS)
    return rows[:LATE_SHOWN]


COUNTED = CompiledList(counted_for, {"now": SOME_TIME}, of_teams=True)
LATE = CompiledList(late_for, {"now": SOME_TIME})
