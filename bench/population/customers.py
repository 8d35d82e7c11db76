"""The customers: common names and rare ones, each known at the site where they first came."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from bench.population.copying import Sheet
from bench.population.staff import SHARES, Staff
from customers.enums import Channel, ContactType
from customers.models import ContactPoint, Customer
from helpdesk.folding import fold

FIRST = (
    "Jana Petr Eva Karel Tomáš Lucie Jan Martin Kateřina Alena Piotr Agnieszka Zofia Marek Anna Katarzyna "
    "Michał Emma Oliver Sophie Hans Jiří Řehoř Žaneta Łukasz Małgorzata Jakub Tereza Ondřej Barbora"
).split()
COMMON = (
    "Novák Nováková Svoboda Svobodová Novotný Dvořák Dvořáková Černý Procházka Kučera Veselý Horák Němec "
    "Kowalski Kowalska Nowak Wiśniewski Wójcik Kamiński Lewandowska Smith Clarke Jones Taylor Müller Schmidt"
).split()
# Two people in five have a name that hundreds of others have too.
SHARE_OF_COMMON = 0.4
CHUNK = 20_000
DIGITS = 10**8


@dataclass(frozen=True)
class Customers:
    """Who is known where: at one site the numbers from ``first`` up to the next site's."""

    first: list[int]

    def at(self, place: int, draw: random.Random) -> int | None:
        """Somebody who is known there; None when nobody is."""
        here, beyond = self.first[place], self.first[place + 1]
        # Regulars come more often than others.
        return here + int((beyond - here) * draw.random() ** 1.7) if beyond > here else None


def write(
    number: int,
    *,
    staff: Staff,
    rare: Sequence[str],
    draw: random.Random,
    now: datetime,
    say: Callable[[str], None],
) -> Customers:
    """Write them with how to reach them. What they are found by is written by the trigger of the table."""
    ends = [round(number * share / SHARES[-1]) for share in SHARES]
    first = [1, *(end + 1 for end in ends)]
    places = [place for place, (begin, beyond) in enumerate(pairwise(first)) for _ in range(begin, beyond)]
    points = Sheet(ContactPoint, "customer_id", "type", "value", "is_preferred")
    people = Sheet(
        Customer,
        *("id", "name", "folded_name", "language", "loyalty_number", "folded_loyalty_number", "created_at"),
        preferred_channel=Channel.IN_PERSON,
    )
    known = Sheet(Customer.sites.through, "customer_id", "site_id")
    folded = {name: fold(name) for name in (*FIRST, *COMMON)}
    began = now - timedelta(days=3 * 365)
    for n in range(1, number + 1):
        place = places[n - 1]
        given, family = (
            draw.choice(FIRST),
            draw.choice(COMMON) if draw.random() < SHARE_OF_COMMON else draw.choice(rare).title(),
        )
        plain = f"{folded[given]} {folded.get(family) or fold(family)}"
        site = staff.sites[place]
        people.add(n, f"{given} {family}", plain, site.language, f"BC-{n:07}", f"bc{n:07}", began)
        known.add(n, site.pk)
        if draw.random() < 0.8:
            points.add(n, ContactType.EMAIL, f"{plain.replace(' ', '.')}{n}@post.example", "t")
        if draw.random() < 0.9:
            country = "+48" if site.country == "PL" else "+420"
            points.add(n, ContactType.PHONE, f"{country}{draw.choice('67')}{draw.randrange(DIGITS):08}", "f")
        if n % CHUNK == 0 or n == number:
            # The trigger reads how to reach somebody when it writes what they are found by.
            for sheet in (points, people, known):
                sheet.copy(sheet.tear_off())
            say(f"{n:,} customers")
    return Customers(first)
