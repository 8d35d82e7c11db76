"""The rows of the lists of follow-ups."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from urllib.parse import quote

from django.utils.safestring import SafeString
from django.utils.translation import get_language

from helpdesk.pattern import Pattern
from helpdesk.staff.compiled_lists import Row
from helpdesk.staff.models import User
from tickets.views.ticket_words import ticket_words


def promises(rows: list[Row], *, user: User, back: str, now: datetime) -> list[SafeString]:
    """Drawn, with what can be done about each; whoever does it comes ``back``."""
    pattern, words = pattern_of(get_language() or "", user.can_work), ticket_words()
    way = quote(back, safe="")
    return [
        pattern.fill(
            words.about(row)
            | words.due(row["due_at"], now=now)
            | {
                "pk": row["id"],
                "promise": row["text"] or words.erased,
                "owner": row["owner__name"],
                "way": way,
            }
        )
        for row in rows
    ]


@lru_cache(maxsize=20)
def pattern_of(_language: str, may_work: bool) -> Pattern:
    return Pattern("tickets/_promise.html", {"detail": ticket_words().detail, "may_work": may_work})
