"""Part of what was said turns out to be another case: it becomes a ticket of its own, and can come back."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import Max, Min
from django.utils.translation import gettext as _

from helpdesk.staff.models import User
from tickets import rules
from tickets.domain import clocks
from tickets.domain.errors import NotPossible
from tickets.domain.hiding import is_open_to_readers_of
from tickets.domain.linking import tie
from tickets.domain.locking import lock_both
from tickets.domain.merge import merge
from tickets.domain.merging import carry
from tickets.domain.taking_back import last_words_of
from tickets.enums import Direction, LinkType
from tickets.models import Link, Ticket, TicketMerge

# So many messages at once: who wants more wants a merge.
MOST = 100


@transaction.atomic
def split_off(ticket: Ticket, *, source: Ticket, messages: Collection[int], by: User, now: datetime) -> Link:
    """Bring these messages of ``source`` over to ``ticket``, just logged, and link the two.

    Both tickets' last line and since when the customer waits follow from what is said on them now. Raises
    ``NotPossible`` when a message is no longer there, for a closed ticket, another customer, and when
    somebody from whom ``source`` is hidden would read them.
    """
    ticket, source = lock_both(ticket, source)
    said = source.messages.filter(pk__in=messages)
    refuse(ticket, source, by=by)
    if not messages or said.count() != len(set(messages)):
        raise NotPossible(_("Some of these messages are no longer on ticket %(number)s.") % named(source))
    carry(said, to=ticket)
    heard = ticket.messages.filter(direction=Direction.IN).exists()
    ticket.customer_waits_since = since_when(ticket, logged=None if heard else now)
    if ticket.customer_waits_since is None:
        clocks.note_word_to_customer(ticket, now=now)
    if source.customer_waits_since is not None:
        source.customer_waits_since = since_when(source, logged=source.created_at)
    for one in (ticket, source):
        clocks.recount(one, now=now)
        one.last_line = last_words_of(one)
        one.save(update_fields=["customer_waits_since", "last_line", "due_at"])
    return tie(ticket, source, type=LinkType.SPLIT, by=by, now=now)


def refuse(ticket: Ticket, source: Ticket, *, by: User) -> None:
    if not rules.may_work_on(by, source):
        raise NotPossible(_("Ticket %(number)s is closed.") % named(source))
    if ticket.customer_id != source.customer_id:
        raise NotPossible(_("What is split off stays the same customer’s. Say afterwards whose it is."))
    if not is_open_to_readers_of(ticket, ticket=source):
        said = _("Ticket %(number)s is hidden from a colleague; what is split off has to be hidden as well.")
        raise NotPossible(said % named(source))


def since_when(ticket: Ticket, *, logged: datetime | None) -> datetime | None:
    """The first word of the customer that nobody has answered; logging the ticket may have been one."""
    answered = ticket.messages.filter(direction=Direction.OUT).aggregate(last=Max("at"))["last"]
    resolved = ticket.resolutions.aggregate(last=Max("at"))["last"]
    last = max((at for at in (answered, resolved) if at), default=None)
    heard = ticket.messages.filter(direction=Direction.IN)
    first = (heard.filter(at__gt=last) if last else heard).aggregate(first=Min("at"))["first"]
    waiting = [at for at in (first, logged) if at and (last is None or at > last)]
    return min(waiting, default=None)


def named(ticket: Ticket) -> dict[str, int]:
    return {"number": ticket.number}


@transaction.atomic
def join_again(ticket: Ticket, *, by: User, now: datetime) -> TicketMerge:
    """What was split off goes back to where it came from, with all that happened since.

    It is a merge, and undone like one. Raises ``NotPossible`` for a ticket that was not split off, and for
    whatever stands in the way of a merge.
    """
    split = ticket.links.filter(type=LinkType.SPLIT).select_related("other__merged_into").first()
    if split is None:
        raise NotPossible(_("Ticket %(number)s was not split off from another one.") % named(ticket))
    return merge(kept=split.other.merged_into or split.other, merged=ticket, by=by, now=now)
