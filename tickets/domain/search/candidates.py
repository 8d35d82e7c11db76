"""Which tickets fit, newest first, without ever looking at all that do.

A word may stand in three tickets or in three hundred thousand. So the newest are looked through first: that
finds enough when the words are common, and tells how common each of them is. Only what is rare is then looked
up in the index, over as many months as it takes, and within a limit of what one search may read.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from tickets.domain.search.months import EVER, earlier, months
from tickets.domain.search.wanted import Wanted, both, either, lexeme

# So many are put in order at once; whoever wants more goes on from the last of them.
ENOUGH = 100
# When so many of the newest tickets fit nobody looks further.
PLENTY = 30
# So many of the newest are looked through, and so many more when nothing that is asked for is rare.
NEWEST = 600
MORE = 3000
# What a larger share of them has is not looked up in the index.
COMMON = 0.05
# About so many rows are read of the index at once, and so often.
MOST_READ = 2500
MOST_STEPS = 3
# Sites are looked through one by one; with more of them, all together.
FEW_SITES = 8

Place = tuple[datetime, int]

RECENT = """
SELECT ticket_id, logged_at, document FROM tickets_searchtext AS text
WHERE part = 0 {at_site}
    AND (logged_at, ticket_id) < (%(until)s, %(number)s) AND logged_at >= %(since)s
ORDER BY logged_at DESC, ticket_id DESC LIMIT %(newest)s
"""
RECENT_OF_SITES = """
SELECT newest.* FROM unnest(%(sites)s::bigint[]) AS site, LATERAL ({recent}) AS newest
ORDER BY logged_at DESC, ticket_id DESC LIMIT %(newest)s
"""
LOOK = """
SELECT count(*), (SELECT min(logged_at) FROM tickets_searchtext WHERE part = 0), max(logged_at),
    (array_agg(ticket_id ORDER BY logged_at, ticket_id))[1], min(logged_at),
    array_agg(ticket_id ORDER BY logged_at DESC, ticket_id DESC) FILTER (WHERE fits),
    array_agg(logged_at ORDER BY logged_at DESC, ticket_id DESC) FILTER (WHERE fits){counts}
FROM (SELECT *, document @@ %(query)s::tsquery {late} AS fits FROM ({recent}) AS text OFFSET 0) AS seen
"""
# What is compared and sorted by is no bare column, so that the index of words is the only way in.
LOOK_UP = """
SELECT ticket_id, logged_at FROM tickets_searchtext AS text
WHERE part = 0 AND document @@ %(probe)s::tsquery AND ts_match_vq(document, %(query)s::tsquery)
    AND (logged_at + '0', ticket_id + 0) < (%(until)s, %(number)s) AND logged_at + '0' >= %(since)s {late}
