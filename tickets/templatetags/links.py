"""``{% load links %}``: what a ticket has to do with others, as its card shows it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import template
from django.utils import timezone
from django.utils.translation import gettext, pgettext

from tickets.domain.coming_back import can_come_back
from tickets.enums import LinkType, Status
from tickets.models import Ticket
from tickets.models.ticket_merge import REVERSIBLE_FOR

register = template.Library()


@dataclass(frozen=True)
class Linked:
    """The other ticket, and what it is in words; ``id`` is the link's, or the merge's."""

    id: int
    words: str
    number: int
    title: str
    status: str
    status_label: str
    can_go: bool

    @classmethod
    def read(cls, said: Mapping[str, Any], *, words: str, can_go: bool) -> Linked:
        title = said["subject"] or gettext("(erased)")
        label = str(Status(said["status"]).label)
        return cls(said["id"], words, said["number"], title, said["status"], label, can_go)


def backwards(link_type: LinkType) -> str:
    """What the other ticket is to this one, for a link that is read from there."""
    return {
        LinkType.PART: pgettext("link between tickets", "Has the part"),
        LinkType.DUPLICATE: pgettext("link between tickets", "Has the duplicate"),
        LinkType.RELATED: str(LinkType.RELATED.label),
        LinkType.SPLIT: pgettext("link between tickets", "Split off from this"),
        LinkType.CAME_BACK: pgettext("link between tickets", "They came back in"),
    }[link_type]


@register.filter
def links(ticket: Any) -> list[Linked]:
    """``{% for one in ticket|links %}``, for a ticket that was fetched ``with_links``."""
    return [*read(ticket.linked_to, forward=True), *read(ticket.linked_from, forward=False)]


def read(linked: list[dict[str, Any]], *, forward: bool) -> Iterator[Linked]:
    for one in linked:
        link_type = LinkType(one["type"])
        words = str(link_type.label) if forward else backwards(link_type)
        yield Linked.read(one, words=words, can_go=link_type != LinkType.SPLIT)


@register.filter
def united(ticket: Any) -> list[Linked]:
    """``{% for one in ticket|united %}``: what was merged into it; can go as long as that can be undone."""
    return [merged(one) for one in ticket.united]


@register.filter
def went_into(ticket: Any) -> Linked | None:
    """``{% with into=ticket|went_into %}``: what it was merged into, as far as the reader may know."""
    return next((merged(one) for one in ticket.went_into), None)


def merged(said: Mapping[str, Any]) -> Linked:
    can_go = timezone.now() - datetime.fromisoformat(said["at"]) <= REVERSIBLE_FOR
    return Linked.read(said, words=said["who"], can_go=can_go)


@register.filter
def was_split_off(ticket: Any) -> bool:
    return any(one["type"] == LinkType.SPLIT for one in ticket.linked_to)


@register.filter
def comes_back(ticket: Ticket) -> bool:
    """Whether a word of the customer about it opens a new ticket."""
    return can_come_back(ticket)
