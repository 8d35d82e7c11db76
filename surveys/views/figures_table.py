"""The figures of surveys as a table: what its rows are called, and how it is taken away as a file."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django_stubs_ext import StrOrPromise

from customers.enums import Channel
from helpdesk.sheets import Cell, Number, Sheet
from helpdesk.staff.models import User
from surveys.domain.counting import Figures
from surveys.domain.grouping import Band, Grouping, Place, YesOrNo
from surveys.domain.statistics import Interval
from surveys.enums import AnswerChannel
from surveys.views.figures_line import Line
from tickets.domain import attainment_lists
from tickets.domain.attainment import Grouping as Clocks
from tickets.domain.grouping import NONE
from tickets.kinds.complaint import Cause
from tickets.views import attainment_table

# Groups that the figures about promises know by the same name.
ALIKE = {
    Grouping.SITE: Clocks.SITE,
    Grouping.TEAM: Clocks.TEAM,
    Grouping.KIND: Clocks.KIND,
    Grouping.ASSOCIATE: Clocks.ASSOCIATE,
    Grouping.WEEK: Clocks.WEEK,
}
GOODWILL = {
    YesOrNo.YES: gettext_lazy("Goodwill only"),
    YesOrNo.NO: gettext_lazy("Resolved in another way"),
}
CONTACT = {YesOrNo.YES: gettext_lazy("At the first contact"), YesOrNo.NO: gettext_lazy("Later")}
# The names of groups that are always the same ones, in the order in which people look for them.
NAMES: Mapping[Grouping, Mapping[Any, StrOrPromise]] = {
    Grouping.CHANNEL: dict(Channel.choices),
    Grouping.CAUSE: dict(Cause.choices),
    Grouping.CAME: dict(AnswerChannel.choices),
    Grouping.FIRST_ANSWER: dict(Band.choices),
    Grouping.RESOLVED_AFTER: dict(Band.choices),
    Grouping.GOODWILL: GOODWILL,
    Grouping.FIRST_CONTACT: CONTACT,
}


@dataclass(frozen=True)
class Table:
    by: Grouping
    lines: list[Line]
    total: Line

    @property
    def has_rate(self) -> bool:
        """Told apart by how it came there is none: by which way somebody did not answer nobody knows."""
        return self.by != Grouping.CAME

    @property
    def has_effort(self) -> bool:
        """Columns of questions that nobody has answered are left out."""
        return bool(self.total.figures.easy.whole)

    @property
    def has_recommend(self) -> bool:
        return bool(self.total.figures.recommend.whole)


def names_of(by: Grouping, keys: Collection[str], *, user: User) -> dict[str, str]:
    """What these groups are called, in the order in which people look for them. At most one query."""
    return named(by) if by in NAMES else attainment_lists.names_of(ALIKE[by], keys, user=user)


def named(by: Grouping) -> dict[str, str]:
    """Of groups that are always the same ones."""
    return {str(key): str(label) for key, label in NAMES[by].items()}


def label_of(by: Grouping, key: str, *, names: Mapping[str, str]) -> str:
    if key == NONE:
        return pgettext("cause", "No complaint") if by == Grouping.CAUSE else pgettext("waiting", "Not known")
    return attainment_table.label_of(ALIKE.get(by, Clocks.KIND), key, names=names)


def label_of_place(place: Place | None, *, user: User) -> str:
    """What a list is narrowed to; empty where it is of everybody. At most one query."""
    if place is None:
        return ""
    return label_of(place.by, place.key, names=names_of(place.by, [place.key], user=user))


def in_order(keys: Collection[str], names: Mapping[str, str]) -> list[str]:
    """As they are named, and then the rest."""
    places = {key: place for place, key in enumerate(names)}
    return sorted(keys, key=lambda key: (places.get(key, len(places)), key))


def sheet_of(table: Table) -> Sheet:
    """Shares in per cent, with the ends of what they may be for everybody."""
    rows = [[line.label, *cells(line.figures)] for line in table.lines]
    return Sheet(_("Survey figures"), heads(table.by), [*rows, [_("All"), *cells(table.total.figures)]])


def heads(by: Grouping) -> list[str]:
    shares = (
        _("Answered"),
        _("Satisfied"),
        _("Resolved, say customers"),
        _("Done well, say customers"),
        _("Easy, say customers"),
    )
    between = [
        column for name in shares for column in (name, _("%(share)s, of") % {"share": name}, *ends(name))
    ]
    recommend = [_("Promoters"), _("Detractors"), _("Said whether they would recommend us")]
    points = [_("Recommend score"), _("Recommend score, at least"), _("Recommend score, at most")]
    score = [_("Mean score"), _("Mean score, at least"), _("Mean score, at most")]
    return [str(by.label), *between, *recommend, *points, *score, _("Mean ease")]


def ends(name: str) -> tuple[str, str, str]:
    told = {"share": name}
    return (
        _("%(share)s, per cent") % told,
        _("%(share)s, at least, per cent") % told,
        _("%(share)s, at most, per cent") % told,
    )


def cells(told: Figures) -> list[Cell]:
    found: list[Cell] = []
    for one in (told.answered, told.satisfied, told.resolved, told.well_done, told.easy):
        found += [Number(one.part), Number(one.whole), per_cent(one.share)]
        found += [per_cent(end) for end in ends_of(one.interval)]
    recommend = told.recommend
    found += map(Number, (recommend.promoters, recommend.detractors, recommend.whole))
    found += [written(number, digits=0) for number in (recommend.points, *ends_of(recommend.interval))]
    found += [written(number, digits=2) for number in (told.score.value, *ends_of(told.score.interval))]
    return [*found, written(told.effort.value, digits=2)]


def ends_of(interval: Interval | None) -> Iterator[float | None]:
    yield interval.low if interval else None
    yield interval.high if interval else None


def per_cent(share: float | None) -> Number | None:
    """A number for a spreadsheet to count with."""
    return None if share is None else Number(round(100 * share, 1), digits=1)


def written(number: float | None, *, digits: int) -> Number | None:
    return None if number is None else Number(round(number, digits), digits=digits)
