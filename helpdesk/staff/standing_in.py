"""Who stands in for a person where a query set is written once for everybody.

What somebody sees depends on their sites and teams. The statement for people with as many of them differs in
nothing but their numbers, so it is written for numbers that mean nothing, and asked with theirs.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any, NamedTuple

from helpdesk.staff.enums import Role
from helpdesk.staff.models import Site, User

# Nobody of the desk's, and sites and teams that are not there: counted down from these.
SOMEBODY, SITES, TEAMS = -1, -1_000, -1_000_000


class Shape(NamedTuple):
    """All that makes one person's statement another than the next one's."""

    everywhere: bool
    sites: int
    teams: int

    @property
    def sees_nothing(self) -> bool:
        """Of people without a site no statement can be written."""
        return not self.everywhere and not self.sites


def shape_of(user: User, *, of_teams: bool = False) -> Shape:
    """With their teams, which cost a query, only for what depends on them."""
    return Shape(user.sees_every_site, len(user.site_ids), len(user.team_ids) if of_teams else 0)


def stand_in(shape: Shape) -> User:
    """Somebody with so many sites and teams, of whom nothing is asked but their numbers."""
    person = User(pk=SOMEBODY, role=Role.ADMINISTRATOR if shape.everywhere else Role.ASSOCIATE)
    vars(person)["sites"] = [Site(pk=SITES - n) for n in range(shape.sites)]
    vars(person)["team_ids"] = [TEAMS - n for n in range(shape.teams)]
    return person


def holes_of(shape: Shape) -> dict[Hashable, str]:
    """The numbers of the stand-in, each with the name of what fills its place."""
    holes: dict[Hashable, str] = {SOMEBODY: "user"}
    holes |= {SITES - n: f"site{n}" for n in range(shape.sites)}
    return holes | {TEAMS - n: f"team{n}" for n in range(shape.teams)}


def numbers_of(user: User, *, of_teams: bool = False) -> dict[str, Any]:
    """What fills these places for one person."""
    numbers: dict[str, Any] = {"user": user.pk}
    numbers |= {f"site{n}": pk for n, pk in enumerate(user.site_ids)}
    return numbers | ({f"team{n}": pk for n, pk in enumerate(user.team_ids)} if of_teams else {})
