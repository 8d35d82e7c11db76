"""What stands around the list of the queue: the views beside it, the chips above it, heads of columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django_stubs_ext import StrOrPromise

from helpdesk.pattern import Pattern, Places
from helpdesk.staff.models import User
from tickets.domain.queue import SORTS, VIEWS, Asked, Count
from tickets.domain.queue.columns import COLUMNS, Column
from tickets.domain.queue.filters import FILTERS
from tickets.domain.queue.names import called
from tickets.domain.queue.sorts import allowed, turned
from tickets.models import SavedView


@dataclass(frozen=True)
class Place:
    """A view to go to."""

    label: StrOrPromise
    href: str
    count: Count | None = None
    is_current: bool = False


@dataclass
class Group:
    """Views under one heading."""

    title: str
    places: list[Place] = field(default_factory=list)


@dataclass(frozen=True)
class Chip:
    """One filter that is set, and the address without it."""

    key: str
    label: StrOrPromise
    said: str
    without: str


@dataclass(frozen=True)
class Head:
    """What one can sort by; ``way`` is how the list is sorted by it now, if it is: "up" or "down"."""

    key: str
    label: StrOrPromise
    sort: str = ""
    way: str = ""

    @property
    def place(self) -> str:
        """The class of its cell, which is as wide as those below it."""
        return PLACES.get(self.key, "cell word")


# As in _queue_row.html.
PLACES = {
    "number": "id",
    "subject": "subj",
    "customer": "cell who",
    "holder": "cell holder",
    "due": "cell due",
    "kind": "cell word kindcol",
    "tags": "cell word tags",
    **dict.fromkeys(("logged", "updated", "waits"), "cell when"),
}


def groups(
    saved: Sequence[SavedView], *, current: SavedView | None, counted: Mapping[str, Count]
) -> list[Group]:
    """What one keeps oneself, then what each team does; of all only what is pinned, and where one is."""
    found: dict[int | None, Group] = {}
    for one in saved:
        if not one.is_pinned and one != current:
            continue
        group = found.setdefault(one.team_id, Group(one.team.name if one.team else _("My views")))
        count = counted.get(f"saved:{one.pk}")
        group.places.append(Place(one.name, href_of(one), count, one == current))
    return [found[key] for key in sorted(found, key=lambda key: key or 0)]


def house_views(asked: Asked, *, is_saved: bool, counted: Mapping[str, Count]) -> SafeString:
    """The views everybody has, with their counts; "late" stands out as long as anything is."""
    pattern = views_pattern(get_language() or "", "" if is_saved else asked.view.key)
    tone = "hot" if counted["late"].number else ""
    return pattern.fill({"tone": tone, **{f"count_{key}": count for key, count in counted.items()}})


@lru_cache(maxsize=100)
def views_pattern(_language: str, current: str) -> Pattern:
    shown = [
        {
            "key": view.key,
            "label": view.label,
            "everywhere": view.everywhere,
            "place": Places()[f"count_{view.key}"],
        }
        for view in VIEWS.values()
        if view.key != "all" or current == "all"
    ]
    return Pattern("tickets/_house_views.html", {"views": shown, "current": current})


def href_of(view: SavedView) -> str:
    """Its whole address: somebody who does not have the view sees the same tickets."""
    return f"?{view.query}&saved={view.pk}" if view.query else f"?saved={view.pk}"


def chips(asked: Asked, *, user: User, suffix: str) -> list[Chip]:
    names = called(asked, user=user) if asked.filters else {}
    found = [
        Chip(key, FILTERS[key].label, ", ".join(said), f"?{asked.query_with(without=[key])}{suffix}")
        for key, said in names.items()
    ]
    if asked.q:
        found.append(Chip("q", _("Search"), asked.q, f"?{asked.query_with(without=['q'])}{suffix}"))
    return found


def heads(asked: Asked, columns: Iterable[Column], *, may_select: bool, suffix: str) -> SafeString:
    """Over every column its name, which sorts by it where there is an order."""
    keys = tuple(column.key for column in columns)
    pattern = heads_pattern(get_language() or "", keys, asked.sort, asked.view.everywhere, may_select)
    return pattern.fill({"base": f"{asked.query_with(without=['sort'])}{suffix}"})


@lru_cache(maxsize=1000)
def heads_pattern(
    _language: str, keys: tuple[str, ...], sorted_by: str, everywhere: bool, may_select: bool
) -> Pattern:
    found = [head(COLUMNS[key].sort, sorted_by, everywhere, key, COLUMNS[key].label) for key in keys]
    after_number = int(keys[:1] == ("number",))
    found.insert(after_number, head("subject", sorted_by, everywhere, "subject", SORTS["subject"].label))
    return Pattern("tickets/_heads.html", {"heads": found, "may_select": may_select})


def sort_menu(asked: Asked, *, suffix: str) -> SafeString:
    """All orders the list may have; the one it has turns around."""
    pattern = menu_pattern(get_language() or "", asked.sort, asked.view.everywhere)
    return pattern.fill({"base": f"{asked.query_with(without=['sort'])}{suffix}"})


@lru_cache(maxsize=500)
def menu_pattern(_language: str, sorted_by: str, everywhere: bool) -> Pattern:
    found = [head(sort.key, sorted_by, everywhere, sort.key, sort.label) for sort in SORTS.values()]
    now = SORTS[sorted_by.removeprefix("-")].label
    context = {"sorts": [one for one in found if one.sort], "sorted_by": now}
    return Pattern("tickets/_sort_menu.html", context)


def head(sort: str, sorted_by: str, everywhere: bool, key: str, label: StrOrPromise) -> Head:
    if not sort or not allowed(sort, everywhere=everywhere):
        return Head(key, label)
    is_sorted = sorted_by.removeprefix("-") == sort
    way = ("down" if sorted_by.startswith("-") else "up") if is_sorted else ""
    return Head(key, label, turned(sorted_by) if is_sorted else SORTS[sort].natural, way)