ORDER BY logged_at + '0' DESC, ticket_id + 0 DESC LIMIT %(enough)s
"""
# Asked of each ticket that fits otherwise, and not of all tickets beforehand.
LATE = "AND (SELECT due_at FROM tickets_ticket WHERE id = text.ticket_id) < %(now)s"


@dataclass
class Found:
    """Tickets that fit, newest first, and where the search for older ones goes on; None at the end."""

    places: list[Place]
    rest: Place | None


@dataclass
class Look:
    """What the newest tickets told: how many there were, which fit, and how many have each term."""

    seen: int
    is_all: bool
    newest: datetime
    oldest: datetime
    last: Place
    places: list[Place]
    having: list[int]

    @property
    def found(self) -> Found:
        places = self.places[:ENOUGH]
        if len(places) == ENOUGH:
            return Found(places, places[-1])
        return Found(places, None if self.is_all else self.last)


@dataclass
class Search:
    """One search, of some sites or of all (None)."""

    wanted: Wanted
    sites: list[int] | None
    now: datetime

    def __post_init__(self) -> None:
        facts = list(self.wanted.facts)
        if self.sites is not None:
            # A person without a site sees nothing.
            facts.append(either(lexeme(f"=site:{site}") for site in self.sites or [0]))
        self.facts = facts
        without = [f"!{one}" for one in self.wanted.without]
        self.query = both([*facts, *self.wanted.words, *without])
        self.since = self.wanted.since or EVER

    def older_than(self, place: Place) -> Found:
        """The newest that fit and are older than this: enough of them, or all that a search may read."""
        if self.wanted.until and self.wanted.until < place[0]:
            place = (self.wanted.until, 0)
        look = self.look(place, at_most=NEWEST)
        if look.seen == NEWEST and len(look.places) < PLENTY:
            rare, share = self.rare_terms(look)
            if not rare or len(look.places) >= PLENTY * NEWEST / (NEWEST + MORE):
                further = self.look(look.last, at_most=MORE).found
            else:
                further = self.look_up(look, rare, share)
            return Found(look.places + further.places, further.rest)
        return look.found

    def look(self, until: Place, *, at_most: int) -> Look:
        """Through the newest tickets, one after the other."""
        terms = [one.replace("<->", "&") for one in (*self.wanted.facts, *self.wanted.words)]
        counts = "".join(
            f", count(*) FILTER (WHERE document @@ %(term{n})s::tsquery)" for n in range(len(terms))
        )
        values = {f"term{n}": term for n, term in enumerate(terms)}
        rows = self.ask(
            LOOK.format(recent=self.recent, counts=counts, late=self.late),
            until,
            self.since,
            newest=at_most,
            **values,
        )
        seen, oldest, newest, number, moment, numbers, moments, *having = rows[0]
        return Look(
            seen=seen,
            is_all=seen < at_most,
            newest=newest or until[0],
            oldest=max(self.since, oldest or self.since),
            last=(moment, number) if seen else until,
            places=list(zip(moments or [], numbers or [], strict=True)),
            having=having,
        )

    def look_up(self, look: Look, rare: list[str], share: float) -> Found:
        """In the index, further and further back."""
        found: list[Place] = []
        until = look.last
        tickets = MOST_READ / share
        if look.places:
            tickets = min(tickets, 1.5 * ENOUGH * look.seen / len(look.places))
        span = (look.newest - look.last[0]) * (tickets / look.seen)
        for _step in range(MOST_STEPS):
            since = earlier(until[0], span)
            if since <= look.oldest:
                since = self.since
            probe = both([*self.facts, *rare, *months(since, until[0], now=self.now)])
            rows = self.ask(LOOK_UP.format(late=self.late), until, since, probe=probe, enough=ENOUGH)
            found += [(moment, number) for number, moment in rows]
            if len(rows) < ENOUGH and since == self.since:
                return Found(found, None)
            until = found[-1] if len(rows) == ENOUGH else (since, 0)
            if len(look.places) + len(found) >= PLENTY:
                break
        return Found(found, until)

    def rare_terms(self, look: Look) -> tuple[list[str], float]:
        """What is worth looking up in the index, and about how large a share of the tickets has it.

        Of a phrase the index knows the words, not their order.
        """
        terms = [one.replace("<->", "&") for one in (*self.wanted.facts, *self.wanted.words)]
        counted = [(having, term) for having, term in zip(look.having, terms, strict=True)]
        rare = [term for having, term in counted if having <= COMMON * look.seen]
        least = min((having for having, _term in counted), default=look.seen)
        # None of some hundreds may still be one of some thousands.
        return rare, max(least, 0.2) / look.seen

    def ask(self, sql: str, until: Place, since: datetime, **values: Any) -> list[tuple[Any, ...]]:
        moment, number = until
        values |= {"until": moment, "number": number, "since": since, "now": self.now}
        values |= {"sites": self.sites, "site": self.sites[0] if self.sites else None}
        with connection.cursor() as cursor:
            cursor.execute(sql, {**values, "query": self.query})
            return list(cursor.fetchall())

    @property
    def recent(self) -> str:
        if self.sites is None or len(self.sites) > FEW_SITES:
            return RECENT.format(at_site="")
        if len(self.sites) == 1:
            return RECENT.format(at_site="AND site_id = %(site)s")
        return RECENT_OF_SITES.format(recent=RECENT.format(at_site="AND site_id = site"))

    @property
    def late(self) -> str:
        return LATE if self.wanted.is_late else ""
