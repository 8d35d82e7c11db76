"""The story of a ticket: what was said and what was done, in one order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from helpdesk.record.models import Entry
from tickets.models import Message

# The message itself stands in the timeline.
TOLD_BY_MESSAGE = "message.added"


@dataclass(frozen=True)
class Said:
    message: Message

    @property
    def at(self) -> datetime:
        return self.message.at


@dataclass
class Done:
    """Neighbouring events; the page folds them when they are many."""

    entries: list[Entry] = field(default_factory=list)

    @property
    def at(self) -> datetime:
        return self.entries[0].at

    @property
    def last(self) -> Entry:
        return self.entries[-1]

    @property
    def earlier(self) -> list[Entry]:
        return self.entries[:-1]


def tell(messages: Iterable[Message], entries: Iterable[Entry]) -> list[Said | Done]:
    """Messages and events by time; events that follow each other stand together."""
    events = (Done([entry]) for entry in entries if entry.verb != TOLD_BY_MESSAGE)
    parts: list[Said | Done] = sorted([*map(Said, messages), *events], key=lambda part: part.at)
    story: list[Said | Done] = []
    for part in parts:
        before = story[-1] if story else None
        if isinstance(part, Done) and isinstance(before, Done):
            before.entries += part.entries
        else:
            story.append(part)
    return story
