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
    """From ``low`` to ``high``; of a share both between 0 and 1."""

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


@dataclass(frozen=True)
class Recommend:
    """Of ``whole`` who said how surely they would recommend us: how many said 9 or 10, how many 0 to 6."""

    promoters: int
    detractors: int
    whole: int

    def __post_init__(self) -> None:
        if min(self.promoters, self.detractors) < 0 or self.promoters + self.detractors > self.whole:
            raise ValueError(f"{self.promoters} and {self.detractors} of {self.whole}")

    @property
    def points(self) -> float | None:
        """The share of promoters without that of detractors, from -100 to 100; None of nothing."""
        return 100 * (self.promoters - self.detractors) / self.whole if self.whole else None

    @property
    def interval(self) -> Interval | None:
        """In points: what it may be for everybody, 95 times of 100; None of nothing.

        The difference of two shares p and q of one multinomial sample varies by (p + q - (p - q)²) / n.
        One is added to both counts and two to the whole, after Bonett and Price, Journal of Educational and
        Behavioral Statistics 37 (2012), 479-488: else a few who all agree would leave no doubt at all.
        """
        if not self.whole:
            return None
        n = self.whole + 2
        p, q = (self.promoters + 1) / n, (self.detractors + 1) / n
        half = Z95 * sqrt((p + q - (p - q) ** 2) / n)
        return Interval(100 * max(p - q - half, -1.0), 100 * min(p - q + half, 1.0))

    @property
    def is_few(self) -> bool:
        return 0 < self.whole < FEW


@dataclass(frozen=True)
class Mean:
    """The mean of ``whole`` scores from 1 to 5, and their standard deviation, that of a sample."""

    whole: int
    value: float | None = None
    deviation: float | None = None

    @property
    def interval(self) -> Interval | None:
        """What the mean may be for everybody, 95 times of 100, by Student's t.

        That holds of means of many. Of fewer than ``FEW``, five steps as lopsided as these are too far from a
        normal distribution, and where all agree the deviation is no measure of doubt: then None.
        """
        if self.whole < FEW or self.value is None or not self.deviation:
            return None
        half = t95(self.whole - 1) * self.deviation / sqrt(self.whole)
        return Interval(max(self.value - half, 1.0), min(self.value + half, 5.0))


def t95(freedom: int) -> float:
    """The quantile of Student's t for 95 % on both sides: Abramowitz and Stegun 26.7.5.

    To four places from 20 degrees of freedom on.
    """
    z, v = Z95, float(freedom)
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
    )
    return z + sum(term / v**power for power, term in enumerate(terms, start=1))


def z_between(one: Share, other: Share) -> float:
    """How many standard errors one share lies above the other: the pooled z. 0 where nothing can be said."""
    if not (one.whole and other.whole):
        return 0.0
    pooled = (one.part + other.part) / (one.whole + other.whole)
    error = sqrt(pooled * (1 - pooled) * (1 / one.whole + 1 / other.whole))
    return (one.part / one.whole - other.part / other.whole) / error if error else 0.0


def differ(one: Share, other: Share) -> bool:
    """Whether two shares differ by more than chance does once in a hundred times: the pooled z-test.

    Not claimed of groups too small for the test.
    """
    return min(one.whole, other.whole) >= TOO_SMALL and abs(z_between(one, other)) > Z99
