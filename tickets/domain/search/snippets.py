"""Which of a ticket's messages the words stand in, and where in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from tickets.domain.search.days import Day, day_of
from tickets.domain.search.wanted import Mark
from tickets.enums import MessageType

# So many messages of a ticket are shown, the last ones; more of them when there are few tickets.
PER_TICKET = 1
OF_FEW = 3
FEW_TICKETS = 5
# Of the part of a long ticket in which the words stand only the messages of that part are read.
MESSAGES = r"""
SELECT m.id, m.ticket_id, m.type, m.at, m.author, m.said FROM unnest(%(numbers)s) AS number, LATERAL (
    SELECT part, first_message_id FROM tickets_searchtext
    WHERE ticket_id = number AND ts_match_vq(document, %(words)s::tsquery) ORDER BY part DESC LIMIT 1
) AS text, LATERAL (
    SELECT min(first_message_id) AS id FROM tickets_searchtext
    WHERE ticket_id = number AND part = text.part + 1
) AS following, LATERAL (
    SELECT id, ticket_id, type, at, author, substr(body, greatest(place - 100, 1), 400) AS said FROM (
        SELECT message.id, ticket_id, type, at, body, person.name AS author,
            regexp_instr(search_plain(body), %(pattern)s) AS place
        FROM tickets_message AS message JOIN staff_user AS person ON person.id = author_id
        WHERE ticket_id = number AND message.id >= coalesce(text.first_message_id, 0)
            AND (following.id IS NULL OR message.id <= following.id)
        OFFSET 0
    ) AS messages WHERE place > 0 ORDER BY at DESC LIMIT %(at_most)s
) AS m
"""


@dataclass(frozen=True)
class MessageFound:
    """A message in which some of the words stand, with the text around the first of them."""

    pk: int
    type: str
    day: Day
    author: str
    said: str

    @property
    def type_label(self) -> str:
        return str(MessageType(self.type).label)


def messages_with(
    marks: Sequence[Mark], numbers: list[int], *, words: list[str]
) -> dict[int, list[MessageFound]]:
    """The last messages of these tickets with any of the words, in one query."""
    found: dict[int, list[MessageFound]] = defaultdict(list)
    if not (marks and numbers):
        return found
    said = [mark.text + ("" if mark.begins else r"\M") for mark in marks]
    values: dict[str, Any] = {
        "numbers": numbers,
        "words": " | ".join(words),
        "pattern": rf"\m({'|'.join(dict.fromkeys(said))})",
        "at_most": OF_FEW if len(numbers) <= FEW_TICKETS else PER_TICKET,
    }
    with connection.cursor() as cursor:
        cursor.execute(MESSAGES, values)
        for pk, number, kind, at, author, text in cursor.fetchall():
            found[number].append(MessageFound(pk, kind, day_of(at), author, text))
    return found
