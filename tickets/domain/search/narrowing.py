"""What stands before and after a colon in a search: ``kind:return site:prague before:2026-05 is:late``.

Names and values are understood as the desk writes them in English and as it says them in the reader's
language, without accents, and by their beginnings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_stubs_ext import StrOrPromise

from customers.domain.search import find
from customers.domain.some import some_of
from customers.enums import Channel
from helpdesk.folding import fold_reference
from helpdesk.staff.models import Team, User
from tickets.domain.search.reading import PHONE_DIGITS, Piece
from tickets.enums import Priority, Status
from tickets.kinds import KINDS

# So many customers a name can stand for.
MOST_CUSTOMERS = 50
# "s" begins half of all values.
SHORTEST_BEGINNING = 2
DAY = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?)?")
YEARS = range(1990, 2200)


@dataclass(frozen=True)
class Fact:
    """What a search is narrowed by: one of the facts the database keeps beside the words, or a time."""

    name: str
    one_of: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    is_late: bool = False


Labelled = Iterable[tuple[str, StrOrPromise]]
PRIORITIES: Labelled = [
    pair for one in Priority for pair in ((str(one.value), one.label), (str(one.value), one.name))
]
STATES: Labelled = (
    ("late", _("Late")),
    ("waiting", _("Customer waiting")),
    ("unassigned", _("Unassigned")),
    ("mine", _("Mine")),
    ("open", _("All open")),
)
ASSIGNEES: Labelled = (("me", _("me")), ("nobody", _("nobody")))
NAMES: dict[str, StrOrPromise] = {
    "kind": _("kind"),
    "status": _("status"),
    "channel": _("channel"),
    "priority": _("priority"),
    "site": _("site"),
    "team": _("team"),
    "assignee": _("assignee"),
    "customer": _("customer"),
    "tag": _("tag"),
    "before": pgettext_lazy("in a search", "before"),
    "after": pgettext_lazy("in a search", "after"),
    "is": pgettext_lazy("in a search", "is"),
}


@dataclass(frozen=True)
class Asked:
    """A name and what stands behind its colon, as a person typed them."""

    name: str
    value: str
    by: User


def understood(piece: Piece, *, user: User) -> Fact | None:
    """The fact a piece names; None for what nobody knows, which is then searched for as words."""
    typed = fold_reference(piece.name)
    name = next((key for key, label in NAMES.items() if typed in (key, fold_reference(str(label)))), None)
    if name is None or not fold_reference(piece.text):
        return None
    return READERS[name](Asked(name, piece.text, user))


def by_choice(labelled: Labelled) -> Callable[[Asked], Fact | None]:
    return lambda asked: facts(asked.name, chosen(asked.value, labelled))


def chosen(value: str, labelled: Labelled) -> list[str]:
    """The keys that are called so; where none is, those that begin so. Several by commas."""
    keys: list[str] = []
    for one in filter(None, map(fold_reference, value.split(","))):
        names = [(key, {fold_reference(key), fold_reference(str(label))}) for key, label in labelled]
        exact = [key for key, called in names if one in called]
        begins = [key for key, called in names if any(name.startswith(one) for name in called)]
        keys += exact or (begins if len(one) >= SHORTEST_BEGINNING else [])
    return keys


def facts(name: str, keys: Iterable[object]) -> Fact | None:
    lexemes = tuple(dict.fromkeys(f"={name}:{key}" for key in keys))
    return Fact(name, lexemes) if lexemes else None


def by_site(asked: Asked) -> Fact | None:
    return facts(
        "site", called(asked.value, [(site.pk, f"{site.name} {site.town}") for site in asked.by.sites])
    )


def by_team(asked: Asked) -> Fact | None:
    teams = Team.objects.visible_to(asked.by).order_by().values_list("pk", "name")
    return facts("team", called(asked.value, teams))


def by_assignee(asked: Asked) -> Fact | None:
    if keys := chosen(asked.value, ASSIGNEES):
        return facts("assignee", [asked.by.pk if key == "me" else key for key in keys])
    people = User.objects.visible_to(asked.by).order_by().values_list("pk", "name")
    return facts("assignee", called(asked.value, people))


def called(value: str, names: Iterable[tuple[int, str]]) -> list[int]:
    typed = fold_reference(value)
    return [key for key, name in names if typed in fold_reference(name)]


def by_customer(asked: Asked) -> Fact | None:
    if asked.value.isascii() and asked.value.isdigit() and len(asked.value) < PHONE_DIGITS.start:
        return facts("customer", [int(asked.value)])
    found = some_of(find(asked.value, user=asked.by), at_most=MOST_CUSTOMERS)
    return facts("customer", [customer.pk for customer in found])


def by_tag(asked: Asked) -> Fact | None:
    return facts("tag", filter(None, map(fold_reference, asked.value.split(","))))


def by_day(asked: Asked) -> Fact | None:
    """``before:2026-05`` ends where May begins, and ``after:2026-05`` begins there, in the reader's zone."""
    found = DAY.fullmatch(asked.value)
    if found is None or int(found["year"]) not in YEARS:
        return None
    try:
        day = date(int(found["year"]), int(found["month"] or 1), int(found["day"] or 1))
    except ValueError:
        return None
    moment = timezone.make_aware(datetime.combine(day, time.min))
    return Fact(asked.name, until=moment) if asked.name == "before" else Fact(asked.name, since=moment)


def by_state(asked: Asked) -> Fact | None:
    keys = chosen(asked.value, STATES)
    if not keys:
        return None
    lexemes = {
        "late": "=unfinished",
        "open": "=unfinished",
        "waiting": "=waiting",
        "unassigned": "=assignee:nobody",
        "mine": f"=assignee:{asked.by.pk}",
    }
    return Fact(f"is {keys[0]}", (lexemes[keys[0]],), is_late=keys[0] == "late")


READERS: dict[str, Callable[[Asked], Fact | None]] = {
    "kind": by_choice([(kind.key, kind.label) for kind in KINDS.values()]),
    "status": by_choice(Status.choices),
    "channel": by_choice(Channel.choices),
    "priority": by_choice(PRIORITIES),
    "site": by_site,
    "team": by_team,
    "assignee": by_assignee,
    "customer": by_customer,
    "tag": by_tag,
    "before": by_day,
    "after": by_day,
    "is": by_state,
}
