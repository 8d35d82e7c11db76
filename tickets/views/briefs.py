"""What the handover says of each thing, in a line or two."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache

from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from helpdesk.pattern import Pattern
from helpdesk.staff.compiled_lists import Row
from tickets.domain.handover import SHOWN, Handover
from tickets.models.escalation import asker_of, question_of
from tickets.templatetags.desk import length
from tickets.views.ticket_words import ticket_words

LONGEST_REASON = 160


@lru_cache(maxsize=50)
def pattern_of(_language: str, sort: str) -> Pattern:
    return Pattern("tickets/_brief.html", {"sort": sort, "detail": ticket_words().detail})


def briefs(handover: Handover, *, now: datetime) -> dict[str, list[SafeString]]:
    """By the sort of thing, but for the notes, which are answered in place. At most ``SHOWN`` of each."""
    values = {
        "promised": promised(handover.follow_ups[:SHOWN], now=now),
        "guests": guests(handover),
        "waiting": waiting(handover.waiting[:SHOWN], now=now),
        "approvals": approvals(handover.approvals[:SHOWN], now=now),
    }
    language = get_language() or ""
    return {sort: [pattern_of(language, sort).fill(one) for one in found] for sort, found in values.items()}


def promised(rows: list[Row], *, now: datetime) -> Iterator[dict[str, object]]:
    words = ticket_words()
    for row in rows:
        said = {"promise": row["text"] or words.erased, "owner": row["owner__name"]}
        yield words.about(row) | words.due(row["due_at"], now=now) | said


def guests(handover: Handover) -> Iterator[dict[str, object]]:
    words = ticket_words()
    for details, row in handover.guests[:SHOWN]:
        yield words.about(row) | {"whereabouts": details.whereabouts()}


def waiting(rows: list[Row], *, now: datetime) -> Iterator[dict[str, object]]:
    words, nobody = ticket_words(), _("nobody yet")
    for row in rows:
        said = {"assignee": row["assignee__name"] or nobody}
        yield words.about(row, of="") | since(row["customer_waits_since"], now=now) | said


def approvals(rows: list[Row], *, now: datetime) -> Iterator[dict[str, object]]:
    words = ticket_words()
    for row in rows:
        reason = Truncator(question_of(row["reason"], row.get("target", ""))).chars(LONGEST_REASON)
        yield (
            words.about(row)
            | since(row["asked_at"], now=now)
            | {
                "asked_by": asker_of(row["asked_by__name"]),
                "reason": reason,
            }
        )


def since(moment: datetime, *, now: datetime) -> dict[str, object]:
    return {"since": length(now - moment), "since_iso": timezone.localtime(moment).isoformat()}
