"""Statements the database plans once per connection, for questions that cost more to plan than to answer.

psycopg2 prepares nothing by itself. A statement is prepared when a connection needs it first, outside of
Django's account of queries, and forgotten with the connection. Behind a pooler that needs session pooling.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from weakref import WeakKeyDictionary

from django.db import connection

# A connection that has more than these begins anew.
MOST = 200
_prepared: WeakKeyDictionary[Any, set[str]] = WeakKeyDictionary()


@dataclass(frozen=True)
class Statement:
    """SQL with ``$1``, ``$2`` for its holes, named in that order."""

    sql: str
    holes: tuple[str, ...]
    name: str

    def row(self, values: Mapping[str, Any]) -> tuple[Any, ...]:
        """Its one row, with the holes filled. One query."""
        with connection.cursor() as cursor:
            prepare(self)
            filled = [values[hole] for hole in self.holes]
            places = f" ({', '.join(['%s'] * len(filled))})" if filled else ""
            cursor.execute(f"EXECUTE {self.name}{places}", filled)
            found: tuple[Any, ...] = cursor.fetchone()
            return found


def statement(sql: str, params: Sequence[object], *, holes: Mapping[Hashable, str]) -> Statement:
    """From SQL as Django compiles it: parameters that are keys of ``holes`` stay open, others are written in.

    What stands in for a value has to be a value that means nothing otherwise.
    """
    names: list[str] = []
    written: list[str] = []
    with connection.cursor() as cursor:
        for one in params:
            hole = holes.get(one) if isinstance(one, Hashable) else None
            if hole is None:
                written.append(cursor.mogrify("%s", [one]).decode())
                continue
            if hole not in names:
                names.append(hole)
            written.append(f"${names.index(hole) + 1}")
    whole = sql % tuple(written)
    return Statement(whole, tuple(names), f"desk_{sha256(whole.encode()).hexdigest()[:20]}")


def prepare(wanted: Statement) -> None:
    """On this connection, unless it is. Survives a transaction that is rolled back."""
    known = _prepared.setdefault(connection.connection, set())
    if wanted.name in known:
        return
    with connection.connection.cursor() as cursor:
        if len(known) >= MOST:
            cursor.execute("DEALLOCATE ALL")
            known.clear()
        cursor.execute(f"PREPARE {wanted.name} AS {wanted.sql}")
    known.add(wanted.name)
