"""A large house, written by COPY: customers as they are, with common names and rare ones."""

from __future__ import annotations

import io
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import connection

from helpdesk.folding import fold, fold_reference
from helpdesk.staff.enums import Role, SiteType
from helpdesk.staff.models import Membership, Site, Team, User

FIRST = (
    "Jana Petr Eva Karel Tomáš Lucie Jan Martin Kateřina Alena Piotr Agnieszka Zofia Marek Anna Katarzyna "
    "Michał Emma Oliver Sophie Hans Jiří Řehoř Žaneta Łukasz Małgorzata Jakub Tereza Ondřej Barbora"
).split()
COMMON = (
    "Novák Nováková Svoboda Svobodová Novotný Dvořák Dvořáková Černý Procházka Kučera Veselý Horák Němec "
    "Kowalski Kowalska Nowak Wiśniewski Wójcik Kamiński Lewandowska Smith Clarke Jones Taylor Müller Schmidt"
).split()
RARE = 20_000
# Two people in five have a name that hundreds of others have too.
SHARE_OF_COMMON = 0.4
SITES = 20
LOGGED = "2026-11-01T10:00:00+00:00"


@dataclass(frozen=True)
class House:
    associate: User
    administrator: User


def build(*, customers: int, tickets: int, seed: int = 1) -> House:
    """Fill an empty database. The same seed gives the same house."""
    draw = random.Random(seed)  # noqa: S311  # nobody's secret
    sites = [site(number) for number in range(SITES)]
    team = Team.objects.create(site=sites[0], name="Front desk")
    alena = User.objects.create_user("alena@bench.example", name="Alena Dvořáková", role=Role.ASSOCIATE)
    Membership.objects.create(team=team, user=alena)
    petra = User.objects.create_user("petra@bench.example", name="Petra Malá", role=Role.ADMINISTRATOR)
    names = [name(draw, rare_names(draw)) for _ in range(customers)]
    write_customers(names, sites, draw)
    write_tickets(tickets, customers=customers, team=team, by=alena, draw=draw)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return House(alena, petra)


def site(number: int) -> Site:
    polish = number % 2
    return Site.objects.create(
        name=f"Hotel {number:02}",
        type=SiteType.HOTEL,
        country="PL" if polish else "CZ",
        time_zone="Europe/Warsaw" if polish else "Europe/Prague",
        currency="PLN" if polish else "CZK",
        language="pl" if polish else "cs",
        email=f"desk{number}@bench.example",
    )


_rare: list[str] = []


def rare_names(draw: random.Random) -> list[str]:
    if not _rare:
        syllables = [a + b for a in "bcdfghjklmnprstvz" for b in "aeiouy"]
        _rare.extend("".join(draw.choices(syllables, k=draw.randint(2, 4))).title() for _ in range(RARE))
    return _rare


def name(draw: random.Random, rare: list[str]) -> str:
    last = draw.choice(COMMON) if draw.random() < SHARE_OF_COMMON else draw.choice(rare)
    return f"{draw.choice(FIRST)} {last}"


def write_customers(names: list[str], sites: list[Site], draw: random.Random) -> None:
    columns = "id name folded_name search_text language preferred_channel created_at company"
    columns += " loyalty_number folded_loyalty_number is_vip is_vulnerable"
    people = enumerate(names, start=1)
    copy(
        "customers_customer",
        columns,
        (
            (n, who, fold(who), "", "cs", "in_person", LOGGED, "", f"BC-{n:07}", f"bc{n:07}", "f", "f")
            for n, who in people
        ),
    )
    # A few busy houses and many quiet ones.
    of_site = (sites[min(int(draw.expovariate(0.3)), SITES - 1)].pk for _ in names)
    copy("customers_customer_sites", "customer_id site_id", enumerate(of_site, start=1))
    copy("customers_contactpoint", "customer_id type value is_preferred", contact_points(names, draw))
    set_sequence("customers_customer")


def contact_points(names: list[str], draw: random.Random) -> Iterator[tuple[object, ...]]:
    for n, who in enumerate(names, start=1):
        if draw.random() < 0.8:
            yield n, "email", f"{fold(who).replace(' ', '.')}{n}@post.example", "t"
        if draw.random() < 0.9:
            yield n, "phone", f"+420{draw.choice('67')}{draw.randrange(10**8):08}", "f"


def write_tickets(number: int, *, customers: int, team: Team, by: User, draw: random.Random) -> None:
    columns = "id kind channel status priority site_id team_id customer_id subject folded_subject"
    columns += " what_happened wanted created_by_id created_at updated_at last_line"
    last = ("They leak.", "", by.pk, LOGGED, LOGGED, "They leak.")
    fixed = ("return", "in_person", "resolved", 2, team.site_id, team.pk)
    copy(
        "tickets_ticket",
        columns,
        (
            (n, *fixed, draw.randint(1, customers), *2 * (f"boots no {n}",), *last)
            for n in range(1001, 1001 + number)
        ),
    )
    receipts = ((n, f"A-{n:07}") for n in range(1001, 1001 + number))
    copy(
        "tickets_reference",
        "ticket_id site_id type value folded at",
        ((n, team.site_id, "receipt", value, fold_reference(value), LOGGED) for n, value in receipts),
    )
    set_sequence("tickets_ticket")


def copy(table: str, columns: str, rows: Iterable[tuple[object, ...]]) -> None:
    text = io.StringIO()
    for row in rows:
        text.write("\t".join(map(str, row)) + "\n")
    text.seek(0)
    with connection.cursor() as cursor:
        cursor.copy_expert(f"COPY {table} ({', '.join(columns.split())}) FROM STDIN", text)


def set_sequence(table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))"  # noqa: S608
        )
