"""COPY into the tables of models, and tables that take many rows at once."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection, models
from django.db.models.fields import NOT_PROVIDED

NULL = "\\N"
NO_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})

Row = Sequence[object]


def text_of(value: object) -> str:
    """The value as COPY reads it; only what is a str is searched for signs that need escaping."""
    if value is None:
        return NULL
    if value is True or value is False:
        return "t" if value else "f"
    return value.translate(NO_ESCAPES) if isinstance(value, str) else str(value)


class Sheet:
    """Rows of one table that wait to be copied. Columns that are not named get what the model gives them."""

    def __init__(self, model: type[models.Model], *names: str, **constants: object) -> None:
        self.table = model._meta.db_table
        rest = {
            field.attname: written(field, constants.get(field.attname, NOT_PROVIDED))
            for field in model._meta.concrete_fields
            if field.attname not in names and is_given_by_us(field, named=field.attname in constants)
        }
        self.columns = [*names, *rest]
        self._tail = "".join(f"\t{value}" for value in rest.values()) + "\n"
        self._lines: list[str] = []

    def add(self, *values: object) -> None:
        """One row. Texts are COPY's own already: escaped, if anything in them has to be."""
        self._lines.append(
            "\t".join([NULL if value is None else str(value) for value in values]) + self._tail
        )

    def tear_off(self) -> io.StringIO:
        """The rows so far, for ``copy``; the sheet is empty again."""
        text, self._lines = io.StringIO("".join(self._lines)), []
        return text

    def copy(self, rows: io.StringIO) -> None:
        columns = ", ".join(map(connection.ops.quote_name, self.columns))
        with connection.cursor() as cursor:
            cursor.copy_expert(f"COPY {self.table} ({columns}) FROM STDIN", rows)


def is_given_by_us(field: models.Field[Any, Any], *, named: bool) -> bool:
    if named:
        return True
    of_the_database = field.generated or field.has_db_default() or isinstance(field, models.AutoField)
    return not of_the_database


def written(field: models.Field[Any, Any], value: object) -> str:
    """A value of the field, or its default, as COPY reads it."""
    if value is NOT_PROVIDED:
        value = field.get_default()
    return text_of(field.get_db_prep_save(value, connection))


def tables_with_ids() -> list[str]:
    """Every table whose rows get numbers from a sequence."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.columns"
            " WHERE table_schema = 'public' AND column_name = 'id' AND is_identity = 'YES' ORDER BY 1"
        )
        return [name for (name,) in cursor.fetchall()]


def continue_numbers() -> None:
    """The next number of every table follows the largest there is."""
    with connection.cursor() as cursor:
        for table in tables_with_ids():
            numbers = f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}"  # noqa: S608
            cursor.execute(f"{numbers} HAVING max(id) > 0")


INDEXES = """
SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
WHERE indrelid = %s::regclass AND NOT indisunique
"""
FOREIGN_KEYS = """
SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = %s::regclass AND contype = 'f'
"""
# Those that run after the row was written; what a row says itself is left to the triggers before.
AFTER_TRIGGERS = """
SELECT tgname FROM pg_trigger
WHERE tgrelid = %s::regclass AND NOT tgisinternal AND tgtype & 2 = 0 AND tgtype & 4 = 4
"""


@contextmanager
def bare(tables: Sequence[str], *, indexes_kept: Sequence[str] = ()) -> Iterator[None]:
    """Inside, the tables have neither foreign keys nor plain indexes, and no trigger runs after an INSERT.

    At the end everything is built and checked at once, which takes a fraction of the time. What the triggers
    would have written elsewhere is the caller's to write.
    """
    triggers = [(table, name) for table in tables for (name,) in asked(AFTER_TRIGGERS, table)]
    keys = [(table, *row) for table in tables for row in asked(FOREIGN_KEYS, table)]
    indexes = [row for table in tables if table not in indexes_kept for row in asked(INDEXES, table)]
    # Checks that wait for the end of a transaction would be in the way.
    run(["SET CONSTRAINTS ALL IMMEDIATE"])
    run(f"ALTER TABLE {table} DISABLE TRIGGER {name}" for table, name in triggers)
    run(f"ALTER TABLE {table} DROP CONSTRAINT {name}" for table, name, _made in keys)
    run(f"DROP INDEX {name}" for name, _made in indexes)
    yield
    run(["SET maintenance_work_mem = '256MB'"])
    run(made for _name, made in indexes)
    run(f"ALTER TABLE {table} ADD CONSTRAINT {name} {made}" for table, name, made in keys)
    run(f"ALTER TABLE {table} ENABLE TRIGGER {name}" for table, name in triggers)
    run(["RESET maintenance_work_mem"])


def asked(question: str, table: str) -> list[tuple[str, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(question, [table])
        return list(cursor.fetchall())


def run(statements: Iterator[str] | Sequence[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
