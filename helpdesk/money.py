"""Amounts of money: ``Decimal`` with a currency, never float."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from babel.numbers import format_currency, get_currency_precision, get_decimal_symbol
from django.utils.translation import get_language

# Columns hold three decimals, the most a currency in use has (KWD, BHD).
DIGITS, PLACES = 14, 3


@dataclass(frozen=True, order=True)
class Money:
    """An amount in one currency, rounded to that currency's minor unit (half up, as at a till)."""

    amount: Decimal
    currency: str

    def __post_init__(self) -> None:
        if not isinstance(self.amount, Decimal) or not self.amount.is_finite():
            raise ValueError("An amount of money is a finite Decimal.")
        object.__setattr__(self, "amount", self.amount.quantize(minor_unit(self.currency), ROUND_HALF_UP))

    def __add__(self, other: Money) -> Money:
        self._same_currency(other)
        return Money(self.amount + other.amount, self.currency)

    def __sub__(self, other: Money) -> Money:
        self._same_currency(other)
        return Money(self.amount - other.amount, self.currency)

    def __mul__(self, times: int | Decimal) -> Money:
        return Money(self.amount * times, self.currency)

    def __bool__(self) -> bool:
        return bool(self.amount)

    def __str__(self) -> str:
        text = format_currency(self.amount, self.currency, locale=get_language() or "en")
        # CLDR wants a space between a code and a digit; Babel leaves it out.
        return re.sub(r"^(-?[A-Z]{2,3})(?=\d)", "\\1\N{NO-BREAK SPACE}", text)

    def at_least_zero(self) -> Money:
        return max(self, Money(Decimal(0), self.currency))

    def _same_currency(self, other: Money) -> None:
        if self.currency != other.currency:
            raise ValueError(f"{self.currency} and {other.currency} cannot be added up.")


def minor_unit(currency: str) -> Decimal:
    """The smallest amount of a currency: 0.01 for CZK, 1 for JPY, 0.001 for KWD (ISO 4217, by CLDR)."""
    return Decimal(1).scaleb(-get_currency_precision(currency))


def parse_amount(text: str, *, language: str) -> Decimal:
    """The number somebody typed: ``2 490,00``, ``2490.5``, ``1,290.00``.

    Spaces group thousands. Where both signs stand, the last is the decimal one; a lone sign is read as
    the language writes it, and as the decimal sign when it cannot group thousands. Raises ``ValueError``
    for anything else, and for "1.290" in a language that writes decimals with a comma: nobody knows.
    """
    typed = "".join(text.split())
    if not re.fullmatch(r"[0-9.,]*[0-9]", typed):
        raise ValueError(f"{text!r} is not an amount.")
    decimal = get_decimal_symbol(language)
    group = "," if decimal == "." else "."
    if decimal in typed and group in typed and typed.rfind(group) > typed.rfind(decimal):
        decimal, group = group, decimal
    elif decimal not in typed and group in typed and not groups_thousands(typed, group):
        decimal, group = group, decimal
    elif decimal == "," and "," not in typed and "." in typed:
        raise ValueError(f"{text!r} could mean two amounts.")
    whole, point, part = typed.partition(decimal)
    if point and (decimal in part or group in part):
        raise ValueError(f"{text!r} is not an amount.")
    if group in whole and not groups_thousands(whole, group):
        raise ValueError(f"{text!r} is not an amount.")
    return Decimal(f"{whole.replace(group, '') or '0'}.{part or '0'}")


def groups_thousands(number: str, sign: str) -> bool:
    """Whether ``sign`` can be what groups the thousands: in ``1,290``, but not in ``12,90`` or ``0,290``."""
    return bool(re.fullmatch(rf"[1-9]\d{{0,2}}(\{sign}\d{{3}})+", number))
