"""Closing the loop on a low score."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from helpdesk.record import writing as record
from helpdesk.staff.models import User
from surveys.domain.response import hold
from surveys.enums import Closing
from surveys.models import Response, Review
from tickets import rules
from tickets.domain.errors import NotPossible
from tickets.domain.follow_up import promise
from tickets.domain.lifecycle import moves_for
from tickets.domain.locking import lock, takes_words
from tickets.domain.message import add_message
from tickets.domain.resolution import reopen
from tickets.enums import Direction, MessageType, Status
from tickets.models import Message, Ticket


class CannotClose(NotPossible):
    """What was chosen cannot be done with this case, or not any more."""


@dataclass(frozen=True)
class Loop:
    """How it is closed: with a call by ``due_at`` that ``owner`` makes, with this ``letter``, or neither."""

    closing: Closing = Closing.NOTED
    due_at: datetime | None = None
    owner: User | None = None
    letter: str = ""


@transaction.atomic
def review(
    response: Response,
    *,
    what_was_done: str,
    by: User,
    loop: Loop | None = None,
    now: datetime | None = None,
) -> Review:
    """Keep what was done about a low score, and do it.

    ``what_was_done`` is also why the case is opened again, or what is promised to the customer. All of it
    happens or none. That it was looked after stays known when the customer is erased; words about them are no
    longer taken. Raises ``CannotClose`` for what cannot be done with the case; ``NotPossible`` when somebody
    else was faster, when the customer has changed the answer to a good one, or it was kept apart.
    """
    now, loop = now or timezone.now(), loop or Loop()
    ticket = lock(response.invitation.resolution.ticket)
    hold(response.invitation)
    held = refuse_unless_waiting(response)
    words = what_was_done if takes_words(ticket) else ""
    done = Review(response=held, by=by, at=now, closing=loop.closing, what_was_done=words)
    try:
        close(done, ticket, loop=loop, promised=what_was_done, now=now)
    except NotPossible as refusal:
        raise CannotClose(str(refusal)) from refusal
    done.save()
    if held.is_anonymous:
        record.write(held, "survey.reviewed", by=by, response=held.pk, closing=loop.closing)
    else:
        said = {"what_was_done": words}
        record.write(ticket, "survey.reviewed", by=by, words=said, response=held.pk, closing=loop.closing)
    return done


def refuse_unless_waiting(response: Response) -> Response:
    """The answer as it is now, held."""
    held = Response.objects.select_for_update(of=("self",)).filter(pk=response.pk).first()
    if held is None:
        raise NotPossible(_("This answer does not count any more: it is kept apart."))
    if held.is_reviewed:
        raise NotPossible(_("Somebody has looked after this answer already."))
    if not held.is_low:
        raise NotPossible(_("The customer has changed the answer. It is not low any more."))
    return held


def close(done: Review, ticket: Ticket, *, loop: Loop, promised: str, now: datetime) -> None:
    if loop.closing != Closing.NOTED and done.response.is_anonymous:
        raise NotPossible(_("The answer is anonymous. What was done can only be noted."))
    if loop.closing == Closing.REOPENED:
        reopen(ticket, reason=promised, by=done.by)
    elif loop.closing == Closing.CALL_BACK:
        due_at = loop.due_at or now
        done.follow_up = promise(ticket, text=promised, due_at=due_at, owner=loop.owner, by=done.by, now=now)
    elif loop.closing == Closing.LETTER:
        done.message = write_letter(ticket, loop.letter, by=done.by)


def write_letter(ticket: Ticket, text: str, *, by: User) -> Message:
    """A reply as any other, but not to be taken back: the review says that it was written."""
    reply = Message(type=MessageType.REPLY, direction=Direction.OUT, body=text)
    written = add_message(ticket, reply, by=by)
    written.undo_until = None
    written.save(update_fields=["undo_until"])
    return written


def ways_of(response: Response, ticket: Ticket, *, user: User) -> list[Closing]:
    """What can be done about it now."""
    ways = [Closing.NOTED]
    erased = ticket.customer is not None and ticket.customer.erased_at is not None
    if response.is_anonymous or erased or not rules.may_work_on(user, ticket):
        return ways
    if ticket.status == Status.RESOLVED and Status.OPEN in moves_for(ticket, user=user):
        ways.append(Closing.REOPENED)
    ways.append(Closing.CALL_BACK)
    if ticket.customer is not None and ticket.customer.email:
        ways.append(Closing.LETTER)
    return ways
