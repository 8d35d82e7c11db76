"""Tickets that have to do with each other: part of, duplicate of, related to, split off from, came back."""

from __future__ import annotations

from datetime import datetime

from django.db import connection, transaction
from django.utils.translation import gettext as _

from helpdesk.record import writing as record
from helpdesk.staff.models import User
from helpdesk.turns import wait_for_turn
from tickets import rules
from tickets.domain.errors import NotPossible
from tickets.domain.hiding import is_open_to_readers_of
from tickets.domain.locking import lock_both, lock_for_workers
from tickets.enums import LinkType
from tickets.models import Link, Ticket

# What people may say themselves; the others come with what they do.
BY_HAND = (LinkType.PART, LinkType.DUPLICATE, LinkType.RELATED)
# One at a time in the whole house: a circle can be closed by links between four different tickets.
TURN = "tickets:parts"

ABOVE = """
WITH RECURSIVE above(id) AS (
    SELECT other_id FROM tickets_link WHERE ticket_id = %s AND type = 'part'
    UNION
    SELECT link.other_id FROM tickets_link link JOIN above ON link.ticket_id = above.id
    WHERE link.type = 'part'
)
SELECT id FROM above
"""


@transaction.atomic
def link(ticket: Ticket, other: Ticket, *, type: LinkType, by: User, now: datetime) -> Link:
    """Say what ``ticket`` is to ``other``; it is read on both, and stands in both records.

    A ticket is part of at most one other, and never of itself, however far round. Raises ``NotPossible`` for
    that, for a ticket that is closed, or unknown to ``by``, and when the two are linked already.
    """
    if type == LinkType.PART:
        wait_for_turn(TURN)
    ticket, other = lock_both(ticket, other)
    if ticket == other:
        raise NotPossible(_("This is the same ticket."))
    if not (rules.may_work_on(by, ticket) or rules.may_work_on(by, other)):
        raise NotPossible(_("Ticket %(number)s is closed.") % {"number": ticket.number})
    if link_between(ticket, other) is not None:
        raise NotPossible(_("These tickets are linked already. Take that link away first."))
    if type == LinkType.PART:
        check_parts(ticket, other)
    return tie(ticket, other, type=type, by=by, now=now)


def link_between(ticket: Ticket, other: Ticket) -> Link | None:
    return Link.objects.of(ticket).filter(ticket__in=(ticket, other), other__in=(ticket, other)).first()


def check_parts(ticket: Ticket, other: Ticket) -> None:
    """Raise ``NotPossible`` when ``ticket`` is part of another one, or ``other`` is part of ``ticket``."""
    whole = ticket.links.filter(type=LinkType.PART).values_list("other", flat=True).first()
    if whole is not None:
        said = {"number": ticket.number, "whole": whole}
        raise NotPossible(_("Ticket %(number)s is part of ticket %(whole)s already.") % said)
    if ticket.pk in everything_above(other):
        said = {"number": other.number, "whole": ticket.number}
        raise NotPossible(_("Ticket %(number)s is itself part of ticket %(whole)s.") % said)


def everything_above(ticket: Ticket) -> set[int]:
    """The numbers of what it is part of, and what that is part of, in one query."""
    with connection.cursor() as cursor:
        cursor.execute(ABOVE, [ticket.pk])
        return {number for (number,) in cursor.fetchall()}


def tie(ticket: Ticket, other: Ticket, *, type: LinkType, by: User, now: datetime) -> Link:
    """Write the link and both records. The caller holds both tickets and has checked."""
    made = Link.objects.create(ticket=ticket, other=other, type=type, by=by, at=now)
    note(made, "ticket.linked", by=by, now=now)
    return made


@transaction.atomic
def unlink(link: Link, *, by: User, now: datetime) -> None:
    """Take the link away; the records keep it. Nothing happens when somebody was faster.

    Raises ``NotPossible`` for tickets that are both closed, and for the link to what a ticket was split off
    from: that is a fact, and joining them again goes by it.
    """
    ticket, other = lock_both(link.ticket, link.other)
    found = Link.objects.filter(pk=link.pk).first()
    if found is None:
        return
    found.ticket, found.other = ticket, other
    if found.type == LinkType.SPLIT:
        raise NotPossible(_("What was split off stays linked. Join the two again instead."))
    if not (rules.may_work_on(by, ticket) or rules.may_work_on(by, other)):
        raise NotPossible(_("Ticket %(number)s is closed.") % {"number": ticket.number})
    note(found, "ticket.unlinked", by=by, now=now)
    found.delete()


def note(link: Link, verb: str, *, by: User, now: datetime) -> None:
    """Into both records, but into none that is read by a colleague who may not know of the other ticket."""
    both = (link.ticket, link.other)
    lock_for_workers([one.pk for one in both])
    Ticket.objects.filter(pk__in=[one.pk for one in both]).update(updated_at=now)
    for one, other in (both, both[::-1]):
        if is_open_to_readers_of(one, ticket=other):
            record.write(
                one,
                verb,
                by=by,
                link=link.pk,
                type=link.type,
                other=other.pk,
                forward=one.pk == link.ticket_id,
            )
