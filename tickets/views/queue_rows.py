"""What stands in a row of the queue, in words and times."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from django.utils import timezone
from django.utils.formats import get_format
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from customers.enums import Channel
from helpdesk.pattern import Pattern
from helpdesk.quick_dates import Written
from helpdesk.staff.models import User
from tickets.domain.queue.columns import Column
from tickets.enums import UNFINISHED, Outcome, Priority, Status
from tickets.templatetags.desk import due_text, length, tone
from tickets.views.ticket_words import ticket_words

Row = Mapping[str, Any]
# Longer than any line of a list: what is cut off stands on the ticket.
LONGEST = 300
RECENTLY = timedelta(days=2)


class Words:
    """What is the same on every page in a language with these columns: the pattern of a row, and labels."""

    def __init__(self, columns: tuple[str, ...], *, may_select: bool) -> None:
        self.day = Written(get_format("SHORT_DATE_FORMAT"))
        self.whole = Written(get_format("SHORT_DATETIME_FORMAT"))
        self.ticket = ticket_words()
        self.statuses, self.priorities, self.channels, self.outcomes = (
            {value: str(label) for value, label in choices}
            for choices in (Status.choices, Priority.choices, Channel.choices, (*Outcome.choices, ("", "")))
        )
        context = {"columns": columns, "detail": self.ticket.detail, "may_select": may_select}
        self.pattern = Pattern("tickets/_queue_row.html", context)


@lru_cache(maxsize=500)
def words_in(_language: str, columns: tuple[str, ...], may_select: bool) -> Words:
    return Words(columns, may_select=may_select)


@lru_cache(maxsize=5000)
def initials_of(name: str) -> str:
    return User(name=name).initials


class Rows:
    """Draws the rows of one page."""

    def __init__(self, columns: Iterable[Column], *, now: datetime, may_select: bool) -> None:
        self.now, self.zone = now, timezone.get_current_timezone()
        keys = tuple(column.key for column in columns)
        self.words = words_in(get_language() or "", keys, may_select)
        cells = self.in_columns()
        self.cells = [cells[key] for key in keys if key in cells]

    def drawn(self, rows: Iterable[Row]) -> list[SafeString]:
        return [self.words.pattern.fill(self.values(row)) for row in rows]

    def values(self, row: Row) -> dict[str, object]:
        subject = row["subject"] or self.words.ticket.erased
        values: dict[str, object] = {
            "number": row["id"],
            "status": row["status"],
            "status_label": self.words.statuses[row["status"]],
            "subject": subject if len(subject) <= LONGEST else f"{subject[:LONGEST]}…",
            "last_line": row["last_line"],
        }
        for cell in self.cells:
            values |= cell(row)
        return values

    def in_columns(self) -> dict[str, Callable[[Row], dict[str, object]]]:
        """By the key of the column, what it adds to a row; the others have what every row has."""
        words = self.words
        return {
            "kind": lambda row: {"kind": words.ticket.kinds.get(row["kind"], row["kind"])},
            "priority": lambda row: {
                "priority": words.priorities[row["priority"]],
                "urgency": row["priority"],
            },
            "channel": lambda row: {"channel": words.channels[row["channel"]]},
            "outcome": lambda row: {"outcome": words.outcomes[row["outcome"]]},
            "site": lambda row: {"site": row["site__name"]},
            "team": lambda row: {"team": row["team__name"]},
            "tags": lambda row: {"tags": ", ".join(row["tags"])},
            "customer": self.customer,
            "holder": self.holder,
            "due": self.due,
            "logged": lambda row: self.moment("logged", row["created_at"]),
            "updated": lambda row: self.moment("updated", row["updated_at"]),
            "waits": lambda row: self.moment("waits", row["customer_waits_since"]),
        }

    def customer(self, row: Row) -> dict[str, object]:
        name, erased_at = row["customer__name"], row["customer__erased_at"]
        shade = "" if name and not erased_at else "muted"
        return {"customer": self.words.ticket.customer(name, erased_at), "customer_tone": shade}

    def holder(self, row: Row) -> dict[str, object]:
        name = row["assignee__name"]
        if not name:
            return {"holder": row["team__name"], "initials": "", "holder_tone": "nobody"}
        return {"holder": name, "initials": initials_of(name), "holder_tone": ""}

    def due(self, row: Row) -> dict[str, object]:
        due_at = row["due_at"]
        if due_at is None or row["status"] not in UNFINISHED:
            return {"due": "", "due_tone": "none", "due_iso": "", "due_exact": ""}
        local = due_at.astimezone(self.zone)
        return {
            "due": due_text(local, now=self.now),
            "due_tone": tone(due_at, now=self.now),
            "due_iso": local.isoformat(),
            "due_exact": self.words.whole(local),
        }

    def moment(self, name: str, at: datetime | None) -> dict[str, object]:
        """How long ago if it was lately, else the day; the whole of it to be looked up."""
        if at is None:
            return {name: "", f"{name}_iso": "", f"{name}_exact": ""}
        local = at.astimezone(self.zone)
        said = length(self.now - at) if self.now - at < RECENTLY else self.words.day(local)
        return {name: said, f"{name}_iso": local.isoformat(), f"{name}_exact": self.words.whole(local)}
