""" "I'll find out": promising something to a customer, and keeping it."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from helpdesk.record import writing as record
from helpdesk.staff.models import User
from tickets import rules
from tickets.domain.errors import NotPossible
from tickets.domain.follow_up_news import tell_owner
from tickets.domain.locking import lock, lock_for_words, takes_words, touch
from tickets.domain.message import add_message
from tickets.enums import Direction, MessageType
from tickets.models import FollowUp, Message, Ticket

REMIND_BEFORE = timedelta(minutes=15)


def promise(
    ticket: Ticket,
    *,
    text: str,
    due_at: datetime,
    by: User,
    now: datetime,
    owner: User | None = None,
    remind_before: timedelta = REMIND_BEFORE,
    form_key: UUID | None = None,
) -> FollowUp:
    """Promise the customer something by ``due_at``; its owner, else whoever promises, sees to it.

    The owner is told, unless they promised it themselves. A ``form_key`` seen before returns what it promised
    then. Raises ``NotPossible`` for a closed ticket, the case of an erased customer, a time that has passed,
    and an owner who may not see the ticket.
    """
    if form_key and (promised := FollowUp.objects.filter(form_key=form_key).first()):
        return promised
    follow_up = FollowUp(
        text=text, due_at=due_at, remind_before=remind_before, owner=owner or by, form_key=form_key
    )
    try:
        return write_promise(ticket, follow_up, by=by, now=now)
    except IntegrityError:
        promised = FollowUp.objects.filter(form_key=form_key).first() if form_key else None
        if promised is None:
            raise
        return promised


@transaction.atomic
def write_promise(ticket: Ticket, follow_up: FollowUp, *, by: User, now: datetime) -> FollowUp:
    ticket = lock_for_words(ticket)
    if not rules.may_work_on(by, ticket):
        raise NotPossible(_("Ticket %(number)s is closed.") % {"number": ticket.number})
    check_ahead(follow_up.due_at, now=now)
    check_owner(follow_up.owner, ticket)
    follow_up.ticket, follow_up.site, follow_up.team = ticket, ticket.site, ticket.team
    follow_up.promised_by, follow_up.promised_at = by, now
    follow_up.next_moment_at = remind_at(follow_up, now=now)
    follow_up.save()
    touch(ticket, now=now)
    record.write(
        ticket,
        "followup.promised",
        by=by,
        followup=follow_up.pk,
        due_at=follow_up.due_at,
        owner=str(follow_up.owner),
        words={"text": follow_up.text},
    )
    if follow_up.owner != by:
        tell_owner(follow_up, by=by)
    return follow_up


@transaction.atomic
def mark_done(
    follow_up: FollowUp, *, told: str, by: User, now: datetime, how: MessageType | None = None
) -> FollowUp:
    """The promise is kept, and the customer was told this.

    ``how`` also writes it into the ticket's story as a call, a visit or a reply, which leaves as a letter;
    None when it stands there already. Raises ``NotPossible`` when somebody ended it meanwhile, and as
    ``add_message`` does.
    """
    ticket, follow_up = lock_open(follow_up)
    told = told if takes_words(ticket) else ""
    if how is not None:
        add_message(ticket, Message(type=how, direction=Direction.OUT, body=told), by=by)
    follow_up.done_at, follow_up.done_by, follow_up.told = now, by, told
    follow_up.next_moment_at = None
    follow_up.save(update_fields=["done_at", "done_by", "told", "next_moment_at"])
    touch(ticket, now=now)
    record.write(
        ticket,
        "followup.done",
        by=by,
        followup=follow_up.pk,
        in_time=now <= follow_up.due_at,
        words={"text": follow_up.text, "told": told},
    )
    return follow_up


@transaction.atomic
def call_off(follow_up: FollowUp, *, because: str, by: User, now: datetime) -> FollowUp:
    """Nobody needs it any more. ``NotPossible`` when somebody ended it meanwhile."""
    ticket, follow_up = lock_open(follow_up)
    because = because if takes_words(ticket) else ""
    follow_up.cancelled_at, follow_up.cancelled_by, follow_up.cancelled_because = now, by, because
    follow_up.next_moment_at = None
    follow_up.save(update_fields=["cancelled_at", "cancelled_by", "cancelled_because", "next_moment_at"])
    touch(ticket, now=now)
    record.write(
        ticket,
        "followup.called_off",
        by=by,
        followup=follow_up.pk,
        words={"text": follow_up.text, "reason": because},
    )
    return follow_up


def lock_open(follow_up: FollowUp) -> tuple[Ticket, FollowUp]:
    """The follow-up and its ticket as they are now, held; ``NotPossible`` when it is done or called off."""
    ticket = lock(follow_up.ticket)
    held = FollowUp.objects.select_for_update(of=("self",)).select_related("owner").get(pk=follow_up.pk)
    if not held.is_open:
        raise NotPossible(_("Somebody has seen to this follow-up already."))
    held.ticket = ticket
    return ticket, held


def check_ahead(due_at: datetime, *, now: datetime) -> None:
    if due_at <= now:
        raise NotPossible(_("This time has passed already."))


def check_owner(owner: User, ticket: Ticket) -> None:
    if not (owner.is_active and owner.can_work and rules.may_see(owner, ticket)):
        raise NotPossible(_("%(who)s may not see this ticket.") % {"who": owner})


def remind_at(follow_up: FollowUp, *, now: datetime) -> datetime:
    """Before it is due, at half time at the latest."""
    return max(follow_up.due_at - follow_up.remind_before, now + (follow_up.due_at - now) / 2)
