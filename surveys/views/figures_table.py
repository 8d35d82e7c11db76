"""The figures of surveys as a table: what its rows are called, how it is drawn, and how it reads as CSV."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from babel.numbers import format_decimal
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from customers.enums import Channel
from helpdesk.csv_cells import Echo, guard, separator_of
from helpdesk.staff.models import User
from surveys.domain.figures import Figures, Grouping, tone_of
from surveys.domain.statistics import Share
from tickets.domain import attainment_lists
from tickets.domain.attainment import Grouping as Clocks
from tickets.templatetags.attainment import share as in_per_cent
from tickets.views import attainment_table

# Groups that the figures about promises know by the same name.
ALIKE = {
    Grouping.SITE: Clocks.SITE,
    Grouping.TEAM: Clocks.TEAM,
    Grouping.KIND: Clocks.KIND,
    Grouping.ASSOCIATE: Clocks.ASSOCIATE,
    Grouping.WEEK: Clocks.WEEK,
}


@dataclass(frozen=True)
class Drawn:
    """A share as it is written and drawn: its bounds in per cent, as SVG reads numbers."""

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
    def low(self) -> str:
        return f"{100 * self.of.interval.low:.1f}" if self.of.interval else "0"

    @property
    def width(self) -> str:
        interval = self.of.interval
        return f"{100 * (interval.high - interval.low):.1f}" if interval else "0"

    @property
    def at(self) -> str:
        return f"{100 * (self.of.share or 0):.1f}"


@dataclass(frozen=True)
class Line:
    """One group: its figures, and the address of the answers behind them."""

    label: str
    figures: Figures
    answers: str

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
    def mean(self) -> str:
        return decimal(self.figures.mean)

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

    @property
    def not_satisfied(self) -> int:
        return self.figures.satisfied.whole - self.figures.satisfied.part


@dataclass(frozen=True)
class Table:
    by: Grouping
    lines: list[Line]
    total: Line


def rounded(share: float | None) -> float | None:
    """To the tenth of a per cent; whole only if all agree."""
    if share is None or share in (0, 1):
        return share
    return min(max(round(share, 3), 0.001), 0.999)


def decimal(number: float | None) -> str:
    return "–" if number is None else format_decimal(number, format="0.00", locale=get_language() or "en")


def names_of(by: Grouping, keys: Collection[str], *, user: User) -> dict[str, str]:
    """What these groups are called, in the order in which people look for them. At most one query."""
    if by == Grouping.CHANNEL:
        return {one.value: str(one.label) for one in Channel}
    return attainment_lists.names_of(ALIKE[by], keys, user=user)


def label_of(by: Grouping, key: str, *, names: Mapping[str, str]) -> str:
    return attainment_table.label_of(ALIKE.get(by, Clocks.KIND), key, names=names)


def as_csv(table: Table, *, language: str) -> Iterator[str]:
    """Shares in per cent, with the ends of what they may be for everybody."""
    write = csv.writer(Echo(), delimiter=separator_of(language)).writerow
    yield "\ufeff" + write(map(guard, heads(table.by)))
    for line in table.lines:
        yield write([guard(line.label), *cells(line)])
    yield write([_("All"), *cells(table.total)])


def heads(by: Grouping) -> list[str]:
    shares = (_("Answered"), _("Satisfied"), _("Resolved, say customers"), _("Done well, say customers"))
    between = [
        column for name in shares for column in (name, _("%(share)s, of") % {"share": name}, *ends(name))
    ]
    return [str(by.label), *between, _("Mean score")]


def ends(name: str) -> tuple[str, str, str]:
    told = {"share": name}
    return (
        _("%(share)s, per cent") % told,
        _("%(share)s, at least, per cent") % told,
        _("%(share)s, at most, per cent") % told,
    )


def cells(line: Line) -> list[str]:
    found: list[str] = []
    told = line.figures
    for one in (told.answered, told.satisfied, told.resolved, told.well_done):
        interval = one.interval
        found += [str(one.part), str(one.whole), per_cent(one.share)]
        found += [per_cent(interval.low), per_cent(interval.high)] if interval else ["", ""]
    return [*found, "" if told.mean is None else decimal(told.mean)]


def per_cent(share: float | None) -> str:
    """A number for a spreadsheet to count with."""
    if share is None:
        return ""
    return format_decimal(round(100 * share, 1), format="0.0", locale=get_language() or "en")
