"""The figures about promises as a table: what its rows are called, and how it reads as a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from helpdesk.sheets import Cell, Number, Sheet
from tickets.domain.attainment import NOTHING, Figures, Grouping
from tickets.domain.grouping import NONE
from tickets.enums import Pausing, Target
from tickets.templatetags.attainment import share


@dataclass(frozen=True)
class Line:
    """One group: its figures, and the address of the clocks behind them."""

    label: str
    figures: Figures
    clocks: str


@dataclass(frozen=True)
class Table:
    by: Grouping
    lines: list[Line]
    total: Line


def label_of(by: Grouping, key: str, *, names: Mapping[str, str]) -> str:
    """What a group is called, also one of what is not there."""
    if key == NONE:
        return _("What the kind ships with") if by == Grouping.POLICY else pgettext("associate", "Nobody")
    if by == Grouping.WEEK:
        monday = date.fromisoformat(key)
        days = {"first": short(monday), "last": short(monday + timedelta(days=6))}
        return _("%(first)s – %(last)s") % days
    return names.get(key, key)


def short(day: date) -> str:
    return date_format(day, "SHORT_DATE_FORMAT")


def clock_row(clock: Mapping[str, Any]) -> dict[str, Any]:
    """What the list says of a clock: its columns in words, by how much it was late, why it stood still."""
    late = clock["took"] is not None and clock["took"] > clock["within"]
    pauses = [
        (Pausing(one["reason"]).label, timedelta(seconds=float(one["seconds"])))
        for one in clock["stood_still"]
    ]
    return {
        **clock,
        "target": Target(clock["target"]),
        "policy": clock["policy__name"] or label_of(Grouping.POLICY, NONE, names={}),
        "late_by": clock["took"] - clock["within"] if late else None,
        "stood_still": pauses,
    }


def sheet_of(table: Table) -> Sheet:
    """Times in whole minutes, for a spreadsheet to count with."""
    rows = [cells(line.label, line.figures) for line in table.lines]
    return Sheet(_("Attainment"), heads(table.by), [*rows, cells(_("All"), table.total.figures)])


def heads(by: Grouping) -> list[str]:
    return [
        str(by.label),
        _("Clocks"),
        _("Met in time"),
        _("Late"),
        _("Still open and late"),
        _("Met in time, per cent"),
        _("Late by, median, minutes"),
        _("Late by, mean, minutes"),
        *(_("Stood still %(why)s, minutes") % {"why": one.label} for one in Pausing),
    ]


def cells(label: str, figures: Figures) -> list[Cell]:
    return [
        label,
        *map(Number, (figures.decided, figures.met, figures.late, figures.still_open)),
        None if figures.share is None else share(figures.share),
        *map(minutes, (figures.median_late, figures.mean_late)),
        *(minutes(figures.stood_still.get(one, NOTHING)) for one in Pausing),
    ]


def minutes(span: timedelta | None) -> Number | None:
    return None if span is None else Number(round(span.total_seconds() / 60))
