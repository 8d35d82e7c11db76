"""Colleagues who are called by name in a note: ``@Ivan Kučera``."""

from __future__ import annotations

import re
from collections.abc import Iterable

from helpdesk.folding import fold
from helpdesk.staff.models import User
from tickets import rules
from tickets.domain import news
from tickets.enums import MessageType
from tickets.models import Message, Ticket

OFFERED = 8


def colleagues_of(ticket: Ticket) -> list[User]:
    """Who can be called to a ticket: whoever works at its site and may see it, by name."""
    return list(rules.who_may_see(User.objects.who_can_work(), ticket).order_by("name"))


def offered(ticket: Ticket, *, text: str, by: User) -> list[User]:
    """Those whose name, or a part of it, begins with what was typed after the ``@``."""
    typed = fold(text)
    others = (one for one in colleagues_of(ticket) if one != by)
    fitting = (one for one in others if any(word.startswith(typed) for word in fold(one.name).split()))
    return list(fitting)[:OFFERED]


def mentioned_in(text: str, *, among: Iterable[User]) -> list[User]:
    """Whose whole name stands behind an ``@``, in any spelling; the longest name that fits is meant."""
    folded = fold(text)
    people = sorted(among, key=lambda one: len(one.name), reverse=True)
    found = []
    for person in people:
        called = re.compile(rf"(?<!\w)@{re.escape(fold(person.name))}(?!\w)")
        if called.search(folded):
            found.append(person)
            folded = called.sub(" ", folded)
    return sorted(found, key=lambda one: one.name)


def note_mentions(message: Message) -> list[User]:
    """Keep whom a note calls, and tell them. Only a note: what the customer reads calls nobody."""
    if message.type != MessageType.NOTE or "@" not in message.body:
        return []
    called = mentioned_in(message.body, among=colleagues_of(message.ticket))
    message.mentioned.set(called)
    news.mentioned(message, called, by=message.author)
    return called
