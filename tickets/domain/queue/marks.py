"""What can be said of a ticket beside its fields: it is late, its customer waits, its clock stands still."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, Exists, Func, OuterRef, Q, QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from helpdesk.staff.models import User
from tickets.domain.queue.views import SOON
from tickets.enums import UNFINISHED
from tickets.models import Clock, Escalation, FollowUp, RuleException, Watching

OPEN = Q(status__in=UNFINISHED)


class Mark(TextChoices):
    """What can be said of a ticket beside its fields."""

    DUE_SOON = "due_soon", _("Due soon")
    LATE = "late", _("Late")
    PAUSED = "paused", _("Clock stands still")
    WAITING = "waiting", _("Customer waiting")
    ESCALATED = "escalated", _("Escalated")
    EXCEPTION = "exception", _("Exception asked for")
    FOLLOW_UP = "follow_up", _("Follow-up promised")
    WATCHED = "watched", _("Watched by me")


def marked(values: tuple[str, ...], user: User, now: datetime) -> Q:
    meaning = {
        Mark.DUE_SOON: OPEN & Q(sort_due_at__gte=now, sort_due_at__lt=now + SOON),
        Mark.LATE: OPEN & Q(sort_due_at__lt=now),
        Mark.PAUSED: has_a_clock(paused_at__isnull=False),
        Mark.WAITING: OPEN & Q(customer_waits_since__isnull=False),
        Mark.ESCALATED: has_one_of(Escalation.objects.waiting()),
        Mark.EXCEPTION: has_one_of(RuleException.objects.waiting()),
        Mark.FOLLOW_UP: has_one_of(FollowUp.objects.visible_to(user).open()),
        Mark.WATCHED: has_one_of(Watching.objects.filter(user=user.pk)),
    }
    found = Q()
    for value in values:
        found &= meaning[Mark(value)]
    return found


def has_a_clock(**like: Any) -> Q:
    """The unfinished tickets with a clock like this that is not met.

    Asked of each ticket: clocks that run have an index by ticket, and most unfinished tickets have one.
    """
    return OPEN & Q(Exists(Clock.objects.running().filter(ticket=OuterRef("pk"), **like)))


class IsAmong(Func):
    """``"id" = ANY (ARRAY (SELECT …))``"""

    template, arg_joiner = "%(expressions)s)", " = ANY ("
    output_field = BooleanField()


def has_one_of(rows: QuerySet[Any]) -> Q:
    """The tickets some rows hang off. These are few, so they are read first.

    As a join PostgreSQL may ask a million tickets one by one, newest first, whether they have any.
    """
    return Q(IsAmong("pk", ArraySubquery(rows.order_by().values("ticket"))))
