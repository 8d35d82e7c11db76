"""Which tickets something is to be done to: those that were ticked, or all that fit the queue's address."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.http import QueryDict

from helpdesk.staff.models import Site, User
from tickets.domain.queue import Asked, tickets_for
from tickets.models import Ticket
from tickets.models.ticket import TicketQuerySet

# Of all that fit, so many at once; of those that were ticked, so many are read.
MOST = 10_000
MOST_TICKED = 1000
LONGEST_QUERY = 4000


@dataclass(frozen=True)
class Choice:
    """What a form says about the tickets it is for. Whatever cannot be read chooses nothing."""

    ticked: tuple[int, ...]
    is_all: bool
    # The address of the queue after its question mark: what all are to fit, and where one goes back to.
    query: str

    @classmethod
    def read(cls, form: QueryDict) -> Choice:
        ticked = {int(one) for one in form.getlist("ticket")[:MOST_TICKED] if is_number(one)}
        return cls(
            tuple(sorted(ticked)), form.get("all") == "on", str(form.get("query") or "")[:LONGEST_QUERY]
        )

    def tickets(self, *, user: User, now: datetime) -> TicketQuerySet:
        """Of what the person may see; all that fit in the order of the queue, which an index serves."""
        if not self.is_all:
            return Ticket.objects.visible_to(user).filter(pk__in=self.ticked)
        asked = Asked.read(QueryDict(self.query))
        return tickets_for(asked, user=user, now=now).order_by(*asked.keys)

    def numbers(self, *, user: User, now: datetime) -> list[int]:
        """Their numbers, and one more than may be chosen where more fit."""
        return list(self.tickets(user=user, now=now).values_list("pk", flat=True)[: MOST + 1])


def is_number(text: object) -> bool:
    return isinstance(text, str) and text.isascii() and text.isdigit() and len(text) < 12


def sites_of(numbers: Iterable[int]) -> list[Site]:
    """Where these tickets are."""
    there = Ticket.objects.filter(pk__in=list(numbers)).order_by().values("site").distinct()
    return list(Site.objects.filter(pk__in=there))
