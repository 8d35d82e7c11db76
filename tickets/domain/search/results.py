"""One page of what was found: customers, and tickets with the messages the words stand in, the best first."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

from django.db import connection
from django.db.models.functions import Left
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from customers.domain.search import find
from customers.domain.similar import similar
from customers.domain.some import some_of
from helpdesk.folding import fold
from helpdesk.staff.models import User
from tickets.domain.search.candidates import Place, Search
from tickets.domain.search.days import Day, day_of
from tickets.domain.search.marking import Marker
from tickets.domain.search.marks import make_mark, read_mark
from tickets.domain.search.parts import in_parts
from tickets.domain.search.reading import cleaned, read
from tickets.domain.search.snippets import MessageFound, messages_with
from tickets.domain.search.wanted import Wanted, either, want
from tickets.enums import Status
from tickets.kinds import kind_of
from tickets.models import Ticket

PAGE = 15
# So many customers are shown, the nearest of so many.
CUSTOMERS = 5
COMPARED = 30
# When fewer tickets fit, names are also taken as misspelt.
FEW = 3
# A word of the message, of the case, of the customer and the references, of the subject.
WEIGHTS = "{0.15, 0.3, 0.6, 1.0}"
COLUMNS: tuple[str, ...] = (
    *("pk", "status", "kind", "subject", "last_line", "created_at"),
    *("site__name", "customer__name", "customer__erased_at"),
)
# A case may be told at length; the words are looked for in so much of it.
BEGINNINGS = {"told": Left("what_happened", 1500), "asked": Left("wanted", 1500)}
UNFINISHED_FIRST = 1.5
RANK = """
SELECT ticket_id, ts_rank(%(weights)s::real[], document, %(words)s::tsquery),
    document @@ '=unfinished'::tsquery
FROM tickets_searchtext WHERE part = 0 AND ticket_id = ANY(%(numbers)s)
"""
YEAR = 365 * 86_400
BEGINNING = 2**62


@dataclass(frozen=True)
class Shown:
    """A ticket as the page shows it, with the words marked where they stand."""

    number: int
    address: str
    status: str
    status_label: str
    kind: str
    title: SafeString
    customer: SafeString
    site: str
    day: Day
    text: SafeString
    messages: list[tuple[MessageFound, SafeString]]


@dataclass
class Results:
    """What a search found; ``next_mark`` asks for more. ``is_rest``: older ones may fit."""

    wanted: Wanted
    tickets: list[Shown] = field(default_factory=list)
    customers: list[tuple[int, SafeString]] = field(default_factory=list)
    are_similar: bool = False
    next_mark: str = ""
    previous_mark: str = ""
    is_rest: bool = False


def search(text: str, *, user: User, after: str = "", now: datetime) -> Results:
    """Everything the person may see that fits; nothing for an empty text. Any text can be asked for.

    ``after`` is the mark of an earlier page. Tickets are put in order by where the words stand, by whether
    somebody still has something to do, and by age, a few hundred at a time, the newest first.
    """
    wanted = want(text, user=user)
    results = Results(wanted)
    if wanted.is_nothing:
        return results
    start, page = read_mark(after) or ((now, BEGINNING), 0)
    sites = None if user.sees_every_site else user.site_ids
    asked = Search(wanted, sites, now)
    found = asked.older_than(start)
    places = found.places + in_parts(asked, older_than=start, rest=found.rest)
    ranked = rank(places, wanted, now=now)
    shown = ranked[page * PAGE : (page + 1) * PAGE]
    if len(ranked) > (page + 1) * PAGE:
        results.next_mark = make_mark(start, page + 1)
    elif found.rest is not None:
        results.next_mark, results.is_rest = make_mark(found.rest, 0), True
    if page:
        results.previous_mark = make_mark(start, page - 1)
    results.tickets = show(shown, wanted, user=user)
    if not after:
        add_customers(results, text, user=user)
    return results


def rank(places: list[Place], wanted: Wanted, *, now: datetime) -> list[int]:
    """The tickets, the best first."""
    if not places:
        return []
    with connection.cursor() as cursor:
        words = either(wanted.words) if wanted.words else None
        cursor.execute(RANK, {"words": words, "weights": WEIGHTS, "numbers": [place[1] for place in places]})
        scores = {
            number: (score or 0) * (UNFINISHED_FIRST if open_ else 1) for number, score, open_ in cursor
        }

    def merit(place: Place) -> tuple[bool, float, Place]:
        moment, number = place
        age = max((now - moment).total_seconds(), 0) / YEAR
        return number == wanted.number, scores.get(number, 0) / (1 + age), place

    return [number for _moment, number in sorted(places, key=merit, reverse=True)]


def show(numbers: list[int], wanted: Wanted, *, user: User) -> list[Shown]:
    """Those of the tickets the person may see, in this order.

    As plain values: rows of five tables cost more than the search.
    """
    tickets = Ticket.objects.visible_to(user).filter(pk__in=numbers)
    found = {row["pk"]: row for row in tickets.values(*COLUMNS, **BEGINNINGS)}
    messages = messages_with(wanted.marks, list(found), words=wanted.words)
    marker = Marker(wanted.marks)
    names = Names()
    return [
        shown(found[number], messages.get(number, []), marker, names) for number in numbers if number in found
    ]


class Names:
    """What is the same for all tickets of a page: where they are, and what things are called."""

    def __init__(self) -> None:
        self.address = reverse("tickets:detail", args=[0])
        self.status = cache(lambda key: str(Status(key).label))
        self.kind = cache(lambda key: str(kind_of(key).label))


def shown(row: dict[str, Any], messages: list[MessageFound], marker: Marker, names: Names) -> Shown:
    text = marker.excerpt(f"{row['told']} {row['asked']}") or ("" if messages else row["last_line"])
    customer = gettext("Erased customer") if row["customer__erased_at"] else row["customer__name"]
    return Shown(
        number=row["pk"],
        address=names.address.replace("/0/", f"/{row['pk']}/"),
        status=row["status"],
        status_label=names.status(row["status"]),
        kind=names.kind(row["kind"]),
        title=marker.marked(row["subject"] or gettext("(erased)")),
        customer=marker.marked(customer or ""),
        site=row["site__name"],
        day=day_of(row["created_at"]),
        text=marker.marked(text),
        messages=[(one, marker.marked(marker.excerpt(one.said))) for one in messages],
    )


def add_customers(results: Results, text: str, *, user: User) -> None:
    """Those who are found by all that was typed, else, when little else was found, those called nearly so."""
    if any(one.name or one.is_phrase or one.is_without or one.is_only_number for one in read(text)):
        return
    text = cleaned(text)
    found = customers_with(text, user=user)
    if not found and len(results.tickets) < FEW:
        found = [(one.pk, one.name) for one in similar(text, user=user, at_most=CUSTOMERS)]
        results.are_similar = bool(found)
    marker = Marker(results.wanted.marks)
    results.customers = [(pk, marker.marked(name)) for pk, name in found]


def customers_with(text: str, *, user: User) -> list[tuple[int, str]]:
    """Numbers and names of the few that fit best among some; those whose name begins like this come first."""
    beginning = fold(text)
    nearest = sorted(
        some_of(find(text, user=user), at_most=COMPARED),
        key=lambda one: (not one.folded_name.startswith(beginning), one.folded_name, one.pk),
    )
    return [(one.pk, one.name) for one in nearest[:CUSTOMERS]]
