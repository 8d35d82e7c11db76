"""How much a share says: what it may be for all customers, when only some have answered.

Nothing here knows a database. The figures are those of the textbooks, and compared with worked tables.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

# The quantile of the normal distribution for 95 %, and for 99 % where something is to be claimed.
Z95, Z99 = 1.959963984540054, 2.5758293035489004
# Below so many answers a share is hardly more than the answers themselves.
FEW = 30
# Too small to compare with another group.
TOO_SMALL = 20


@dataclass(frozen=True)
class Interval:
    """From ``low`` to ``high``, both between 0 and 1."""

    low: float
    high: float


@dataclass(frozen=True)
class Share:
    """So many of so many. ``ValueError`` for what cannot be a part of the whole."""

    part: int
    whole: int

    def __post_init__(self) -> None:
        if not 0 <= self.part <= self.whole:
            raise ValueError(f"{self.part} of {self.whole}")

    @property
    def share(self) -> float | None:
        """Between 0 and 1; None of nothing."""
        return self.part / self.whole if self.whole else None

    @property
    def interval(self) -> Interval | None:
        """What it may be for everybody, 95 times of 100; None of nothing. Wilson's score interval (1927).

        Unlike the one of the textbook's first page it never leaves 0 to 1, and it says something when all or
        none agree.
        """
        if not self.whole:
            return None
        n, p, zz = self.whole, self.part / self.whole, Z95 * Z95
        middle = (p + zz / (2 * n)) / (1 + zz / n)
        half = Z95 / (1 + zz / n) * sqrt(p * (1 - p) / n + zz / (4 * n * n))
        # Of none and of all the bound is the end itself, whatever rounding says.
        low = 0.0 if self.part == 0 else max(middle - half, 0.0)
        high = 1.0 if self.part == n else min(middle + half, 1.0)
        return Interval(low, high)

    @property
    def is_few(self) -> bool:
        return 0 < self.whole < FEW


def differ(one: Share, other: Share) -> bool:
    """Whether two shares differ by more than chance does once in a hundred times: the pooled z-test.

    Not claimed of groups too small for the test.
    """
    if min(one.whole, other.whole) < TOO_SMALL:
        return False
    pooled = (one.part + other.part) / (one.whole + other.whole)
    error = sqrt(pooled * (1 - pooled) * (1 / one.whole + 1 / other.whole))
    return error > 0 and abs(one.part / one.whole - other.part / other.whole) / error > Z99
