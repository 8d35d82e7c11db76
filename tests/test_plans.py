"""No list of tickets looks at all of them: the database is asked how it would answer every order and filter.

Against a house of many tickets, written by one statement: a small table is always read as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from helpdesk.paging import beyond, page_of
from helpdesk.staff.enums import Role
from helpdesk.staff.models import Membership, Site, Team, User
from helpdesk.staff.standing_in import shape_of
from tickets.domain.assignment import to_take
from tickets.domain.bulk.choice import MOST, Choice
from tickets.domain.queue import SORTS, VIEWS, Asked, tickets_for
from tickets.domain.queue.counting import compiled
from tickets.domain.queue.filters import FILTERS
from tickets.domain.queue.sorts import allowed
from tickets.models import Ticket

TICKETS = 120_000
CUSTOMERS = 60_000
READ_WHOLE = re.compile(r"Seq Scan on (tickets_ticket|tickets_message|tickets_clock|customers_customer)\b")

# Triggers would write what is written here, row by row. With plans made for the few rows of other tests, or
# with guesses about a table just filled, the filling could take hours.
HOUSE = """
DISCARD PLANS;
ALTER TABLE customers_customer DISABLE TRIGGER USER;
ALTER TABLE tickets_ticket DISABLE TRIGGER USER;
ALTER TABLE tickets_clock DISABLE TRIGGER USER;
INSERT INTO customers_customer (id, name, folded_name, search_text, language, preferred_channel, created_at,
        company, loyalty_number, folded_loyalty_number, is_vip, is_vulnerable)
    SELECT 1000000 + n, 'Jana ' || n, 'jana ' || md5(n::text), '', 'cs', 'phone', now(), '', '', '', false,
        false
    FROM generate_series(1, %(customers)s) AS n;
ANALYZE customers_customer;
INSERT INTO tickets_ticket (id, kind, channel, status, priority, site_id, team_id, assignee_id, customer_id,
        subject, folded_subject, what_happened, wanted, created_by_id, created_at, updated_at, due_at,
        customer_waits_since, last_line, outcome, sort_customer, sort_team, sort_assignee, tags)
    SELECT 1000000 + n, (ARRAY['return', 'complaint', 'room_change', 'enquiry'])[1 + n %% 4],
        (ARRAY['phone', 'in_person', 'email', 'letter'])[1 + n / 7 %% 4], status, 1 + n %% 4,
        (%(sites)s)[place], (%(teams)s)[place], (%(people)s)[n %% 41], 1000001 + n %% %(customers)s,
        'Boots ' || n, 'boots ' || md5(n::text), repeat('It leaks. ', 30), '', (%(people)s)[1], moment,
        moment + interval '1 hour', CASE WHEN status <> 'closed' THEN moment + interval '40 days' END,
        CASE WHEN status = 'open' THEN moment END, 'Hm.',
        CASE WHEN status = 'closed' THEN 'explained' ELSE '' END,
        'jana ' || md5((1 + n %% %(customers)s)::text), 'desk ' || place, 'somebody ' || n %% 41, '{}'
    FROM (SELECT n, now() - (%(tickets)s - n) * interval '10 minutes' AS moment, 1 + n %% 11 %% 5 AS place,
        CASE WHEN n %% 50 > 0 THEN 'closed' WHEN n %% 100 = 0 THEN 'open' ELSE 'pending' END AS status
        FROM generate_series(1, %(tickets)s) AS n) AS numbered;
ANALYZE tickets_ticket;
INSERT INTO tickets_clock (ticket_id, target, within, round_the_clock, is_promised, started_at,
        counting_since, used, due_at, paused_at, met_at, took, recounted)
    SELECT id, target, within, true, false, created_at, created_at, interval '0', created_at + within,
        CASE WHEN status = 'pending' THEN created_at + interval '30 minutes' END,
        CASE WHEN status = 'closed' THEN created_at + took END, CASE WHEN status = 'closed' THEN took END, 0
    FROM tickets_ticket, (VALUES ('first_response', interval '1 hour'), ('resolution', interval '2 days'))
        AS promised (target, within), LATERAL (SELECT within * (id %% 5) / 4.0 AS took) AS spent
    WHERE id > 1000000;
