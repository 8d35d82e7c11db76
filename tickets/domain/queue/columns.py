"""The columns of the queue: which there are, which somebody chose, and what each needs from the database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Column:
    """One column; ``sort`` is the key of the order its head asks for, if any."""

    key: str
    label: StrOrPromise
    needs: tuple[str, ...]
    sort: str = ""


# What a row says without any column: what it is about, where it stands, and the last thing that was said.
ALWAYS = ("id", "status", "subject", "last_line")

COLUMNS: dict[str, Column] = {
    column.key: column
    for column in (
        Column("number", _("Number"), (), sort="number"),
        Column("customer", _("Customer"), ("customer__name", "customer__erased_at"), sort="customer"),
        Column("kind", _("Kind"), ("kind",), sort="kind"),
        Column("status", _("Status"), (), sort="status"),
        Column("priority", _("Priority"), ("priority",), sort="priority"),
        Column("channel", _("Channel"), ("channel",)),
        Column("site", _("Site"), ("site__name",)),
        Column("team", _("Team"), ("team__name",), sort="team"),
        Column("tags", _("Tags"), ("tags",)),
        Column("outcome", _("Outcome"), ("outcome",)),
        Column("holder", _("Assignee"), ("assignee__name", "team__name"), sort="assignee"),
        Column("logged", _("Logged"), ("created_at",), sort="logged"),
        Column("waits", _("Waiting since"), ("customer_waits_since",), sort="waits"),
        Column("due", _("Due"), ("due_at",), sort="due"),
        Column("updated", _("Changed"), ("updated_at",), sort="updated"),
    )
}
USUAL = ("number", "customer", "kind", "holder", "due", "updated")


def columns_of(keys: Iterable[str]) -> tuple[Column, ...]:
    """Those that exist, in their own order; the usual ones for nothing."""
    wanted = set(keys) or set(USUAL)
    return tuple(column for column in COLUMNS.values() if column.key in wanted) or columns_of(USUAL)


def needed(columns: Iterable[Column]) -> tuple[str, ...]:
    """What a row has to be read with, each once."""
    return tuple(dict.fromkeys((*ALWAYS, *(name for column in columns for name in column.needs))))
