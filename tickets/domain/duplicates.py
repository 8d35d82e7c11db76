"""Tickets that may be about the same thing as the one being written."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from customers.models import Customer
from helpdesk.folding import fold
from helpdesk.staff.models import Site, User
from tickets import rules
from tickets.domain.news import tell_about
from tickets.models import Reference, Ticket
from tickets.models.ticket import TicketQuerySet

WITHIN = timedelta(days=30)
# How long a case takes to be written down.
MEANWHILE = timedelta(minutes=10)
OFFERED = 4
# Of 1; below it subjects share little more than the commonest words.
SIMILAR = 0.45
SHORTEST_SUBJECT = 8
# Of a ticket that was merged, the one it goes on as; else itself.
STANDS_FOR = Coalesce("merged_into", "pk")


@dataclass(frozen=True)
class Duplicate:
    ticket: Ticket
    why: str
    # Whether what is being written can be added to it: not to a closed ticket.
    takes_more: bool


def possible_duplicates(
    *,
    user: User,
    site: Site,
    now: datetime,
    customer: Customer | None = None,
    references: Collection[Reference] = (),
    subject: str = "",
    since: datetime | None = None,
    apart_from: Ticket | None = None,
) -> list[Duplicate]:
    """Tickets with the same receipt or booking, of the same customer, or called alike.

    Those of the last 30 days, or ``since`` then, that the person sees; at most ``OFFERED``, each once, the
    surest first. Instead of one that was merged, the one it goes on as. Costs at most four queries to find
    any, and one to read them.
    """
    recent = Ticket.objects.visible_to(user).filter(created_at__gt=since or now - WITHIN)
    if apart_from is not None:
        recent = recent.exclude(pk=apart_from.pk)
    # First only numbers: mostly there is nothing to read.
    likely = list(alike(recent, site=site, customer=customer, references=references, subject=subject))
    if not likely:
        return []
    tickets = with_everybody(user).in_bulk({number for number, _why in likely})
    found: dict[int, Duplicate] = {}
    for number, why in likely:
        ticket = tickets.get(number)
        if ticket is None or ticket == apart_from or number in found or len(found) == OFFERED:
            continue
        found[number] = Duplicate(ticket, why, rules.may_work_on(user, ticket))
    return list(found.values())


def with_everybody(user: User) -> TicketQuerySet:
    """What the person sees, with all that is said of a ticket that may be the same."""
    return Ticket.objects.visible_to(user).with_people().select_related("created_by")


def alike(
    recent: TicketQuerySet,
    *,
    site: Site,
    customer: Customer | None,
    references: Collection[Reference],
    subject: str,
) -> Iterator[tuple[int, str]]:
    """Numbers, with what they have in common; of one that was merged, the one it goes on as."""
    if references:
        yield from of_references(recent, references, site=site)
    if customer is not None:
        same = recent.filter(customer=customer).order_by("-id")
        for number in same.values_list(STANDS_FOR, flat=True)[:OFFERED]:
            yield number, _("same customer")
    folded = fold(subject)
    if len(folded) >= SHORTEST_SUBJECT:
        called = recent.filter(site=site).annotate(likeness=TrigramSimilarity("folded_subject", folded))
        closest = called.filter(likeness__gte=SIMILAR).order_by("-likeness", "-id")
        for number in closest.values_list(STANDS_FOR, flat=True)[:OFFERED]:
            yield number, _("similar words")


def of_references(
    recent: TicketQuerySet, references: Collection[Reference], *, site: Site
) -> Iterator[tuple[int, str]]:
    """By receipt, booking and the like; a room of another hotel is another room."""
    asked = {(one.type, one.folded): one for one in references}
    same = Reference.objects.filter(
        folded__in={one.folded for one in references}, site=site, ticket__in=recent.values("pk")
    ).order_by("-at")
    numbers = {
        one.ticket_id: asked[one.type, one.folded] for one in same[:20] if (one.type, one.folded) in asked
    }
    rows = recent.filter(pk__in=numbers).order_by("-id").values_list("pk", STANDS_FOR)
    for number, stands_for in rows if numbers else ():
        one = numbers[number]
        said = {"type": one.get_type_display().lower(), "value": one.value}
        yield stands_for, _("same %(type)s %(value)s") % said


def logged_meanwhile(ticket: Ticket, *, user: User, references: Collection[Reference]) -> list[Duplicate]:
    """What a colleague logged about the same thing while this ticket was being written."""
    found = possible_duplicates(
        user=user,
        site=ticket.site,
        now=ticket.created_at,
        customer=ticket.customer,
        references=references,
        subject=ticket.subject,
        since=ticket.created_at - MEANWHILE,
        apart_from=ticket,
    )
    return [one for one in found if one.ticket.created_by_id != user.pk]


def tell_colleagues(ticket: Ticket, twins: Collection[Duplicate], *, by: User) -> None:
    """Ring the bell of whoever logged the same a moment before: their page could not know of this ticket yet.

    Nobody is told of a ticket they may not see, such as a complaint about themselves.
    """
    for twin in twins:
        colleague = twin.ticket.created_by
        if not rules.may_see(colleague, ticket):
            continue
        tell_about(
            ticket,
            [colleague],
            kind="same_case",
            say=partial(sentence, ticket, by=by, yours=twin.ticket),
            cause=f"twin:{ticket.pk}",
        )


def sentence(ticket: Ticket, *, by: User, yours: Ticket) -> str:
    text = _("%(who)s has just logged ticket %(number)s. It may be about the same as your %(yours)s.")
    return text % {"who": by, "number": ticket.number, "yours": yours.number}
