"""What is said about a ticket: replies, notes, calls and visits."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from helpdesk.drafts.keeping import discard
from helpdesk.files.errors import NoLongerHere
from helpdesk.files.models import File
from helpdesk.mail.outbox import Enclosed, enqueue
from helpdesk.record import writing as record
from helpdesk.staff.models import Site, User
from tickets import rules
from tickets.domain import clocks, colleagues, news
from tickets.domain.attachment import attach
from tickets.domain.errors import NotPossible
from tickets.domain.lifecycle import move
from tickets.domain.locking import lock_for_words
from tickets.domain.ticket import last_line_of
from tickets.enums import UNFINISHED, Direction, MessageType, Status
from tickets.models import Message, Ticket


def draft_about(ticket: Ticket) -> str:
    """What drafts of a ticket's composer are called."""
    return f"ticket:{ticket.pk}:message"


def add_message(
    ticket: Ticket,
    message: Message,
    *,
    by: User,
    then: Status | None = None,
    form_key: UUID | None = None,
    files: Collection[File] = (),
    seen: int | None = None,
) -> Message:
    """Add a message; a reply to the customer also leaves as a letter to their e-mail address.

    The first word to the customer meets the first-response clock and opens a new ticket; a word from
    the customer makes a pending ticket open again. ``then`` is the status to move to afterwards ("send
    and wait"). A ``form_key`` seen before returns the message it made then; a draft of this key is gone.
    The letter of a reply waits for ``UNDO_SEND``: so long the reply can be taken back.

    Raises ``NotPossible`` for a closed ticket, for the case of an erased customer, and for a reply to one
    without an e-mail address; ``Crossed`` for a reply when a colleague spoke with the customer after the
    message ``seen`` (its number).
    """
    if form_key and (said := Message.objects.filter(form_key=form_key).first()):
        return said
    message.form_key = form_key
    try:
        return write_message(ticket, message, by=by, then=then, files=files, seen=seen)
    except IntegrityError:
        said = Message.objects.filter(form_key=form_key).first() if form_key else None
        if said is None:
            raise
        return said


@transaction.atomic
def write_message(
    ticket: Ticket,
    message: Message,
    *,
    by: User,
    then: Status | None,
    files: Collection[File],
    seen: int | None,
) -> Message:
    ticket = lock_for_words(ticket)
    if not rules.may_work_on(by, ticket):
        raise NotPossible(_("Ticket %(number)s is closed.") % {"number": ticket.number})
    if message.type == MessageType.REPLY and (crossing := said_since(ticket, seen=seen, by=by)):
        raise Crossed(crossing)
    message.ticket, message.author, message.at = ticket, by, timezone.now()
    if message.type == MessageType.REPLY:
        message.before, message.undo_until = as_it_stands(ticket), message.at + settings.UNDO_SEND
    message.save()
    colleagues.note_mentions(message)
    try:
        attach(ticket, files, by=by, now=message.at, message=message)
    except NoLongerHere as gone:
        raise NotPossible(str(gone)) from gone
    if message.type == MessageType.REPLY and message.direction == Direction.OUT:
        send_reply(message, files=files)
    note_on_ticket(ticket, message)
    record.write(
        ticket, "message.added", by=by, message=message.pk, type=message.type, direction=message.direction
    )
    follow_status(ticket, message, by=by, then=then)
    if message.from_customer:
        news.customer_replied(message, by=by)
    if message.form_key:
        discard(message.form_key, owner=by, now=message.at)
    return message


class Crossed(NotPossible):
    """A colleague spoke with the customer meanwhile; ``news`` is what was said, oldest first."""

    def __init__(self, news: Sequence[Message]) -> None:
        super().__init__(_("Somebody spoke with the customer while you were writing."))
        self.news = news


def said_since(ticket: Ticket, *, seen: int | None, by: User) -> list[Message]:
    """What others told the customer, or heard from them, after the message ``seen``; None has seen it all."""
    if seen is None:
        return []
    later = ticket.messages.filter(pk__gt=seen).exclude(direction=Direction.INTERNAL).exclude(author=by)
    return list(later.select_related("author").order_by("at", "id"))


def as_it_stands(ticket: Ticket) -> dict[str, Any]:
    """What a reply changes on its ticket, to be put back when it is taken back."""
    waits = ticket.customer_waits_since
    return {"status": ticket.status, "waits_since": waits.isoformat() if waits else None}


def send_reply(message: Message, *, files: Collection[File]) -> None:
    """Write the reply's letter, from the site to the customer, with the files that belong to it."""
    ticket, site = message.ticket, message.ticket.site
    address = ticket.customer.email if ticket.customer else ""
    if not address:
        raise NotPossible(_("There is no e-mail address to send this to. Note a call or a visit instead."))
    message.letter = enqueue(
        address,
        subject=f"{ticket.subject} [{ticket.number}]",
        text=signed(message),
        sender=site.mailbox,
        cause=f"message:{message.pk}",
        not_before=message.undo_until,
        enclosed=[Enclosed(file.name, file.content_type, file.storage_name) for file in files],
    )
    message.save(update_fields=["letter"])


def signed(message: Message) -> str:
    """The words and below them who writes, once: a canned reply may have put that there already."""
    signature = signature_of(message.author, site=message.ticket.site)
    body = "\n".join(message.body.splitlines()).rstrip()
    if body.endswith(f"\n{signature}"):
        body = body.removesuffix(signature).rstrip()
    return f"{body}\n\n-- \n{signature}\n"


def signature_of(author: User, *, site: Site) -> str:
    """What stands below a letter."""
    return f"{author.name}\n{site.name}"


def note_on_ticket(ticket: Ticket, message: Message) -> None:
    ticket.updated_at = message.at
    if message.direction != Direction.INTERNAL:
        ticket.last_line = last_line_of(message.body)
    if message.direction == Direction.OUT:
        clocks.note_word_to_customer(ticket, now=message.at)
    elif message.direction == Direction.IN and ticket.status in UNFINISHED:
        ticket.customer_waits_since = ticket.customer_waits_since or message.at
        if ticket.status != Status.PENDING:  # else it is open in a moment
            clocks.recount(ticket, now=message.at)
    ticket.save(update_fields=["updated_at", "last_line", "customer_waits_since", "due_at"])


def follow_status(ticket: Ticket, message: Message, *, by: User, then: Status | None) -> None:
    if message.direction == Direction.IN and ticket.status == Status.PENDING:
        move(ticket, Status.OPEN, by=by)
    elif message.direction == Direction.OUT and ticket.status == Status.NEW and then is None:
        move(ticket, Status.OPEN, by=by)
    elif then is not None:
        move(ticket, then, by=by)
