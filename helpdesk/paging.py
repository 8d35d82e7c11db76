"""Keyset paging: the next page starts after the last row of this one, however deep it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from django.core import signing
from django.db.models import BooleanField, F, Func, QuerySet, Value

Row = TypeVar("Row")
PAGE_SIZE = 50
SALT = "paging"


@dataclass(frozen=True)
class Page(Generic[Row]):
    """One page of rows with the marks that ask for its neighbours ("" where there is none)."""

    rows: list[Row]
    next_mark: str
    previous_mark: str


def page_of(
    rows: QuerySet[Any, Row],
    asked: Mapping[str, str],
    *,
    keys: tuple[str, ...],
    size: int = PAGE_SIZE,
    shown: QuerySet[Any, Row] | None = None,
) -> Page[Row]:
    """The page asked for by ``after`` or ``before`` in the query string.

    ``keys`` are the fields the rows are ordered by, "-" for descending, all in one direction, none null,
    the last one unique. An unreadable mark gives the first page. With ``shown`` the rows are only found in
    ``rows``, which an index alone can do, and read from there, with the keys among what is read.
    """
    backwards = "before" in asked
    names = [key.lstrip("-") for key in keys]
    mark = read_mark(asked.get("before") or asked.get("after") or "", names)
    descending = keys[0].startswith("-") != (backwards and mark is not None)
    order = [f"-{name}" if descending else name for name in names]
    if mark is not None:
        rows = rows.filter(beyond(names, mark, descending=descending))
    rows = rows.order_by(*order)[: size + 1]
    found = list(rows if shown is None else shown.filter(pk__in=rows.values("pk")).order_by(*order))
    more, found = len(found) > size, found[:size]
    if backwards and mark is not None:
        found.reverse()
        return Page(
            found, make_mark(found[-1], names) if found else "", make_mark(found[0], names) if more else ""
        )
    return Page(
        found,
        make_mark(found[-1], names) if more else "",
        make_mark(found[0], names) if mark and found else "",
    )


def beyond(names: list[str], mark: list[Any], *, descending: bool) -> Func:
    """(a, b) > (x, y) as the database compares rows: one condition, which an index serves as a whole."""
    sides = (
        Func(*one, template="(%(expressions)s)", output_field=BooleanField())
        for one in (map(F, names), map(Value, mark))
    )
    sign = " < " if descending else " > "
    return Func(*sides, template="%(expressions)s", arg_joiner=sign, output_field=BooleanField())


def make_mark(row: object, names: list[str]) -> str:
    values = [row[name] if isinstance(row, Mapping) else getattr(row, name) for name in names]
    return signing.dumps(
        [v.isoformat() if isinstance(v, datetime) else v for v in values], salt=salt_of(names)
    )


def read_mark(mark: str, names: list[str]) -> list[Any] | None:
    """The values of a mark this product made for a list ordered by the same fields, else None."""
    try:
        values: list[Any] = signing.loads(mark, salt=salt_of(names))
    except signing.BadSignature:
        return None
    return values


def salt_of(names: list[str]) -> str:
    """A mark of one list means nothing in another: a name is no due time."""
    return f"{SALT}:{','.join(names)}"
