"""What is read of each answer in lists of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import get_format
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from helpdesk.pattern import Pattern, Places
from helpdesk.quick_dates import Written
from helpdesk.staff.compiled_lists import Row
from helpdesk.staff.models import User
from surveys.domain.results import OF_TICKET, SATISFIED
from surveys.enums import Closing
from surveys.forms.review import ReviewForm
from surveys.views.said import AlsoSaid, because
from tickets.views.ticket_words import ticket_words


def voices(rows: list[Row], *, user: User) -> list[SafeString]:
    """Every answer, with what was done about it if that was read; of an anonymous one not whose it is."""
    sites, also = names_of_sites(user), AlsoSaid(rows)
    return [voice(row, sites=sites, also=also) for row in rows]


def voice(row: Row, *, sites: Mapping[int, str], also: AlsoSaid) -> SafeString:
    told, own, review = because(row), also.own(row), row.get("looked_after")
    done = done_in(review, row) if review else {}
    has = Has(
        comment=bool(row["comment"]),
        because=bool(told),
        own=bool(own),
        name=not row["is_anonymous"],
        review=bool(done),
        place=bool(done.get("place")),
    )
    tone = "late" if row["is_low"] else "good" if row["score"] >= SATISFIED else ""
    said = said_in(row, sites=sites) | {"tone": tone, "because": told, "own": own, "meta": also.beside(row)}
    return voice_pattern(get_language() or "", has).fill(said | done)


def done_in(review: Row, row: Row) -> dict[str, object]:
    """Who did what about it, and where on the page of the ticket that stands."""
    closing, place = Closing(review["closing"]), ""
    if not row["is_anonymous"] and closing != Closing.NOTED:
        places = (("#follow-up-", review["follow_up"]), ("#message-", review["message"]))
        anchor = next((f"{mark}{number}" for mark, number in places if number), "")
        place = f"{row[OF_TICKET.removesuffix('__') + '_id']}/{anchor}"
    words = review["done"] or ticket_words().erased
    return {"reviewed_by": review["by"], "closing": closing.label, "what_was_done": words, "place": place}


def low_scores(rows: list[Row], *, request: HttpRequest, user: User, now: datetime) -> list[SafeString]:
    """Each with until when somebody should look after it, and the form to say what was done."""
    language, csrf, words = get_language() or "", get_token(request), ticket_words()
    sites, also, drawn = names_of_sites(user), AlsoSaid(rows), []
    for row in rows:
        told, own, due_at = because(row), also.own(row), row["review_due_at"]
        has = Has(
            comment=bool(row["comment"]),
            because=bool(told),
            own=bool(own),
            name=not row["is_anonymous"],
            due=due_at is not None,
        )
        said = {"pk": row["id"], "csrf": csrf, "because": told, "own": own, "meta": also.beside(row)}
        said |= words.due(due_at, now=now) if due_at else {}
        drawn.append(low_score_pattern(language, has).fill(said_in(row, sites=sites) | said))
    return drawn


def said_in(row: Row, *, sites: Mapping[int, str]) -> dict[str, object]:
    """Of an anonymous answer the site and the day."""
    words, local = ticket_words(), timezone.localtime(row["answered_at"])
    said: dict[str, object] = {"score": row["score"], "comment": row["comment"]}
    if row["is_anonymous"]:
        day = days(get_language() or "")(local)
        return said | {"site": sites.get(row["site_id"], ""), "at": day, "iso": local.date().isoformat()}
    said |= {"resolved_by": row["invitation__resolution__by__name"]}
    return words.about(row, of=OF_TICKET) | said | {"at": words.short(local), "iso": local.isoformat()}


def names_of_sites(user: User) -> dict[int, str]:
    return {site.pk: site.name for site in user.sites}


@lru_cache(maxsize=10)
def days(_language: str) -> Written:
    return Written(get_format("SHORT_DATE_FORMAT"))


class Has(NamedTuple):
    """What there is to be drawn."""

    comment: bool
    because: bool
    own: bool
    name: bool
    # Of what was done: at all, and with a place on the page of the ticket.
    review: bool = False
    place: bool = False
    due: bool = False


@lru_cache(maxsize=300)
def voice_pattern(_language: str, has: Has) -> Pattern:
    return Pattern("surveys/_voice.html", {"detail": ticket_words().detail, "has": has})


@lru_cache(maxsize=100)
def low_score_pattern(_language: str, has: Has) -> Pattern:
    """The form is drawn with the rest: only the number of the answer in its ids differs."""
    number = Places()["pk"]
    context = {
        "detail": ticket_words().detail,
        "has": has,
        "form": ReviewForm(auto_id=f"review-{number}-%s"),
        "action": reverse("surveys:review", args=[0]).replace("/0/", f"/{number}/"),
    }
    return Pattern("surveys/_low_score.html", context)
