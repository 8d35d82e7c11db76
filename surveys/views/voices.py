"""What the supervisors read of each answer."""

from __future__ import annotations

from functools import lru_cache

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from helpdesk.pattern import Pattern, Places
from helpdesk.staff.compiled_lists import Row
from surveys.domain.results import OF_TICKET, SATISFIED
from surveys.enums import Solved, WellDone
from surveys.forms.review import ReviewForm
from tickets.views.ticket_words import ticket_words


def voices(rows: list[Row]) -> list[SafeString]:
    """Every answer, with what was done about it."""
    language, erased = get_language() or "", ticket_words().erased
    drawn = []
    for row in rows:
        tone = "late" if row["is_low"] else "good" if row["score"] >= SATISFIED else ""
        solved = str(Solved(row["solved"]).label) if row["solved"] else ""
        done_well = str(WellDone(row["done_well"]).label) if row["done_well"] else ""
        has = (row["comment"], solved, done_well, row["reviewed_by"])
        pattern = voice_pattern(language, *map(bool, has))
        review = {"reviewed_by": row["reviewed_by"], "what_was_done": row["what_was_done"] or erased}
        drawn.append(
            pattern.fill(said_in(row) | review | {"tone": tone, "solved": solved, "done_well": done_well})
        )
    return drawn


def low_scores(rows: list[Row], *, request: HttpRequest) -> list[SafeString]:
    """Each with the form to say what was done about it."""
    language, csrf = get_language() or "", get_token(request)
    return [
        low_score_pattern(language, bool(row["comment"])).fill(said_in(row) | {"pk": row["id"], "csrf": csrf})
        for row in rows
    ]


def said_in(row: Row) -> dict[str, object]:
    words, local = ticket_words(), timezone.localtime(row["answered_at"])
    return words.about(row, of=OF_TICKET) | {
        "score": row["score"],
        "comment": row["comment"],
        "resolved_by": row["invitation__resolution__by__name"],
        "at": words.short(local),
        "iso": local.isoformat(),
    }


@lru_cache(maxsize=100)
def voice_pattern(
    _language: str, has_comment: bool, has_solved: bool, has_done_well: bool, has_review: bool
) -> Pattern:
    has = {"has_comment": has_comment, "has_solved": has_solved, "has_review": has_review}
    has["has_done_well"] = has_done_well
    return Pattern("surveys/_voice.html", {"detail": ticket_words().detail, **has})


@lru_cache(maxsize=20)
def low_score_pattern(_language: str, has_comment: bool) -> Pattern:
    """The form is drawn with the rest: only the number of the answer in its ids differs."""
    number = Places()["pk"]
    context = {
        "detail": ticket_words().detail,
        "has_comment": has_comment,
        "form": ReviewForm(auto_id=f"review-{number}-%s"),
        "action": reverse("surveys:review", args=[0]).replace("/0/", f"/{number}/"),
    }
    return Pattern("surveys/_low_score.html", context)
