"""What tickets hold about a customer: see ``customers/domain/keepers.py``."""

from collections.abc import Collection, Iterator
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from customers.domain.customer import know_at
from customers.domain.dossier import Part
from customers.domain.keepers import Counted, Mention
from customers.domain.traces import Traces
from customers.models import Customer
from helpdesk.mail.models import Letter
from helpdesk.staff.models import Site, User
from tickets.domain import erasure, mentions, recounting, telling
from tickets.models import Ticket


class TicketKeeper:
    """Moves, tells and erases what stands in a customer's tickets."""

    name = "tickets"

    # When two customers turn out to be one ------------------------------------------------------------

    def tally(self, customer: Customer, *, seen_by: User) -> list[Counted]:
        tickets = Ticket.objects.visible_to(seen_by).filter(customer=customer)
        return [Counted(_("Tickets"), tickets.count())]

    def move(self, customer: Customer, *, into: Customer) -> list[int]:
        """Give every ticket to ``into``; the numbers of those that moved.

        One UPDATE however many there are, and no entry in the tickets' records: an entry costs four
        queries, and a ticket's own story does not change. Both customers' records tell of the merge,
        and the merge keeps the numbers.
        """
        tickets = Ticket.objects.filter(customer=customer)
        moved = list(tickets.order_by("pk").values_list("pk", flat=True))
        tickets.update(customer=into)
        return moved

    def give_back(self, customer: Customer, *, kept: Customer, moved: list[int]) -> None:
        """Those of ``moved`` that ``kept`` still has go back; ``kept`` stays known where it has others.

        Tickets that were merged since are one case, whose words stand together: it goes back as a whole or
        not at all.
        """
        back = Ticket.objects.filter(pk__in=moved, customer=kept)
        elsewhere = Ticket.objects.filter(merged_into=OuterRef("pk")).exclude(pk__in=moved)
        whole = back.filter(~Exists(elsewhere))
        with_its_own = Q(merged_into=None) | Q(merged_into__in=whole.values("pk"))
        whole.filter(with_its_own).update(customer=customer)
        for site in Site.objects.filter(pk__in=Ticket.objects.filter(customer=kept).values("site")):
            know_at(kept, site)

    def follow(self, customer: Customer, *, by: User) -> None:
        recounting.ask_for_customer(customer, by=by)

    # Privacy ------------------------------------------------------------------------------------------

    def hides(self, customer: Customer, *, user: User) -> bool:
        """Cases of another site, or a complaint about that very person."""
        tickets = Ticket.objects.filter(customer=customer)
        return tickets.exclude(pk__in=Ticket.objects.visible_to(user).filter(customer=customer)).exists()

    def held(self, customer: Customer) -> Iterator[Part]:
        return telling.tell(customer)

    def letters(self, customer: Customer) -> QuerySet[Letter]:
        return Letter.objects.filter(message__ticket__customer=customer)

    def lock(self, customer: Customer) -> None:
        erasure.lock(customer)

    def erase(self, customer: Customer, *, by: User, because: str, now: datetime) -> None:
        erasure.erase(customer, by=by, because=because, now=now)

    def mentioned(self, traces: Traces, *, apart_from: Customer) -> list[int]:
        return mentions.find(traces, apart_from=apart_from)

    def mentions(self, ids: Collection[int], *, user: User) -> Iterator[Mention]:
        for ticket in Ticket.objects.visible_to(user).filter(pk__in=ids).order_by("pk"):
            yield Mention(f"{ticket.number} {ticket.title}", ticket.get_absolute_url())
