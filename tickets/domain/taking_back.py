"""Taking a reply back in the few seconds before its letter leaves."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from helpdesk.drafts.keeping import keep
from helpdesk.files import intake
from helpdesk.mail.outbox import take_back as take_letter_back
from helpdesk.record import writing as record
from helpdesk.staff.models import User
from tickets.domain import clocks
from tickets.domain.errors import NotPossible
from tickets.domain.locking import lock
from tickets.domain.message import draft_about
from tickets.domain.ticket import last_line_of
from tickets.enums import Direction, Status
from tickets.models import Attachment, Message, Ticket


@transaction.atomic
def take_back(message: Message, *, by: User, now: datetime) -> UUID:
    """The reply was never said: its letter stays here, and the ticket is as it was before.

    What was written becomes a draft of ``by``, files included; returns the draft's key. What others did
    meanwhile stays. Raises ``NotPossible`` when the letter has left, or is somebody else's.
    """
    ticket = lock(message.ticket)
    message = Message.objects.select_related("letter").get(pk=message.pk)
    letter = message.letter
    if letter is None or not message.can_be_taken_back(by=by, now=now):
        raise NotPossible(too_late())
    files = unattach(message, now=now)
    waited, number = ticket.status == Status.PENDING, message.pk
    put_back(ticket, message, now=now)
    message.delete()
    if not take_letter_back(letter):
        raise NotPossible(too_late())
    ticket.last_line = last_words_of(ticket)
    ticket.save(update_fields=["status", "customer_waits_since", "due_at", "updated_at", "last_line"])
    record.write(ticket, "message.taken_back", by=by, message=number, status=ticket.status)
    return draft_of(message, ticket, files=files, waited=waited, by=by, now=now)


def too_late() -> str:
    return _("The letter has left already and cannot be taken back.")


def unattach(message: Message, *, now: datetime) -> list[str]:
    """The keys of its files, which belong to nothing again."""
    attachments = list(Attachment.objects.filter(message=message).select_related("file"))
    Attachment.objects.filter(message=message).delete()
    intake.detach([one.file for one in attachments], now=now)
    return [str(one.file_id) for one in attachments]


def put_back(ticket: Ticket, message: Message, *, now: datetime) -> None:
    """What the reply changed on the ticket, unless somebody has changed that again meanwhile."""
    before = message.before or {}
    ticket.updated_at = now
    if ticket.is_unfinished and ticket.customer_waits_since is None and before.get("waits_since"):
        ticket.customer_waits_since = datetime.fromisoformat(before["waits_since"])
    moved_on = ticket.messages.filter(at__gt=message.at).exclude(direction=Direction.INTERNAL).exists()
    if ticket.status in (Status.OPEN, Status.PENDING) and not moved_on:
        ticket.status = Status(before.get("status", ticket.status))
    clocks.unmeet(ticket, met_at=message.at, now=now)


def last_words_of(ticket: Ticket) -> str:
    said = ticket.messages.exclude(direction=Direction.INTERNAL).order_by("-at", "-id").first()
    return last_line_of(said.body if said else ticket.wanted or ticket.what_happened)


def draft_of(
    message: Message, ticket: Ticket, *, files: list[str], waited: bool, by: User, now: datetime
) -> UUID:
    key = uuid4()
    typed = {"form_key": [str(key)], "type": [message.type], "body": [message.body], "files": files}
    if waited:
        typed["wait"] = ["on"]
    keep(key, owner=by, about=draft_about(ticket), data=typed, now=now, label=message.body)
    return key