ANALYZE tickets_clock;
INSERT INTO tickets_clockpause (clock_id, reason, from_at, until_at)
    SELECT id, CASE WHEN id %% 3 = 0 THEN 'pending' ELSE 'on_hold' END, started_at,
        started_at + interval '9 minutes'
    FROM tickets_clock WHERE id %% 4 = 0;
ANALYZE tickets_clockpause;
ANALYZE;
"""


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[dict[str, User]]:
    """Five sites, two people; gone with the module: all of it is one transaction that is not kept."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield built()
        transaction.set_rollback(True)


def built() -> dict[str, User]:
    sites = [
        Site.objects.create(
            name=f"Hotel {n}",
            type="hotel",
            country="CZ",
            time_zone="Europe/Prague",
            currency="CZK",
            language="cs",
        )
        for n in range(5)
    ]
    teams = [Team.objects.create(site=site, name=f"Desk {site.pk}") for site in sites]
    people = [User.objects.create_user(f"p{n}@desk.example", name=f"P {n}") for n in range(40)]
    petra = User.objects.create_user("petra@desk.example", name="Petra", role=Role.ADMINISTRATOR)
    for team in teams[:1]:
        Membership.objects.create(team=team, user=people[3])
    for team in teams[:3]:
        Membership.objects.create(team=team, user=people[4])
    numbers = {"sites": [one.pk for one in sites], "teams": [one.pk for one in teams]}
    numbers |= {"people": [one.pk for one in people]}
    with connection.cursor() as cursor:
        cursor.execute(HOUSE, {"tickets": TICKETS, "customers": CUSTOMERS, **numbers})
    return {"one site": people[3], "three sites": people[4], "all sites": petra}


def plan_of(query: QuerySet[Any, Any]) -> str:
    return query.explain()


def shown(asked: Asked, person: User, *, mark: list[Any] | None = None) -> QuerySet[Any, Any]:
    """The statement of one page, as ``page_of`` makes it."""
    tickets: QuerySet[Any, Any] = tickets_for(asked, user=person, now=timezone.now())
    names = [key.lstrip("-") for key in asked.keys]
    if mark is not None:
        tickets = tickets.filter(beyond(names, mark, descending=asked.keys[0].startswith("-")))
    found = tickets.order_by(*asked.keys)[:51]
    return Ticket.objects.values("id", *names).filter(pk__in=found.values("pk")).order_by(*asked.keys)


def test_the_statement_here_is_the_one_of_the_page(
    house: dict[str, User], django_db_blocker: DjangoDbBlocker
) -> None:
    asked, person = Asked.read({"sort": "customer"}), house["one site"]
    with django_db_blocker.unblock():
        wanted = shown(asked, person)
        page = page_of(
            tickets_for(asked, user=person, now=timezone.now()),
            {},
            keys=asked.keys,
            shown=Ticket.objects.values("id", "sort_customer"),
        )
        assert page.rows == list(wanted)[:50]
        assert len(page.rows) == 50


ORDERS = [
    (view.key, sort)
    for view in VIEWS.values()
    for key in SORTS
    for sort in (key, f"-{key}")
    if allowed(key, everywhere=view.everywhere)
]


@pytest.mark.parametrize(("view", "sort"), ORDERS)
def test_every_order_of_every_view(
    house: dict[str, User], django_db_blocker: DjangoDbBlocker, view: str, sort: str
) -> None:
    asked = Asked.read({"view": view, "sort": sort})
    assert asked.sort == sort
    with django_db_blocker.unblock():
        for name, person in house.items():
            first = shown(asked, person)
            assert not READ_WHOLE.search(plan := plan_of(first)), f"{name}: {plan}"
            rows = list(first)
            if rows:
                mark = [rows[-1][key.lstrip("-")] for key in asked.keys]
                deep = shown(asked, person, mark=mark)
                assert not READ_WHOLE.search(plan := plan_of(deep)), f"{name}, deep: {plan}"


VALUES = {
    "kind": ["return", "complaint"],
    "status": ["closed"],
    "assignee": ["me", "nobody"],
    "priority": ["4"],
    "channel": ["letter"],
    "outcome": ["explained", "refused"],
    "tag": ["vip"],
    "logged_by": ["me"],
    "customer": ["1000017"],
}


