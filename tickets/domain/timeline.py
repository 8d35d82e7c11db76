"""The story of a ticket: what was said and what was done, in one order, the newest stretch of it first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property, lru_cache

from django.db.models import Q, QuerySet

from helpdesk.mail import quotes
from helpdesk.prepared import SOMETHING, Prepared
from helpdesk.record.models import Entry, EntryQuerySet
from tickets.domain.attachment import by_message
from tickets.enums import Direction
from tickets.models import Attachment, Message, Ticket

# The message itself stands in the timeline, with what is attached to it.
TOLD_BY_MESSAGE = ("message.added", "attachment.added")
# So much is shown at once; a case that went on for years is read stretch by stretch.
MESSAGES = 30
ENTRIES = 150


@dataclass(frozen=True)
class Said:
    message: Message
    attachments: Sequence[Attachment] = ()

    @property
    def at(self) -> datetime:
        return self.message.at

    @cached_property
    def parts(self) -> quotes.Parts:
        """Its own words, and what it quotes below them."""
        return quotes.split(self.message.body)


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


@dataclass(frozen=True)
class Stretch:
    """Part of a story. ``earlier`` is the message the part before it ends at; None where the story begins."""

    story: list[Said | Done]
    # What was said and done in it, newest first.
    messages: list[Message]
    entries: list[Entry]
    attachments: Mapping[int | None, Sequence[Attachment]]
    earlier: int | None

    @property
    def last_said(self) -> int:
        """The newest message to or from the customer; 0 without any."""
        return next((one.pk for one in self.messages if one.direction != Direction.INTERNAL), 0)


def stretch_of(
    ticket: Ticket, *, before: Message | None = None, whole: bool = False, has_files: bool = True
) -> Stretch:
    """The newest part of the story, or the part before a message; in three queries.

    ``whole`` is for paper: everything there is. Whoever knows that the case has no files saves a query.
    """
    if before is None and not whole:
        said, done = newest_of(ticket)
    else:
        messages, entries = told_before(ticket, before)
        said = list(messages if whole else messages[: MESSAGES + 1])
        done = list(entries if whole else entries[:ENTRIES])
    there_is_more = not whole and len(said) > MESSAGES
    said = said[:MESSAGES] if there_is_more else said
    shown = [entry for entry in done if not there_is_more or entry.at >= said[-1].at]
    attached = ticket.attachments.select_related("file")
    if there_is_more or before is not None:
        of_these = Q(message__in=said)
        # What came with the ticket itself stands above the story.
        attached = attached.filter(of_these | Q(message=None) if before is None else of_these)
    attachments = by_message(attached if has_files else [])
    return Stretch(
        tell(said[::-1], shown[::-1], attachments),
        said,
        done,
        attachments,
        said[-1].pk if there_is_more else None,
    )


def told_before(ticket: Ticket, before: Message | None) -> tuple[QuerySet[Message], EntryQuerySet]:
    """What was said and what was done before a message, or at all; newest first."""
    messages = ticket.messages.select_related("author", "letter").order_by("-at", "-id")
    entries = Entry.objects.about(ticket).order_by("-sequence")
    if before is not None:
        messages = messages.filter(at__lte=before.at).exclude(at=before.at, pk__gte=before.pk)
        entries = entries.filter(at__lt=before.at).exclude(verb__in=TOLD_BY_MESSAGE)
    return messages, entries


def newest_of(ticket: Ticket) -> tuple[list[Message], list[Entry]]:
    """The end of it, with one message more than is shown where there are more."""
    messages, entries = newest()
    said = messages.all({"ticket": ticket.pk})
    for message in said:
        message.ticket = ticket
    return said, entries.all({"ticket": ticket.pk})


@lru_cache(maxsize=1)
def newest() -> tuple[Prepared[Message], Prepared[Entry]]:
    """Prepared: every page of a ticket shows it."""
    messages, entries = told_before(Ticket(pk=SOMETHING), None)
    holes = {SOMETHING: "ticket"}
    return Prepared(messages[: MESSAGES + 1], holes=holes), Prepared(entries[:ENTRIES], holes=holes)


def later_than(message: Message) -> int | None:
    """A message so much later that the stretch before it shows ``message`` with what followed.

    None when it stands in the newest stretch.
    """
    same_time = Q(at=message.at, pk__gt=message.pk)
    later = Message.objects.filter(Q(at__gt=message.at) | same_time, ticket=message.ticket_id)
    numbers = list(later.order_by("at", "id").values_list("pk", flat=True)[:MESSAGES])
    return numbers[MESSAGES // 3] if len(numbers) == MESSAGES else None


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
