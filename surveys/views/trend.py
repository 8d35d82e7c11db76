"""How satisfied customers were from week to week, as a chart in words and numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from surveys.domain.statistics import Share
from surveys.views.figures_line import Drawn
from surveys.views.figures_table import Table
from surveys.views.trend_chart import Bar, Chart, Spot, chart_of


@dataclass(frozen=True)
class Week:
    """What the chart says of one week when somebody points at it."""

    column: Bar
    text: str


@dataclass(frozen=True)
class Trend:
    """``sentence`` is for whoever does not see the chart; the table below it has every figure."""

    chart: Chart
    sentence: str
    weeks: list[Week]
    # Below the chart: its first week, the one in the middle if there is one, and the last.
    marks: list[str]


def trend_of(table: Table, mondays: Sequence[date]) -> Trend | None:
    """None of fewer than two weeks, or where nobody has answered."""
    by_week = {line.key: line.figures.satisfied for line in table.lines}
    shares = [by_week.get(str(monday), Share(0, 0)) for monday in mondays]
    if len(mondays) < 2 or not any(one.whole for one in shares):
        return None
    chart = chart_of([spot_of(one) for one in shares])
    days = [date_format(monday, "SHORT_DATE_FORMAT") for monday in mondays]
    weeks = [
        Week(column, text_of(day, one)) for day, one, column in zip(days, shares, chart.columns, strict=True)
    ]
    middle = [days[len(days) // 2]] if len(days) % 2 else []
    return Trend(chart, sentence_of(days, shares), weeks, [days[0], *middle, days[-1]])


def spot_of(one: Share) -> Spot:
    interval = one.interval
    return Spot(one.whole, one.share, interval.low, interval.high) if interval else Spot(0)


def sentence_of(days: Sequence[str], shares: Sequence[Share]) -> str:
    told = [(day, one) for day, one in zip(days, shares, strict=True) if one.whole]
    (first, of_first), (last, of_last) = told[0], told[-1]
    return _(
        "Which part was satisfied, week by week: %(of_first)s in the week of %(first)s,"
        " %(of_last)s in the week of %(last)s. The table has every week."
    ) % {"first": first, "last": last, "of_first": Drawn(of_first).text, "of_last": Drawn(of_last).text}


def text_of(day: str, one: Share) -> str:
    if not one.whole:
        return _("Week of %(day)s: nobody has answered") % {"day": day}
    said = ngettext(
        "Week of %(day)s: %(share)s (%(range)s), %(n)s answer",
        "Week of %(day)s: %(share)s (%(range)s), %(n)s answers",
        one.whole,
    )
    return said % {"day": day, "share": Drawn(one).text, "range": Drawn(one).bounds, "n": one.whole}
