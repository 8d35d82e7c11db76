"""Which kinds a site offers, and which of its teams gets them."""

from __future__ import annotations

from dataclasses import dataclass

from helpdesk.staff.models import Site
from tickets.kinds import KINDS, Kind
from tickets.models import KindAtSite


@dataclass(frozen=True)
class Offer:
    """The kinds of a site in the order of their keys; the team (its id) where one is set for the kind."""

    kinds: tuple[Kind, ...]
    teams: dict[str, int]


def offered_at(site: Site) -> Offer:
    """What the administrators set for the site, in one query; whatever they say nothing about is offered.

    A site with every kind switched off offers them all: somebody has to be able to log a case.
    """
    rows = {row.kind: row for row in KindAtSite.objects.filter(site=site)}
    kinds = tuple(kind for key, kind in KINDS.items() if key not in rows or rows[key].is_offered)
    teams = {key: row.team_id for key, row in rows.items() if row.team_id is not None}
    return Offer(kinds or tuple(KINDS.values()), teams)
