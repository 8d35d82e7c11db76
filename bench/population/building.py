"""The whole house: staff, customers, cases, and what triggers would have written beside them."""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from bench.population import customers, staff
from bench.population.case_sheets import Sheets
from bench.population.cases import LONG, REGULAR, Cases
from bench.population.copying import Sheet, bare, continue_numbers
from bench.population.staff import Staff
from bench.population.words import Phrasebook
from customers.enums import ContactType
from customers.models import ContactPoint, Customer
from helpdesk.live.models import News
from tickets.models import SavedView

CHUNK = 5_000
LONG_TALK = 2_000
NEWS = 400
UNREAD = 12
Say = Callable[[str], None]
Copied = list[tuple[Sheet, io.StringIO]]


@dataclass(frozen=True)
class House:
    """Who and what is measured in it: tickets by number, customers, a word that stands in few tickets."""

    staff: Staff
    ticket: int
    long_ticket: int
    customer: int
    regular: int
    rare_word: str
    receipt: str


def build(*, people: int, tickets: int, now: datetime, say: Say, long_talk: int = LONG_TALK) -> House:
    """Fill an empty database, with so many customers and tickets. ``tidy`` it before it is measured."""
    draw = random.Random(1)  # noqa: S311  # nobody's secret
    book = Phrasebook.made(draw)
    hired = staff.hire()
    tables = [ContactPoint._meta.db_table, Customer._meta.db_table, Customer.sites.through._meta.db_table]
    tables += [sheet.table for sheet in Sheets().in_order()]
    with bare(tables, indexes_kept=("tickets_resolution",)):
        known = customers.write(people, staff=hired, rare=book.rare, draw=draw, now=now, say=say)
        cases = Cases(hired, known, book, draw, now, tickets, long_talk)
        write(cases, say=say)
        say("indexes and foreign keys")
    continue_numbers()
    say("what the search reads")
    with connection.cursor() as cursor:
        cursor.execute("SELECT search_rebuild()")
    ring(hired, now=now)
    keep_views(hired)
    return described(cases)


def write(cases: Cases, *, say: Say) -> None:
    """Draw the next cases while the database takes in those before."""
    begins = range(1, cases.number + 1, CHUNK)
    with ThreadPoolExecutor(1) as other:
        waiting = other.submit(drawn, cases, begins[0])
        for begin in begins:
            ready = waiting.result()
            if begin != begins[-1]:
                waiting = other.submit(drawn, cases, begin + CHUNK)
            for sheet, rows in ready:
                sheet.copy(rows)
            if (begin - 1) % (20 * CHUNK) == 0:
                say(f"{begin - 1:,} of {cases.number:,} tickets")


def drawn(cases: Cases, begin: int) -> Copied:
    for n in range(begin, min(begin + CHUNK, cases.number + 1)):
        cases.add(n)
    return [(sheet, sheet.tear_off()) for sheet in cases.sheets.in_order()]


def ring(hired: Staff, *, now: datetime) -> None:
    """What those who are measured were told lately; most of it they have read."""
    News.objects.bulk_create(
        News(
            recipient=person,
            text=f"Ticket {n} is late",
            cause=f"bench:{n}",
            read_at=None if n < UNREAD else now,
        )
        for person in (hired.associate, hired.supervisor)
        for n in range(NEWS)
    )


def keep_views(hired: Staff) -> None:
    """What people keep beside the queue: some of their own, some of the team's, each with a count."""
    of_everything = ("view=all&kind=complaint", "view=all&channel=letter&priority=4", "view=all&tag=wedding")
    for place, query in enumerate(("view=open&kind=return", "view=waiting&channel=phone", *of_everything)):
        SavedView.objects.create(
            name=f"View {place}",
            owner=hired.associate,
            team_id=hired.teams[0][0] if place % 2 else None,
            query=query,
            position=place,
        )


def described(cases: Cases) -> House:
    long = cases.measured[LONG]
    reachable = set(ContactPoint.objects.filter(type=ContactType.EMAIL).values_list("customer", flat=True))
    usual = next(case for case in cases.measured if case is not long and case.customer in reachable)
    receipt = cases.sheets.details["return"]
    return House(
        cases.staff,
        ticket=usual.ticket,
        long_ticket=long.ticket,
        customer=usual.customer or REGULAR,
        regular=REGULAR,
        rare_word=usual.rare,
        receipt=f"{receipt.prefix}-{usual.ticket:07}",
    )


def tidy() -> None:
    """Leave the tables as autovacuum would have: what is where, and how much there is of everything."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
