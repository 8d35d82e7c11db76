"""Shares from week to week as lines and bars for SVG. Knows only numbers: no words, no database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

# Of the drawing, which is stretched to whatever room there is.
WIDTH, HEIGHT = 1000.0, 100.0
# Which part of its room a bar takes.
BAR = 0.6


@dataclass(frozen=True)
class Spot:
    """One week: ``n`` answers; which share of them, and what it may be, between 0 and 1. None without any."""

    n: int
    share: float | None = None
    low: float = 0.0
    high: float = 0.0


@dataclass(frozen=True)
class Bar:
    x: str
    y: str
    width: str
    height: str


@dataclass(frozen=True)
class Chart:
    """What SVG draws: weeks without an answer leave a gap in lines and bands."""

    bands: list[str]
    lines: list[str]
    dots: list[str]
    bars: list[Bar]
    columns: list[Bar]
    most: int


def chart_of(spots: Sequence[Spot]) -> Chart:
    step = WIDTH / max(len(spots), 1)
    stretches = list(unbroken(spots))
    most = max((spot.n for spot in spots), default=0)
    return Chart(
        bands=[band(stretch, step=step) for stretch in stretches],
        lines=[line([(at, spot.share or 0) for at, spot in stretch], step=step) for stretch in stretches],
        dots=[dot(at, spot, step=step) for stretch in stretches for at, spot in stretch],
        bars=[bar(at, spot.n / most if most else 0, step=step, wide=BAR) for at, spot in enumerate(spots)],
        columns=[bar(at, 1, step=step, wide=1) for at in range(len(spots))],
        most=most,
    )


def unbroken(spots: Sequence[Spot]) -> Iterator[list[tuple[int, Spot]]]:
    """Stretches of weeks that all have answers."""
    for has_share, stretch in groupby(enumerate(spots), key=lambda one: one[1].share is not None):
        if has_share:
            yield list(stretch)


def band(stretch: Sequence[tuple[int, Spot]], *, step: float) -> str:
    """There along the upper bounds, back along the lower ones; a single week is as wide as its bar."""
    if len(stretch) == 1:
        at, spot = stretch[0]
        half = step * BAR / 2
        middle = (at + 0.5) * step
        left, right = f"{middle - half:.1f}", f"{middle + half:.1f}"
        corners = [(left, spot.high), (right, spot.high), (right, spot.low), (left, spot.low)]
        return " ".join(f"{x},{height(share)}" for x, share in corners)
    there = [(at, spot.high) for at, spot in stretch]
    back = [(at, spot.low) for at, spot in reversed(stretch)]
    return line([*there, *back], step=step)


def line(spots: Sequence[tuple[int, float]], *, step: float) -> str:
    return " ".join(f"{place(at, step=step)},{height(share)}" for at, share in spots)


def dot(at: int, spot: Spot, *, step: float) -> str:
    """A line of no length, round at its ends: it stays round however the drawing is stretched."""
    return f"M{place(at, step=step)} {height(spot.share or 0)}h0"


def bar(at: int, part: float, *, step: float, wide: float) -> Bar:
    width = step * wide
    left = (at + 0.5) * step - width / 2
    return Bar(f"{left:.1f}", height(part), f"{width:.1f}", f"{HEIGHT * part:.1f}")


def place(at: int, *, step: float) -> str:
    return f"{(at + 0.5) * step:.1f}"


def height(share: float) -> str:
    """From the top, as SVG counts."""
    return f"{HEIGHT * (1 - share):.1f}"
