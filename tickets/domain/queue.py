"""The queue: its views, what narrows them, and in which order they come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.fields import CharField
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from customers.models import Customer
from helpdesk.folding import fold
from helpdesk.staff.models import User
from tickets.enums import Status
from tickets.kinds import KINDS
from tickets.models import Ticket
from tickets.models.ticket import TicketQuerySet

# A view's count says "99+" above this: nothing counts a million rows for a badge.
COUNT_CAP = 100

Narrow = Callable[[TicketQuerySet, User, datetime], TicketQuerySet]


@dataclass(frozen=True)
class View:
    """A named part of the queue."""

    key: str
    label: StrOrPromise
    empty: StrOrPromise
    narrow: Narrow
    sort: str = "due"


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
        View("late", _("Late"), _("Nothing is late."), lambda t, user, now: t.late(now=now)),
        View(
            "pending",
            _("Pending"),
            _("No ticket waits for its customer."),
            lambda t, user, now: t.filter(status=Status.PENDING),
        ),
        View("open", _("All open"), _("Everything is put right."), lambda t, user, now: t.unfinished()),
        View(
            "resolved",
            _("Resolved"),
            _("Nothing has been resolved yet."),
            lambda t, user, now: t.filter(status__in=(Status.RESOLVED, Status.CLOSED)),
            sort="updated",
        ),
        View("all", _("Everything"), _("No ticket fits."), lambda t, user, now: t.all(), sort="updated"),
    )
}
COUNTED = ("mine", "unassigned", "teams", "waiting", "today", "late", "pending", "open")

SORTS: dict[str, tuple[str, ...]] = {
    "due": ("due_at", "id"),
    "updated": ("-updated_at", "-id"),
    "number": ("-id",),
}


@dataclass(frozen=True)
class Asked:
    """What the address of the queue asks for, cleaned: whatever is not allowed falls back to the default."""

    view: View
    sort: str
    kind: str
    status: str
    q: str

    @classmethod
    def read(cls, query: Mapping[str, str]) -> Asked:
        q = query.get("q", "").strip()[:200]
        view = VIEWS.get(query.get("view", ""), VIEWS["all" if q else "open"])
        sort = query.get("sort", "")
        # A finished ticket has no due time to sort by.
        allowed = SORTS if view.sort == "due" else {"updated", "number"}
        return cls(
            view=view,
            sort=sort if sort in allowed else view.sort,
            kind=query["kind"] if query.get("kind") in KINDS else "",
            status=query["status"] if query.get("status") in Status else "",
            q=q,
        )

    @property
    def keys(self) -> tuple[str, ...]:
        return SORTS[self.sort]


def tickets_for(asked: Asked, *, user: User, now: datetime) -> TicketQuerySet:
    """The tickets of a view, narrowed, without order: the page brings its own."""
    tickets = asked.view.narrow(Ticket.objects.visible_to(user), user, now)
    if asked.sort == "due":
        tickets = tickets.filter(due_at__isnull=False)
    return narrowed(tickets, kind=asked.kind, status=asked.status, q=asked.q)


def narrowed(tickets: TicketQuerySet, *, kind: str, status: str, q: str) -> TicketQuerySet:
    """Those of one kind, in one status, that match a search; an empty text does not narrow."""
    if kind:
        tickets = tickets.filter(kind=kind)
    if status:
        tickets = tickets.filter(status=status)
    return tickets.filter(matching(q)) if q else tickets


def matching(text: str) -> Q:
    """A ticket's number, or every word in its subject or its customer's name."""
    number = text.lstrip("#").strip()
    if number.isascii() and number.isdigit() and len(number) <= 12:
        return Q(pk=int(number)) | words(text)
    return words(text)


def words(text: str) -> Q:
    found = Q()
    for word in fold(text).split():
        customers = Customer.objects.filter(pk=OuterRef("customer"), search_text__contains=word)
        found &= Q(folded_subject__contains=word) | Q(Exists(customers))
    return found


def counts(*, user: User, now: datetime) -> dict[str, int]:
    """How many tickets each view holds, up to ``COUNT_CAP``, in one query."""
    visible = Ticket.objects.visible_to(user)
    parts = [
        VIEWS[key]
        .narrow(visible, user, now)
        .order_by()
        .annotate(view=Value(key, output_field=CharField()))
        .values_list("view")[:COUNT_CAP]
        for key in COUNTED
    ]
    found = Counter(key for (key,) in parts[0].union(*parts[1:], all=True))
    return {key: found[key] for key in COUNTED}
