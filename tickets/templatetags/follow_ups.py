"""``{% load follow_ups %}``: what was promised to a customer, as a ticket's card shows it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import template

register = template.Library()


@dataclass(frozen=True)
class Promised:
    """A follow-up as ``TicketQuerySet.with_follow_ups`` brings it, its times read."""

    id: int
    text: str
    due_at: datetime
    owner: str
    owner_id: int
    done_at: datetime | None
    done_by: str
    told: str
    cancelled_at: datetime | None
    cancelled_by: str
    cancelled_because: str

    @property
    def is_open(self) -> bool:
        return self.done_at is None and self.cancelled_at is None


@register.filter
def promises(promised: Iterable[Mapping[str, Any]]) -> list[Promised]:
    """``{% for one in ticket.promised|promises %}``"""
    times = ("due_at", "done_at", "cancelled_at")
    return [
        Promised(**{**one, **{name: datetime.fromisoformat(one[name]) for name in times if one[name]}})
        for one in promised
    ]


@register.filter
def watches(user: Any, watched_by: Iterable[Mapping[str, Any]]) -> bool:
    """``{% if user|watches:ticket.watched_by %}``"""
    return any(one["id"] == user.pk for one in watched_by)
