"""What surveys hold about a customer: see ``customers/domain/keepers.py``."""

from collections.abc import Collection, Iterator
from datetime import datetime

from django.db.models import QuerySet

from customers.domain.dossier import Part
from customers.domain.keepers import Counted, Mention
from customers.domain.traces import Traces
from customers.models import Customer
from helpdesk.mail.models import Letter
from helpdesk.staff.models import User
from surveys.domain import erasure, opting_out, telling
from surveys.models import Invitation


class SurveyKeeper:
    """Tells and erases what a customer answered. Answers hang off tickets and go where these go; the wish for
    no more surveys goes with the customer.
    """

    name = "surveys"

    # When two customers turn out to be one ------------------------------------------------------------

    def tally(self, customer: Customer, *, seen_by: User) -> list[Counted]:
        return []

    def move(self, customer: Customer, *, into: Customer) -> list[int]:
        return opting_out.move(customer, into=into)

    def give_back(self, customer: Customer, *, kept: Customer, moved: list[int]) -> None:
        opting_out.give_back(customer, kept=kept, moved=moved)

    def follow(self, customer: Customer, *, by: User) -> None:
        return None

    # Privacy ------------------------------------------------------------------------------------------

    def hides(self, customer: Customer, *, user: User) -> bool:
        """Never more than the tickets do."""
        return False

    def held(self, customer: Customer) -> Iterator[Part]:
        return telling.tell(customer)

    def letters(self, customer: Customer) -> QuerySet[Letter]:
        theirs = Invitation.objects.filter(resolution__ticket__customer=customer)
        numbers = (
            theirs.exclude(letter=None)
            .values("letter")
            .union(theirs.exclude(reminder=None).values("reminder"))
        )
        return Letter.objects.filter(pk__in=numbers)

    def lock(self, customer: Customer) -> None:
        erasure.lock(customer)

    def erase(self, customer: Customer, *, by: User, because: str, now: datetime) -> None:
        erasure.erase(customer, now=now)

    def mentioned(self, traces: Traces, *, apart_from: Customer) -> list[int]:
        return []

    def mentions(self, ids: Collection[int], *, user: User) -> Iterator[Mention]:
        return iter(())
