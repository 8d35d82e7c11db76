"""How the database answers a search: by its indexes, however many tickets there are."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from helpdesk.staff.models import Membership, Site, Team, User
from tickets.domain.search import matching
from tickets.domain.search.results import search
from tickets.models import Ticket

TICKETS = 40_000
CUSTOMERS = 100_000
SCAN = re.compile(r"Seq Scan on (tickets_ticket|tickets_message|tickets_searchtext|customers_customer)\b")

# Each table is analysed as soon as it is full: what looks something up in it would go on reading the whole of
# it, as when it was empty.
FILL = [
    "DISCARD PLANS",
    "ALTER TABLE customers_customer DISABLE TRIGGER USER",
    "ALTER TABLE tickets_ticket DISABLE TRIGGER USER",
    "ALTER TABLE tickets_message DISABLE TRIGGER USER",
    """
    INSERT INTO customers_customer (id, name, folded_name, search_text, language, preferred_channel, company,
        loyalty_number, folded_loyalty_number, is_vip, is_vulnerable, created_at)
    SELECT n, name, name, name || ' +420' || 600000000 + n, 'cs', 'phone', '', '', '', false, false, now()
    FROM (SELECT n, CASE WHEN mod(n, 100) = 10 THEN 'jana novakova' ELSE 'eva p' || md5(n::text) END AS name
        FROM generate_series(900001, 900000 + %(customers)s) AS n) AS people
    """,
    "ANALYZE customers_customer",
    """
    INSERT INTO customers_customer_sites (customer_id, site_id)
    SELECT id, %(site)s FROM customers_customer WHERE id > 900000
    """,
    """
    INSERT INTO tickets_ticket (id, kind, channel, status, priority, site_id, team_id, customer_id,
        created_by_id, subject, folded_subject, what_happened, wanted, created_at, updated_at, last_line,
        outcome, sort_assignee, sort_customer, sort_team)
    SELECT 900000 + n, CASE WHEN mod(n, 3) = 0 THEN 'return' ELSE 'complaint' END, 'phone',
        CASE WHEN mod(n, 50) = 0 THEN 'open' ELSE 'closed' END, 2, %(site)s, %(team)s, 900000 + n, %(user)s,
        'No hot water', 'no hot water', 'Room ' || n || CASE WHEN mod(n, 100) = 0 THEN ' boiler' ELSE '' END,
        'repair', now() - n * interval '10 minutes', now(), '', '', '', '', ''
    FROM generate_series(1, %(tickets)s) AS n
    """,
    "ANALYZE tickets_ticket",
    """
    INSERT INTO tickets_message (ticket_id, type, direction, author_id, at, body, phone)
    SELECT id, 'call', 'out', %(user)s, created_at, 'The water is cold.', ''
    FROM tickets_ticket WHERE id > 900000
    """,
    "ANALYZE tickets_message",
    "SELECT search_rebuild()",
    "ANALYZE customers_customer_sites",
    "ANALYZE tickets_searchtext",
]


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[User]:
    """Of one site, with a hundred thousand customers, and two tickets for five of them.

    Gone with the module: all of it is one transaction that is not kept.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        site = Site.objects.create(
            name="Big", type="hotel", country="CZ", time_zone="Europe/Prague", currency="CZK"
        )
        team = Team.objects.create(site=site, name="Desk")
        user = User.objects.create_user("big@desk.example", name="Bohdan Velký")
        Membership.objects.create(team=team, user=user)
        values = {"site": site.pk, "team": team.pk, "user": user.pk}
        run(FILL, **values, tickets=TICKETS, customers=CUSTOMERS)
        # Once, and not at the end of each test.
        connection.check_constraints()
        yield user
        transaction.set_rollback(True)


def run(statements: list[str], **values: int) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement, values or None)


def plans_of(captured: CaptureQueriesContext) -> Iterator[tuple[str, str]]:
    for query in list(captured.captured_queries):
        if query["sql"].lstrip().startswith(("SELECT", "WITH")):
            with connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN {query['sql']}")
                yield query["sql"], "\n".join(line for (line,) in cursor.fetchall())


SEARCHES = [
    *(
        "water",
        "wat",
        "boiler",
        "zzz",
        '"hot water"',
        '"water hot"',
        "water boiler",
        "water -boiler",
        "-water",
    ),
    *("jana", "novakova", "jana novakova", "Novkova", "+420 600 900 010", "600900010", "#900007", "900007"),
    *("kind:return", "status:open", "status:open water", "kind:return boiler", "is:late", "is:waiting water"),
    *("assignee:me", "team:desk water", "customer:jana water", "priority:high", "channel:phone boiler"),
    *("before:2024", "after:2024 boiler", "tag:vip water", "before:2030 after:2020 zzz"),
]


@pytest.mark.django_db
@pytest.mark.parametrize("text", SEARCHES)
def test_no_search_reads_a_whole_table(text: str, house: User) -> None:
    with CaptureQueriesContext(connection) as captured:
        search(text, user=house, now=timezone.now())
    assert [(sql, plan) for sql, plan in plans_of(captured) if SCAN.search(plan)] == []


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["water", "boiler", "zzz", "status:open water", "#900007", '"hot water"'])
def test_no_list_that_is_searched_reads_a_whole_table(text: str, house: User) -> None:
    tickets = Ticket.objects.visible_to(house).filter(matching(text, user=house)).order_by("-id")[:51]
    with CaptureQueriesContext(connection) as captured:
        list(tickets)
    assert [(sql, plan) for sql, plan in plans_of(captured) if SCAN.search(plan)] == []


@pytest.mark.django_db
def test_the_searches_find_what_they_are_about(house: User) -> None:
    """Else the plans above would be those of nothing."""
    now = timezone.now()
    for text in (
        "water",
        "boiler",
        '"hot water"',
        "jana novakova",
        "kind:return boiler",
        "status:open water",
    ):
        assert search(text, user=house, now=now).tickets, text
    assert search("Novkova", user=house, now=now).are_similar
