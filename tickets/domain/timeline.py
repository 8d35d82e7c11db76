"""The story of a ticket: what was said and what was done, in one order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from helpdesk.record.models import Entry
from tickets.models import Attachment, Message

# The message itself stands in the timeline, with what is attached to it.
TOLD_BY_MESSAGE = ("message.added", "attachment.added")


@dataclass(frozen=True)
class Said:
    message: Message
    attachments: Sequence[Attachment] = ()

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


def tell(
    messages: Iterable[Message],
    entries: Iterable[Entry],
    attached: Mapping[int | None, Sequence[Attachment]] | None = None,
) -> list[Said | Done]:
    """Messages and events by time; events that follow each other stand together."""
    events = (Done([entry]) for entry in entries if entry.verb not in TOLD_BY_MESSAGE)
    said = (Said(message, (attached or {}).get(message.pk, ())) for message in messages)
    parts: list[Said | Done] = sorted([*said, *events], key=lambda part: part.at)
    story: list[Said | Done] = []
    for part in parts:
        before = story[-1] if story else None
        if isinstance(part, Done) and isinstance(before, Done):
            before.entries += part.entries
        else:
            story.append(part)
    return story
