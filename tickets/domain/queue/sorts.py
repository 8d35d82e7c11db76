"""In which orders the queue can come. Each has an index: tests/test_plans.py asks the database."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from tickets.models.ticket import SORTED_BY


@dataclass(frozen=True)
class Sort:
    """One field to sort by; ``falls`` when one usually wants the largest first."""

    key: str
    label: StrOrPromise
    field: str
    falls: bool = False
    # Also over finished tickets, of which there may be a million.
    everywhere: bool = False

    @property
    def natural(self) -> str:
        """As the address says it: "due", "-updated"."""
        return f"-{self.key}" if self.falls else self.key


SORTS: dict[str, Sort] = {
    sort.key: sort
    for sort in (
        Sort("due", _("Due"), SORTED_BY["due"]),
        Sort("waits", _("Waiting since"), SORTED_BY["waits"]),
        Sort("updated", _("Changed"), SORTED_BY["updated"], falls=True, everywhere=True),
        Sort("logged", _("Logged"), SORTED_BY["logged"], falls=True, everywhere=True),
        Sort("number", _("Number"), "id", falls=True, everywhere=True),
        Sort("priority", _("Priority"), SORTED_BY["priority"], falls=True),
        Sort("status", _("Status"), SORTED_BY["status"]),
        Sort("subject", _("Subject"), SORTED_BY["subject"]),
        Sort("customer", _("Customer"), SORTED_BY["customer"]),
        Sort("kind", _("Kind"), SORTED_BY["kind"]),
        Sort("team", _("Team"), SORTED_BY["team"]),
        Sort("assignee", _("Assignee"), SORTED_BY["assignee"]),
    )
}


def keys_of(sort: str) -> tuple[str, ...]:
    """The fields an order is made of, for ``page_of``: the last one is unique, all go the same way."""
    field = SORTS[sort.removeprefix("-")].field
    way = "-" if sort.startswith("-") else ""
    return (f"{way}id",) if field == "id" else (f"{way}{field}", f"{way}id")


def allowed(sort: str, *, everywhere: bool) -> bool:
    """Whether a list may be sorted like this: over finished tickets only some orders have an index."""
    found = SORTS.get(sort.removeprefix("-"))
    return found is not None and (found.everywhere or not everywhere)


def turned(sort: str) -> str:
    """The same order the other way round."""
    return sort[1:] if sort.startswith("-") else f"-{sort}"
