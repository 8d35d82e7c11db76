"""Statements the database plans once per connection, for questions that cost more to plan than to answer.

psycopg2 prepares nothing by itself. A statement is prepared when a connection needs it first, outside of
Django's account of queries, and forgotten with the connection. Behind a pooler that needs session pooling.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, ClassVar, Generic, TypeVar, cast
from weakref import WeakKeyDictionary

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Model
from django.db.models.query import ModelIterable, QuerySet
from django.db.models.sql.compiler import SQLCompiler

M = TypeVar("M", bound=Model)

# Stands in for the number of a thing in what is prepared: nothing of the desk's has it.
SOMETHING = -9
# A connection that has more than these begins anew.
MOST = 200
_prepared: WeakKeyDictionary[Any, set[str]] = WeakKeyDictionary()


@dataclass(frozen=True)
class Statement:
    """SQL with ``$1``, ``$2`` for its holes, named in that order."""

    sql: str
    holes: tuple[str, ...]
    name: str

    def rows(self, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """All rows, with the holes filled. One query."""
        with connection.cursor() as cursor:
            prepare(self)
            filled = [values[hole] for hole in self.holes]
            places = f" ({', '.join(['%s'] * len(filled))})" if filled else ""
            cursor.execute(f"EXECUTE {self.name}{places}", filled)
            found: list[tuple[Any, ...]] = cursor.fetchall()
            return found

    def row(self, values: Mapping[str, Any]) -> tuple[Any, ...]:
        """Of a statement that has one row. One query. Raises ``IndexError`` without any."""
        return self.rows(values)[0]


class Prepared(Generic[M]):
    """A query set that is written once for the process and asked with other values each time.

    With what it selects beside its model; prefetches are left to whoever asks.
    """

    def __init__(self, rows: QuerySet[M], *, holes: Mapping[Any, str]) -> None:
        self._model = rows.model
        self._compiler = rows.query.get_compiler(connection=connection)
        self._statement = statement(*self._compiler.as_sql(), holes=holes)

    def all(self, values: Mapping[str, Any]) -> list[M]:
        """Its objects, with the holes filled. One query."""
        answer = Answer(self._compiler, self._statement.rows(values))
        return list(ModelIterable(cast("QuerySet[M]", answer)))

    def first(self, values: Mapping[str, Any]) -> M | None:
        """The only object, or the first, or none. One query."""
        return next(iter(self.all(values)), None)

    def one(self, values: Mapping[str, Any]) -> M:
        """The object there is. One query. Raises the model's ``DoesNotExist``."""
        found = self.first(values)
        if found is None:
            raise cast(Any, self._model).DoesNotExist(
                f"There is no {self._model.__name__} for {dict(values)}."
            )
        return found


class Answer:
    """Rows that are here already, for the part of Django that makes objects of them."""

    db = DEFAULT_DB_ALIAS
    _known_related_objects: ClassVar[dict[Any, Any]] = {}

    def __init__(self, compiler: SQLCompiler, rows: list[tuple[Any, ...]]) -> None:
        self._compiler, self._rows = compiler, rows
        self.query = self

    def get_compiler(self, using: str) -> Answer:  # as a query has it
        return self

    def execute_sql(self, **_how: Any) -> list[list[tuple[Any, ...]]]:
        return [self._rows]

    def __getattr__(self, name: str) -> Any:
        """What the rows consist of knows whoever wrote the statement."""
        return getattr(self._compiler, name)


def statement(sql: str, params: Sequence[object], *, holes: Mapping[Any, str]) -> Statement:
    """From SQL as Django compiles it: parameters that are keys of ``holes`` stay open."""
    names: list[str] = []

    def place(name: str) -> str:
        if name not in names:
            names.append(name)
        return f"${names.index(name) + 1}"

    whole = written_out(sql, params, holes=holes, place=place)
    return Statement(whole, tuple(names), f"desk_{sha256(whole.encode()).hexdigest()[:20]}")


def written_out(
    sql: str, params: Sequence[object], *, holes: Mapping[Any, str], place: Callable[[str], str]
) -> str:
    """The SQL with its values in it, but for the keys of ``holes``: there stands the ``place`` of their name.

    What stands in for a value, by itself or in a list, has to be a value that means nothing otherwise.
    """

    def written(one: object) -> str:
        name = holes.get(one) if isinstance(one, Hashable) else None
        if name is not None:
            return place(name)
        if isinstance(one, list) and one:
            return f"ARRAY[{', '.join(map(written, one))}]"
        return cast(bytes, cursor.mogrify("%s", [one])).decode()

    with connection.cursor() as cursor:
        return sql % tuple(map(written, params))


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
