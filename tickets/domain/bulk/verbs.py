"""What can be done to each ticket of a bulk action, and the way back.

Everything happens through the verbs a single ticket has, so that their rules and the record hold.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from helpdesk.drafts.keeping import discard
from helpdesk.policies.models import CannedReply
from helpdesk.staff.models import Team, User
from tickets.domain.assignment import assign
from tickets.domain.canned import fill_in
from tickets.domain.errors import NotPossible
from tickets.domain.message import add_message
from tickets.domain.priority import prioritise
from tickets.domain.resolution import reopen, resolve
from tickets.domain.tags import retag
from tickets.domain.taking_back import take_back
from tickets.enums import BulkVerb, Direction, MessageType, Outcome, Priority, Status
from tickets.models import BulkAction, BulkItem, Message, Ticket

State = dict[str, Any]


@dataclass(frozen=True)
class Verb:
    """``act`` does it to a ticket the caller holds locked; ``undo`` takes it back.

    ``state`` is what the verb changes, to be kept from before and after. What somebody has changed since is
    not undone, unless it is undone ``in_parts``: then only what the verb itself has put there or taken away.
    Both raise ``NotPossible``.
    """

    state: Callable[[Ticket], State]
    act: Callable[[Ticket, BulkAction], object]
    undo: Callable[[Ticket, BulkItem, User], object]
    in_parts: bool = False


def place(ticket: Ticket) -> State:
    return {"team": ticket.team_id, "assignee": ticket.assignee_id}


def give(ticket: Ticket, action: BulkAction) -> Ticket:
    person = somebody(action.data["assignee"])
    return assign(ticket, team=ticket.team, assignee=person, by=action.by, told=False)


def somebody(number: int | None) -> User | None:
    if number is None:
        return None
    person: User | None = User.objects.who_can_work().filter(pk=number).first()
    if person is None:
        raise NotPossible(_("The person does not work here any more."))
    return person


def move(ticket: Ticket, action: BulkAction) -> Ticket:
    """Within the same team nothing is moved, and nobody loses the ticket."""
    team = Team.objects.get(pk=action.data["team"])
    if team.pk == ticket.team_id:
        return ticket
    return assign(ticket, team=team, assignee=None, by=action.by, told=False)


def give_back(ticket: Ticket, item: BulkItem, by: User) -> Ticket:
    team = Team.objects.get(pk=item.before["team"])
    person = somebody(item.before["assignee"])
    return assign(ticket, team=team, assignee=person, by=by, routed=False, told=False)


def undone() -> str:
    """What the record gives as the reason."""
    return _("What was done to several tickets at once was undone.")


def urgency(ticket: Ticket) -> State:
    return {"priority": ticket.priority}


def press(ticket: Ticket, action: BulkAction) -> Ticket:
    return prioritise(ticket, Priority(action.data["priority"]), because=action.text, by=action.by)


def press_as_before(ticket: Ticket, item: BulkItem, by: User) -> Ticket:
    return prioritise(ticket, Priority(item.before["priority"]), because=undone(), by=by)


def marks(ticket: Ticket) -> State:
    return {"tags": sorted(ticket.tags)}


def mark(ticket: Ticket, action: BulkAction) -> Ticket:
    return retag(ticket, add=action.data["add"], remove=action.data["remove"], by=action.by)


def mark_as_before(ticket: Ticket, item: BulkItem, by: User) -> Ticket:
    """Only what was added and taken off: whatever else was changed meanwhile stays."""
    before, after = set(item.before["tags"]), set(item.after["tags"])
    return retag(ticket, add=before - after, remove=after - before, by=by)


def last_reply(ticket: Ticket) -> State:
    replies = ticket.messages.filter(type=MessageType.REPLY).order_by("-pk").values_list("pk", flat=True)
    return {"message": replies.first()}


def reply(ticket: Ticket, action: BulkAction) -> Message:
    usable = CannedReply.objects.usable_by(action.by, ticket.team).prefetch_related("texts")
    canned = usable.filter(pk=action.data["reply"]).first()
    if canned is None:
        raise NotPossible(_("This canned reply is not for the team %(team)s.") % {"team": ticket.team.name})
    message = Message(type=MessageType.REPLY, direction=Direction.OUT)
    message.body = fill_in(canned, ticket=ticket, by=action.by).body
    then = Status.PENDING if action.data["wait"] and ticket.is_unfinished else None
    return add_message(ticket, message, by=action.by, then=then)


def take_reply_back(ticket: Ticket, item: BulkItem, by: User) -> None:
    """Nobody goes on writing a canned reply: the draft that is made of it is not kept."""
    message = ticket.messages.filter(pk=item.after["message"]).first()
    if message is None:
        raise NotPossible(_("The reply was taken back already."))
    now = timezone.now()
    discard(take_back(message, by=by, now=now), owner=by, now=now)


def ending(ticket: Ticket) -> State:
    held = ticket.resolutions.filter(reopened_at=None).values_list("pk", flat=True)
    return {"resolution": held.first()}


def end(ticket: Ticket, action: BulkAction) -> object:
    outcome = Outcome(action.data["outcome"])
    return resolve(ticket, outcome=outcome, explanation=action.text, by=action.by)


def open_again(ticket: Ticket, item: BulkItem, by: User) -> Ticket:  # noqa: ARG001  # as every undo
    return reopen(ticket, reason=undone(), by=by)


VERBS: dict[str, Verb] = {
    BulkVerb.ASSIGN: Verb(place, give, give_back),
    BulkVerb.MOVE: Verb(place, move, give_back),
    BulkVerb.PRIORITY: Verb(urgency, press, press_as_before),
    BulkVerb.TAG: Verb(marks, mark, mark_as_before, in_parts=True),
    BulkVerb.REPLY: Verb(last_reply, reply, take_reply_back, in_parts=True),
    BulkVerb.RESOLVE: Verb(ending, end, open_again),
}
