"""Saved views that are about a person who is erased: they go, there is nothing left for them to find."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import QueryDict

from customers.domain.traces import Traces
from customers.models import Customer
from tickets.domain.queue.asked import Asked
from tickets.models import SavedView


def forget(family: Sequence[Customer], *, traces: Traces) -> int:
    """Remove every view that names them or shows only theirs. Returns how many. All views are read."""
    numbers = {str(customer.pk) for customer in family}
    found = [view.pk for view in SavedView.objects.only("name", "query") if is_about(view, numbers, traces)]
    return SavedView.objects.filter(pk__in=found).delete()[0]


def is_about(view: SavedView, numbers: set[str], traces: Traces) -> bool:
    """By its name, by the customer it is narrowed to, or by what it searches for."""
    narrowed_to = Asked.of(view).filters.get("customer", ())
    texts = [view.name, *(text for _key, said in QueryDict(view.query).lists() for text in said)]
    return not numbers.isdisjoint(narrowed_to) or any(map(traces.are_in, texts))
