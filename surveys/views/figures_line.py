"""One group of the figures: each of them as it is written and drawn."""

from __future__ import annotations

from dataclasses import dataclass

from babel.numbers import format_decimal
from django.urls import reverse
from django.utils.translation import get_language

from surveys.domain.counting import Figures
from surveys.domain.figures import tone_of
from surveys.domain.statistics import Interval, Mean, Recommend, Share
from tickets.templatetags.attainment import share as in_per_cent


@dataclass(frozen=True)
class Ruler:
    """An interval on a ruler from 0 to 100, as SVG reads numbers."""

    whole: int
    is_few: bool
    part: float
    interval: Interval | None

    @property
    def low(self) -> str:
        return f"{self.interval.low:.1f}" if self.interval else "0"

    @property
    def width(self) -> str:
        return f"{self.interval.high - self.interval.low:.1f}" if self.interval else "0"

    @property
    def at(self) -> str:
        return f"{self.part:.1f}"


@dataclass(frozen=True)
class Drawn:
    """A share as it is written and drawn."""

    of: Share

    @property
    def text(self) -> str:
        return in_per_cent(rounded(self.of.share))

    @property
    def bounds(self) -> str:
        """ "71–94%": whole per cent, for more than that is not known."""
        interval = self.of.interval
        if interval is None:
            return ""
        return f"{round(100 * interval.low)}–{in_per_cent(round(interval.high, 2))}"

    @property
    def ruler(self) -> Ruler:
        interval = self.of.interval
        ends = Interval(100 * interval.low, 100 * interval.high) if interval else None
        return Ruler(self.of.whole, self.of.is_few, 100 * (self.of.share or 0), ends)

    @property
    def others(self) -> int:
        """Who thinks otherwise."""
        return self.of.whole - self.of.part


@dataclass(frozen=True)
class DrawnPoints:
    """A recommend score: "+30" from "+14 to +45"."""

    of: Recommend

    @property
    def text(self) -> str:
        return points(self.of.points)

    @property
    def bounds(self) -> str:
        interval = self.of.interval
        return f"{points(interval.low)} … {points(interval.high)}" if interval else ""

    @property
    def ruler(self) -> Ruler:
        """From -100 to 100 points."""
        interval = self.of.interval
        ends = Interval((interval.low + 100) / 2, (interval.high + 100) / 2) if interval else None
        return Ruler(self.of.whole, self.of.is_few, ((self.of.points or 0) + 100) / 2, ends)


@dataclass(frozen=True)
class DrawnMean:
    of: Mean

    @property
    def text(self) -> str:
        return decimal(self.of.value)

    @property
    def bounds(self) -> str:
        interval = self.of.interval
        return f"{decimal(interval.low)}–{decimal(interval.high)}" if interval else ""


@dataclass(frozen=True)
class Line:
    """One group: its figures, the address of the answers behind them, and what addresses call it."""

    label: str
    figures: Figures
    answers: str
    key: str = ""

    @property
    def asked(self) -> str:
        """The address of the list of those who were asked."""
        return f"{reverse('surveys:figures_asked')}?{self.answers.partition('?')[2]}"

    @property
    def answered(self) -> Drawn:
        return Drawn(self.figures.answered)

    @property
    def satisfied(self) -> Drawn:
        return Drawn(self.figures.satisfied)

    @property
    def resolved(self) -> Drawn:
        return Drawn(self.figures.resolved)

    @property
    def well_done(self) -> Drawn:
        return Drawn(self.figures.well_done)

    @property
    def easy(self) -> Drawn:
        return Drawn(self.figures.easy)

    @property
    def recommend(self) -> DrawnPoints:
        return DrawnPoints(self.figures.recommend)

    @property
    def score(self) -> DrawnMean:
        return DrawnMean(self.figures.score)

    @property
    def effort(self) -> DrawnMean:
        return DrawnMean(self.figures.effort)

    @property
    def tone(self) -> str:
        return tone_of(self.figures.satisfied)

    @property
    def got(self) -> str:
        """Which part of those who got what they asked for has answered."""
        return in_per_cent(rounded(self.figures.answered_as_asked.share))

    @property
    def others(self) -> str:
        return in_per_cent(rounded(self.figures.answered_otherwise.share))


def rounded(share: float | None) -> float | None:
    """To the tenth of a per cent; whole only if all agree."""
    if share is None or share in (0, 1):
        return share
    return min(max(round(share, 3), 0.001), 0.999)


def decimal(number: float | None) -> str:
    return "–" if number is None else format_decimal(number, format="0.00", locale=get_language() or "en")


def points(number: float | None) -> str:
    """Whole points with their sign, a real minus among them; a dash for None."""
    if number is None:
        return "–"
    whole = round(number)
    return f"+{whole}" if whole > 0 else str(whole).replace("-", "\u2212")
