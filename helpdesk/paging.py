"""Keyset paging: the next page starts after the last row of this one, however deep it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from django.core import signing
from django.db.models import Model, Q, QuerySet

Row = TypeVar("Row", bound=Model)
PAGE_SIZE = 50
SALT = "paging"


@dataclass(frozen=True)
class Page(Generic[Row]):
    """One page of rows with the marks that ask for its neighbours ("" where there is none)."""

    rows: list[Row]
    next_mark: str
    previous_mark: str


def page_of(
    rows: QuerySet[Row], asked: Mapping[str, str], *, keys: tuple[str, ...], size: int = PAGE_SIZE
) -> Page[Row]:
    """The page asked for by ``after`` or ``before`` in the query string.

    ``keys`` are the fields the rows are ordered by, "-" for descending, all in one direction, none null,
    the last one unique. An unreadable mark gives the first page.
    """
    backwards = "before" in asked
    names = [key.lstrip("-") for key in keys]
    mark = read_mark(asked.get("before") or asked.get("after") or "", names)
    descending = keys[0].startswith("-") != (backwards and mark is not None)
    if mark is not None:
        rows = rows.filter(beyond(names, mark, descending=descending))
    found = list(rows.order_by(*(f"-{name}" if descending else name for name in names))[: size + 1])
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


def beyond(names: list[str], mark: list[Any], *, descending: bool) -> Q:
    """(a, b) > (x, y) spelt out, with the leading comparison alone first so that an index serves it."""
    side = "lt" if descending else "gt"
    condition = Q()
    for position, name in enumerate(names):
        same = Q(**{before: mark[i] for i, before in enumerate(names[:position])})
        condition |= same & Q(**{f"{name}__{side}": mark[position]})
    return Q(**{f"{names[0]}__{side}e": mark[0]}) & condition


def make_mark(row: Model, names: list[str]) -> str:
    values = [getattr(row, name) for name in names]
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
