"""Lists whose SQL is written once, for everybody who has as many sites and teams.

Django takes longer to write the SQL of a list over five tables than the database to answer it. So it is
written for somebody who stands in for everybody, with the numbers of nobody, and these are filled in. It is
planned each time, by the real numbers: a plan for any site would be a bad one for the largest.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping
from functools import lru_cache
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from helpdesk.prepared import written_out
from helpdesk.staff.models import User
from helpdesk.staff.standing_in import Shape, holes_of, numbers_of, shape_of, stand_in

Row = dict[str, Any]
# Where a value is to be filled in; no statement has these signs.
PLACE = re.compile("\x01([a-z_0-9]+)\x01")
Rows = QuerySet[Any, Row]


class CompiledList:
    """``rows`` makes the queryset, of ``values``, for a person; ``stand_ins`` are what else it is asked with.

    These, too, mean nothing: a number or a moment of nobody's, by name. Only with ``of_teams`` has the person
    teams.
    """

    def __init__(
        self,
        rows: Callable[..., Rows],
        stand_ins: Mapping[str, Hashable] | None = None,
        *,
        of_teams: bool = False,
    ) -> None:
        self._rows, self._stand_ins, self._of_teams = rows, stand_ins or {}, of_teams
        self._sql_for = lru_cache(maxsize=200)(self._compile)

    def of(self, user: User, **asked: Any) -> list[Row]:
        """The rows for this person, asked with these. One query; none for somebody who can see nothing."""
        sql = self._sql_for(shape_of(user, of_teams=self._of_teams))
        if sql is None:
            return []
        with connection.cursor() as cursor:
            cursor.execute(sql, numbers_of(user, of_teams=self._of_teams) | asked)
            names = [column.name for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def _compile(self, shape: Shape) -> str | None:
        """With ``%(site0)s`` for its holes; what is the same for everybody is written in."""
        rows = self._rows(stand_in(shape), **self._stand_ins)
        try:
            sql, params = rows.query.sql_with_params()
        except EmptyResultSet:
            return None
        holes = holes_of(shape) | {stand_in: name for name, stand_in in self._stand_ins.items()}
        whole = written_out(sql, params, holes=holes, place="\x01{}\x01".format)
        return PLACE.sub(r"%(\1)s", whole.replace("%", "%%"))
