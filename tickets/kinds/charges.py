"""The arithmetic of charges on a bill: pure values, added up line by line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import TextChoices
from django.utils.translation import gettext as _now
from django.utils.translation import pgettext_lazy

from helpdesk.money import Money


class Verdict(TextChoices):
    """What came of one charge."""

    OPEN = "open", pgettext_lazy("of a charge", "Open")
    EXPLAINED = "explained", pgettext_lazy("of a charge", "Explained")
    CORRECTED = "corrected", pgettext_lazy("of a charge", "Corrected")
    DISPUTED = "disputed", pgettext_lazy("of a charge", "Disputed")


@dataclass(frozen=True)
class Charge:
    """One line of a bill; ``corrected_to`` is what it should have been, for a corrected one."""

    text: str
    amount: Decimal
    verdict: Verdict = Verdict.OPEN
    corrected_to: Decimal | None = None

    def correction(self, *, currency: str) -> Money:
        """What comes off the bill: never less than nothing, never more than was charged."""
        if self.verdict != Verdict.CORRECTED or self.corrected_to is None:
            return Money(Decimal(0), currency)
        taken_off = Money(self.amount, currency) - Money(self.corrected_to, currency)
        return min(taken_off, Money(self.amount, currency)).at_least_zero()

    def told(self, *, currency: str) -> str:
        """ "CZK 340.00: corrected to CZK 120.00"."""
        amount = Money(self.amount, currency)
        if self.verdict == Verdict.CORRECTED and self.corrected_to is not None:
            said = {"amount": amount, "corrected": Money(self.corrected_to, currency)}
            return _now("%(amount)s: corrected to %(corrected)s") % said
        return f"{amount}: {self.verdict.label.lower()}"


@dataclass(frozen=True)
class Sums:
    """What the charges come to: ``in_question == corrected + remaining``, and ``disputed`` is part of it."""

    count: int
    in_question: Money
    corrected: Money
    disputed: Money

    @property
    def remaining(self) -> Money:
        """What stays on the bill."""
        return self.in_question - self.corrected

    def __add__(self, other: Sums) -> Sums:
        return Sums(
            self.count + other.count,
            self.in_question + other.in_question,
            self.corrected + other.corrected,
            self.disputed + other.disputed,
        )


def sums_of(charges: Iterable[Charge], *, currency: str) -> Sums:
    """Adds up line by line, so that any grouping of the lines comes to the same."""
    none = Money(Decimal(0), currency)
    sums = Sums(0, none, none, none)
    for charge in charges:
        amount = Money(charge.amount, currency)
        disputed = amount if charge.verdict == Verdict.DISPUTED else none
        sums += Sums(1, amount, charge.correction(currency=currency), disputed)
    return sums
