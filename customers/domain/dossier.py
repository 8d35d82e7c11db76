"""The shape of everything kept about a person: read by them as a page and by programs as JSON.

Made by the keepers, in the language and the time zone that are active while it is read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from django.db import models
from django.utils.formats import date_format, number_format
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django_stubs_ext import StrOrPromise

from helpdesk.record.models import Entry
from helpdesk.record.sentences import say
from helpdesk.staff.models import User

Json = str | int | float | bool | None


@dataclass(frozen=True)
class Fact:
    """``key`` and ``value`` for programs, the same in every language; ``label`` and ``shown`` for people."""

    key: str
    label: str
    value: Any  # what DjangoJSONEncoder writes: text, numbers, sums, moments
    shown: str


@dataclass(frozen=True)
class Attached:
    """A file that goes with an item. Opened only when its turn comes."""

    name: str
    open: Callable[[], Any]  # what it returns can be read and closed


@dataclass
class Item:
    """One thing: a ticket, a message, an answer; with smaller things in it."""

    title: str
    facts: list[Fact] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    files: list[Attached] = field(default_factory=list)


@dataclass
class Part:
    """Things of one sort under a heading. ``items`` may be a generator: nothing piles up in memory."""

    key: str
    title: StrOrPromise
    items: Iterable[Item]


def fact(row: models.Model, name: str) -> Fact:
    """One column of a row, by the name people have for it."""
    column = row._meta.get_field(name)
    assert isinstance(column, models.Field)  # noqa: S101  # a relation from elsewhere is no column
    value = getattr(row, name)
    label = label_of(column, get_language())
    if column.choices:
        return Fact(name, label, value, str(getattr(row, f"get_{name}_display")()))
    if isinstance(value, models.Model):
        value = name_of(value)
    return Fact(name, label, value, shown(value))


@cache
def label_of(column: models.Field[Any, Any], language: str | None) -> str:  # noqa: ARG001  # one each
    """Looked up once for each language, not for each of ten thousand rows."""
    return str(capfirst(str(column.verbose_name)))


def facts(row: models.Model, *names: str) -> list[Fact]:
    """Those of the columns that say something; an empty one tells nobody anything."""
    return [one for name in names if (one := fact(row, name)).value not in ("", None)]


def name_of(thing: models.Model) -> str:
    """Who served is named; how to reach them is their own."""
    return thing.name if isinstance(thing, User) else str(thing)


def shown(value: Any) -> str:
    match value:
        case bool():
            return _("yes") if value else _("no")
        case datetime():
            return date_format(localtime(value), "DATETIME_FORMAT")
        case date():
            return date_format(value, "DATE_FORMAT")
        case int() | float() | Decimal():
            return str(number_format(value))
        case timedelta():
            return str(value)
    return "" if value is None else str(value)


def told(entries: Iterable[Entry]) -> Iterator[Item]:
    """Record entries as one reads them: when, who, and what in a sentence."""
    for entry in entries:
        who = entry.who
        yield Item(
            "",
            [
                Fact("at", _("When"), entry.at, shown(entry.at)),
                # Before accounts had names, an address stood here.
                Fact("who", _("Who"), "" if "@" in who else who, "" if "@" in who else who),
                Fact("what", _("What"), say(entry), say(entry)),
            ],
        )
