"""What a search looks for, in the language of PostgreSQL's full-text search."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import phonenumbers
from django.db import connection

from customers.domain.phone import to_e164
from customers.domain.search import find
from customers.domain.some import some_of
from helpdesk.staff.models import User
from tickets.domain.search.narrowing import Fact, understood
from tickets.domain.search.reading import Piece, read

# Shorter words must fit as a whole: they begin half of the others.
SHORTEST_BEGINNING = 3
# So many customers one phone number or address can belong to.
MOST_PEOPLE = 20
TOKENS = re.compile(r"'([^']+)'")
# The words of each text, in the one spelling the documents have.
PLAIN = """
SELECT coalesce(phraseto_tsquery('simple', search_plain(said))::text, '')
FROM unnest(%s::text[]) WITH ORDINALITY AS texts (said, place) ORDER BY place
"""


@dataclass(frozen=True)
class Mark:
    """A word to be marked where it stands, as it is folded; ``begins`` when it may go on."""

    text: str
    begins: bool


@dataclass
class Wanted:
    """``words``, ``facts`` and ``without`` are queries, of which a ticket must fit all, all and none."""

    words: list[str] = field(default_factory=list)
    facts: list[str] = field(default_factory=list)
    without: list[str] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    since: datetime | None = None
    until: datetime | None = None
    is_late: bool = False
    number: int | None = None

    @property
    def is_nothing(self) -> bool:
        return not (self.words or self.facts or self.without or self.since or self.until)

    @property
    def everything(self) -> str:
        """One query for all of it, but the times."""
        return both([*self.facts, *self.words, *(f"!{one}" for one in self.without)])


def both(queries: Iterable[str]) -> str:
    return " & ".join(queries)


def either(queries: Iterable[str]) -> str:
    return "(" + " | ".join(dict.fromkeys(queries)) + ")"


def lexeme(text: str) -> str:
    """A fact as it stands in the documents, quoted for a query."""
    return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'"


def want(text: str, *, user: User) -> Wanted:
    """Understand a search as this person means it: in their language, and with the names they may see."""
    wanted = Wanted()
    pieces: list[Piece] = []
    by_name: dict[tuple[str, bool], list[str]] = {}
    for piece in read(text):
        fact = understood(piece, user=user) if piece.name else None
        if fact is None:
            pieces.append(piece.as_word if piece.name else piece)
        elif fact.one_of:
            by_name.setdefault((fact.name, piece.is_without), []).extend(fact.one_of)
            wanted.is_late = wanted.is_late or (fact.is_late and not piece.is_without)
        else:
            keep_times(wanted, fact)
    for (_name, is_without), lexemes in by_name.items():
        (wanted.without if is_without else wanted.facts).append(either(map(lexeme, lexemes)))
    add_words(wanted, pieces, user=user)
    return wanted


def keep_times(wanted: Wanted, fact: Fact) -> None:
    if fact.since:
        wanted.since = max(fact.since, wanted.since or fact.since)
    if fact.until:
        wanted.until = min(fact.until, wanted.until or fact.until)


def add_words(wanted: Wanted, pieces: Sequence[Piece], *, user: User) -> None:
    spelt = [[piece.text, *spellings(piece, user=user)] for piece in pieces]
    plain = iter(plainly([text for texts in spelt for text in texts]))
    for piece, texts in zip(pieces, spelt, strict=True):
        words = [next(plain) for _ in texts]
        query = query_of(piece, words, user=user)
        if query is None:
            continue
        if piece.is_without:
            wanted.without.append(query)
            continue
        wanted.words.append(query)
        wanted.marks += marks_of(piece, words)
        if len(pieces) == 1:
            wanted.number = piece.number


def plainly(texts: list[str]) -> list[list[str]]:
    """Each text as the words it consists of in the documents."""
    if not texts:
        return []
    with connection.cursor() as cursor:
        cursor.execute(PLAIN, [texts])
        return [TOKENS.findall(phrase) for (phrase,) in cursor.fetchall()]


def query_of(piece: Piece, spelt: list[list[str]], *, user: User) -> str | None:
    """The query for one piece, as it was typed or in another spelling; None when there is no word in it."""
    first = spelt[0]
    found = [phrase(words, begins=begins(piece, words)) for words in spelt if words]
    if piece.number is not None:
        number = lexeme(f"=number:{piece.number}")
        found = [number] if piece.is_only_number else [number, *found]
    elif len(first) > 1 and not piece.is_phrase and any(word.isdigit() for word in first):
        # HV-20311 is kept as a reference, too: hv20311.
        found.append(phrase(["".join(first)], begins=True))
    if piece.is_phone or "@" in piece.text:
        people = some_of(find(piece.text, user=user), at_most=MOST_PEOPLE)
        found += [lexeme(f"=customer:{customer.pk}") for customer in people]
    return either(found) if found else None


def begins(piece: Piece, words: list[str]) -> bool:
    return not (piece.is_phrase or piece.is_phone) and len(words[-1]) >= SHORTEST_BEGINNING


def phrase(words: list[str], *, begins: bool) -> str:
    said = " <-> ".join(f"'{word}'" for word in words) + (":*" if begins else "")
    return f"({said})" if len(words) > 1 else said


def marks_of(piece: Piece, spelt: list[list[str]]) -> list[Mark]:
    found = [Mark(word, begins=False) for words in spelt for word in words[:-1]]
    return found + [Mark(words[-1], begins=begins(piece, words)) for words in spelt if words]


def spellings(piece: Piece, *, user: User) -> list[str]:
    """How else a phone number is written in a text, read as in the countries of the person's sites."""
    if not piece.is_phone:
        return []
    written: list[str] = []
    for country in sorted({site.country for site in user.sites}):
        e164 = to_e164(piece.text, country=country)
        if e164 is None:
            continue
        number = phonenumbers.parse(e164)
        national = phonenumbers.national_significant_number(number)
        grouped = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
        written += [e164, f"00{e164[1:]}", national, " ".join(grouped.split(" ")[1:]), threes(national)]
    return list(dict.fromkeys(written))


def threes(digits: str) -> str:
    """The digits in groups of three, as most people write them."""
    return " ".join(digits[at : at + 3] for at in range(0, len(digits), 3))
