"""Files that come with a case or with what is said about it."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Count, Sum

from helpdesk.files import intake
from helpdesk.files.models import File
from helpdesk.record import writing as record
from helpdesk.staff.models import User
from tickets.models import Attachment, Message, Ticket


def attach(
    ticket: Ticket, files: Collection[File], *, by: User, now: datetime, message: Message | None = None
) -> list[Attachment]:
    """Give the files of ``by`` to the ticket, or to one of its messages, in the caller's transaction.

    Raises ``helpdesk.files.errors.NoLongerHere`` when one of them was attached or swept meanwhile.
    """
    if not files:
        return []
    intake.attach(files, owner=by, now=now)
    attachments = Attachment.objects.bulk_create(
        Attachment(ticket=ticket, message=message, file=file, by=by, at=now) for file in files
    )
    names = {"names": [file.name for file in files]}
    record.write(ticket, "attachment.added", by=by, words=names, files=[str(file.pk) for file in files])
    return attachments


def attached_so_far(ticket: Ticket) -> tuple[int, int]:
    """How many files the case has, and their bytes."""
    sums = ticket.attachments.aggregate(count=Count("pk"), size=Sum("file__size"))
    return sums["count"], sums["size"] or 0


def by_message(attachments: Collection[Attachment]) -> dict[int | None, list[Attachment]]:
    """What belongs to each message, by its id; what came with the ticket itself under None."""
    found: dict[int | None, list[Attachment]] = {}
    for one in attachments:
        found.setdefault(one.message_id, []).append(one)
    return found
