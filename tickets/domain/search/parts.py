"""Long tickets: what was said in them stands in several parts, and the words of a search in any of these."""

from __future__ import annotations

from django.db import connection

from tickets.domain.search.candidates import Place, Search
from tickets.domain.search.wanted import both, either

# So many long tickets are looked at, the newest.
AT_MOST = 50
LOOK_UP = """
WITH long AS MATERIALIZED (
    SELECT ticket_id FROM tickets_searchtext WHERE part > 0 AND document @@ %(any)s::tsquery
), newest AS MATERIALIZED (
    SELECT DISTINCT head.ticket_id, head.logged_at FROM long JOIN tickets_searchtext AS head USING (ticket_id)
    WHERE head.part = 0 AND ts_match_vq(head.document, %(facts)s::tsquery)
        AND (head.logged_at, head.ticket_id) < (%(until)s, %(number)s)
        AND (head.logged_at, head.ticket_id) >= (%(since)s, %(last)s)
    ORDER BY head.logged_at DESC, head.ticket_id DESC LIMIT %(at_most)s
)
SELECT newest.logged_at, newest.ticket_id FROM newest
    JOIN tickets_searchtext AS text ON text.ticket_id = newest.ticket_id
    GROUP BY 1, 2 HAVING {having}
"""


def in_parts(search: Search, *, older_than: Place, rest: Place | None) -> list[Place]:
    """Long tickets between the two that fit as a whole, though none of their parts may."""
    wanted = search.wanted
    if not wanted.words:
        return []
    values = {f"term{n}": term for n, term in enumerate([*wanted.words, *wanted.without])}
    having = [f"bool_or(ts_match_vq(text.document, %(term{n})s::tsquery))" for n in range(len(values))]
    having[len(wanted.words) :] = [f"NOT {one}" for one in having[len(wanted.words) :]]
    since, last = rest or (search.since, 0)
    until, number = older_than
    with connection.cursor() as cursor:
        cursor.execute(
            LOOK_UP.format(having=" AND ".join(having)),
            {
                **values,
                "any": either(wanted.words),
                "facts": both(search.facts) or "!'='",
                "since": since,
                "last": last,
                "until": until,
                "number": number,
                "at_most": AT_MOST,
            },
        )
        return list(cursor.fetchall())
