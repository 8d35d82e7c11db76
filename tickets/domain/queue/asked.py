"""What the address of the queue asks for, cleaned, and the tickets that are it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from urllib.parse import urlencode

from django.http import QueryDict

from helpdesk.staff.models import User
from tickets.domain.queue.filters import FILTERS, Values
from tickets.domain.queue.sorts import allowed, keys_of
from tickets.domain.queue.views import VIEWS, View
from tickets.domain.search import matching
from tickets.models import SavedView, Ticket
from tickets.models.ticket import TicketQuerySet

Query = Mapping[str, str]
LONGEST_SEARCH = 200


def values_of(query: Query, key: str) -> list[str]:
    """All values a query has for a name: an address may say it more than once."""
    if isinstance(query, QueryDict):
        return query.getlist(key)
    return [query[key]] if key in query else []


def filters_in(query: Query) -> dict[str, Values]:
    """What narrows, by the key of its filter; what is not understood is left out."""
    read = {key: one.cleaned(values_of(query, key)) for key, one in FILTERS.items() if key in query}
    return {key: values for key, values in read.items() if values}


@dataclass(frozen=True)
class Asked:
    """A view, what narrows it, and its order. Whatever is not allowed falls back to what is usual."""

    view: View
    sort: str
    filters: dict[str, Values] = field(default_factory=dict)
    q: str = ""

    @classmethod
    def read(cls, query: Query) -> Asked:
        q = query.get("q", "").replace("\x00", "").strip()[:LONGEST_SEARCH]
        view = VIEWS.get(query.get("view", ""), VIEWS["all" if q else "open"])
        sort, filters = query.get("sort", ""), filters_in(query)
        if not allowed(sort, everywhere=view.everywhere):
            sort = usual_sort(view, filters)
        return cls(view=view, sort=sort, filters=filters, q=q)

    @classmethod
    def of(cls, view: SavedView) -> Asked:
        """What a saved view asks for."""
        return cls.read(QueryDict(view.query))

    @property
    def keys(self) -> tuple[str, ...]:
        """The fields of its order, for ``page_of``."""
        return keys_of(self.sort)

    @property
    def is_narrowed(self) -> bool:
        return bool(self.filters or self.q)

    @property
    def chosen_sort(self) -> str:
        """The order somebody asked for; empty when it is the usual one."""
        return "" if self.sort == usual_sort(self.view, self.filters) else self.sort

    @property
    def plain(self) -> Asked:
        """The same view in the order somebody chose, with nothing to narrow it."""
        return replace(self, filters={}, q="", sort=self.chosen_sort or self.view.sort)

    @cached_property
    def query(self) -> str:
        """The same again as a query string, always spelt the same way."""
        return self.query_with()

    def query_with(self, *, without: Iterable[str] = ()) -> str:
        """``without`` some of the filters, the "q" or the "sort"."""
        pairs = [("view", self.view.key)]
        pairs += [(key, one) for key, values in self.filters.items() if key not in without for one in values]
        pairs += [("q", self.q)] if self.q and "q" not in without else []
        pairs += [("sort", self.chosen_sort)] if self.chosen_sort and "sort" not in without else []
        return urlencode(pairs)


def usual_sort(view: View, filters: Iterable[str]) -> str:
    """In which order a view comes unless somebody asks for another.

    Everything that was logged in some days comes as it was logged: in the order of changes these days would
    be met late.
    """
    logged = view.everywhere and not {"logged_from", "logged_to"}.isdisjoint(filters)
    return "-logged" if logged else view.sort


def tickets_for(asked: Asked, *, user: User, now: datetime) -> TicketQuerySet:
    """The tickets of a view, narrowed, without order: the page brings its own."""
    tickets = asked.view.narrow(Ticket.objects.visible_to(user), user, now)
    return narrowed(tickets, filters=asked.filters, q=asked.q, user=user, now=now)


def narrowed(
    tickets: TicketQuerySet, *, filters: Mapping[str, Values], q: str, user: User, now: datetime
) -> TicketQuerySet:
    """Those that pass all filters and match a search, which costs a query; an empty text does not narrow."""
    for key, values in filters.items():
        tickets = tickets.filter(FILTERS[key].narrow(values, user, now))
    return tickets.filter(matching(q, user=user, now=now)) if q else tickets
