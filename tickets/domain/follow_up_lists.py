"""The follow-ups a person looks at: their own, their teams', the late ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import CharField, Value
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from helpdesk.staff.models import User
from tickets.models import FollowUp
from tickets.models.follow_up import FollowUpQuerySet

# Above this a count is shown as "99+": nothing counts further for a badge.
COUNT_CAP = 100
KEYS = ("due_at", "id")


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
    parts = [
        follow_ups_for(view, user=user, now=now)
        .order_by()
        .annotate(view=Value(view.key, output_field=CharField()))
        .values_list("view")[:COUNT_CAP]
        for view in VIEWS.values()
    ]
    found = Counter(key for (key,) in parts[0].union(*parts[1:], all=True))
    return {key: found[key] for key in VIEWS}
