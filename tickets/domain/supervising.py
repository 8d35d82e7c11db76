"""What waits for a supervisor: questions, requests for exceptions, and late tickets."""

from __future__ import annotations

from datetime import UTC, datetime

from helpdesk.staff.compiled_lists import CompiledList, Rows
from helpdesk.staff.models import User
from tickets.models import Escalation, RuleException, Ticket

# The oldest; the others come up when these are answered.
SHOWN = 20
ABOUT = ("subject", "kind", "customer__name", "customer__erased_at", "customer_waits_since", "due_at")
ASKED = ("id", "reason", "asked_by_id", "asked_by__name", "ticket_id", *(f"ticket__{name}" for name in ABOUT))
# No moment of the desk's.
SOME_TIME = datetime(2001, 1, 1, 12, tzinfo=UTC)


def escalations_for(person: User) -> Rows:
    waiting: Rows = Escalation.objects.visible_to(person).waiting().values("target", *ASKED)
    return waiting[:SHOWN]


def exceptions_for(person: User) -> Rows:
    waiting: Rows = RuleException.objects.visible_to(person).waiting().values("rule", *ASKED)
    return waiting[:SHOWN]


def late_for(person: User, *, now: datetime) -> Rows:
    late = Ticket.objects.visible_to(person).late(now=now).order_by("sort_due_at", "id")
    rows: Rows = late.values("id", "status", "last_line", "assignee__name", *ABOUT)
    return rows[:SHOWN]


ESCALATIONS, EXCEPTIONS = CompiledList(escalations_for), CompiledList(exceptions_for)
LATE = CompiledList(late_for, {"now": SOME_TIME})