def queries(person: User) -> Iterator[str]:
    """Every filter with each of its values alone, then two at a time."""
    site, team = person.sites[0].pk, person.team_ids[0] if person.team_ids else 1
    alone = []
    for key, one in FILTERS.items():
        values = VALUES.get(key) or list(one.choices or ())
        values = values or (["-7d", "-500d"] if one.is_day else [str(site if key == "site" else team)])
        alone += [f"{key}={value}" for value in values]
    yield from alone
    yield from (f"{one}&{other}" for n, one in enumerate(alone) for other in alone[n + 1 :: 5])
    yield "kind=return&kind=complaint&channel=letter&priority=4&outcome=refused"


@pytest.mark.parametrize("who", ["one site", "three sites", "all sites"])
@pytest.mark.parametrize("view", ["open", "all", "resolved"])
def test_every_filter(
    house: dict[str, User], django_db_blocker: DjangoDbBlocker, view: str, who: str
) -> None:
    with django_db_blocker.unblock():
        person = house[who]
        for query in queries(person):
            asked = Asked.read(QueryDict(f"view={view}&{query}"))
            assert asked.filters, query
            plan = plan_of(shown(asked, person))
            assert not READ_WHOLE.search(plan), f"{view}, {query}: {plan}"


@pytest.mark.parametrize("who", ["one site", "three sites", "all sites"])
@pytest.mark.parametrize("view", ["all", "resolved"])
def test_the_days_asked_for_are_where_the_list_begins(
    house: dict[str, User], django_db_blocker: DjangoDbBlocker, view: str, who: str
) -> None:
    """Not after everything that came later."""
    with django_db_blocker.unblock():
        asked = Asked.read(QueryDict(f"view={view}&logged_from=-500d&logged_to=-470d"))
        plan = plan_of(shown(asked, house[who]))
        assert re.search(r"Index Cond: .*created_at >= .*created_at < ", plan), plan


@pytest.mark.parametrize("who", ["one site", "three sites", "all sites"])
def test_the_counts(house: dict[str, User], django_db_blocker: DjangoDbBlocker, who: str) -> None:
    saved = (
        "view=open&kind=return",
        "view=open&channel=letter&priority=4&is=late",
        "view=mine&tag=vip",
        "view=open&customer=9",
    )
    with django_db_blocker.unblock():
        person = house[who]
        said = compiled(shape_of(person, of_teams=True), "UTC", saved)
        with connection.cursor() as cursor:
            values = dict.fromkeys(said.holes, "1")
            values |= {hole: "now()" for hole in said.holes if hole in ("now", "soon", "midnight")}
            sql = re.sub(r"\$(\d+)", lambda found: values[said.holes[int(found[1]) - 1]], said.sql)
            cursor.execute(f"EXPLAIN {sql}")
            plan = "\n".join(line for (line,) in cursor.fetchall())
        assert not READ_WHOLE.search(plan), plan


@pytest.mark.parametrize("who", ["one site", "three sites", "all sites"])
def test_all_that_fit_and_the_next_one(
    house: dict[str, User], django_db_blocker: DjangoDbBlocker, who: str
) -> None:
    """What a bulk action asks for, and what "next ticket" takes.

    A tenth of the limit, in a house of about a tenth of the tickets.
    """
    with django_db_blocker.unblock():
        person, now = house[who], timezone.now()
        filters = ("", "&kind=return", "&assignee=nobody", "&outcome=refused", "&customer=17")
        for query in (f"view={view}{narrow}" for view in VIEWS for narrow in filters):
            fitting = Choice((), True, query).tickets(user=person, now=now).values("pk")[: MOST // 10]
            assert not READ_WHOLE.search(plan := plan_of(fitting)), f"{query}: {plan}"
        assert not READ_WHOLE.search(plan := plan_of(to_take(by=person)[:1])), plan


def test_it_would_be_seen(house: dict[str, User], django_db_blocker: DjangoDbBlocker) -> None:
    """Else the tests above could not fail."""
    with django_db_blocker.unblock():
        long_ago = timezone.now() - timedelta(days=9999)
        assert READ_WHOLE.search(plan_of(Ticket.objects.filter(what_happened="x", created_at__gt=long_ago)))
