"""What the supervisor's desk says of questions, of requests for exceptions and of late tickets."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

from crispy_forms.templatetags.crispy_forms_filters import as_crispy_form
from django.forms import Form
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import get_language

from helpdesk.pattern import Pattern, Places
from helpdesk.staff.compiled_lists import Row
from helpdesk.staff.models import User
from tickets.enums import Status
from tickets.forms.escalation import AnswerForm, ExceptionAnswerForm
from tickets.models.escalation import asker_of, question_of
from tickets.templatetags.desk import length
from tickets.views.ticket_words import ticket_words

FORMS: dict[str, type[Form]] = {"escalation": AnswerForm, "exception": ExceptionAnswerForm}
ANSWERS = {"escalation": "tickets:answer", "exception": "tickets:exception"}
IDS = {"escalation": "answer", "exception": "exception"}


def asked_rows(
    rows: list[Row], *, sort: str, request: HttpRequest, user: User, now: datetime
) -> list[SafeString]:
    """Each with the form to answer it, but for what the person asked themselves."""
    language, words, csrf = get_language() or "", ticket_words(), get_token(request)
    drawn = []
    for row in rows:
        since, due_at = row["ticket__customer_waits_since"], row["ticket__due_at"]
        pattern = asked_pattern(language, sort, bool(since), bool(due_at), row["asked_by_id"] != user.pk)
        values: dict[str, object] = {
            "pk": row["id"],
            "csrf": csrf,
            "asked_by": asker_of(row["asked_by__name"]),
        }
        values |= {"reason": question_of(row["reason"], row.get("target", ""))}
        values |= {"rule": capfirst(row.get("rule", ""))}
        values |= words.due(due_at, now=now) if due_at else {}
        values |= {"since": length(now - since)} if since else {}
        drawn.append(pattern.fill(words.about(row) | values))
    return drawn


@lru_cache(maxsize=100)
def asked_pattern(_language: str, sort: str, waits: bool, is_due: bool, may_answer: bool) -> Pattern:
    """The form is drawn with the rest: only the number of the question in its ids differs."""
    number = Places()["pk"]
    context = {
        "sort": sort,
        "waits": waits,
        "is_due": is_due,
        "detail": ticket_words().detail,
        "form": as_crispy_form(FORMS[sort](auto_id=f"{IDS[sort]}-{number}-%s")) if may_answer else "",
        "action": reverse(ANSWERS[sort], args=[0]).replace("/0/", f"/{number}/"),
    }
    return Pattern("tickets/_asked.html", context)


def late_rows(rows: list[Row], *, now: datetime) -> list[SafeString]:
    language, words = get_language() or "", ticket_words()
    drawn = []
    for row in rows:
        assignee, has_customer = (
            row["assignee__name"] or "",
            bool(row["customer__name"] or row["customer__erased_at"]),
        )
        values = {
            "assignee": assignee,
            "initials": User(name=assignee).initials,
            "last_line": row["last_line"],
        }
        pattern = late_pattern(language, row["status"], has_customer, bool(assignee))
        drawn.append(pattern.fill(words.about(row, of="") | words.due(row["due_at"], now=now) | values))
    return drawn


@lru_cache(maxsize=100)
def late_pattern(_language: str, status: str, has_customer: bool, is_assigned: bool) -> Pattern:
    context = {
        "status": status,
        "status_label": Status(status).label,
        "has_customer": has_customer,
        "is_assigned": is_assigned,
        "detail": ticket_words().detail,
    }
    return Pattern("tickets/_row.html", context)
