"""Saved views: making, changing, ordering and removing them."""

from __future__ import annotations

from functools import lru_cache

from django.db import transaction
from django.utils.translation import gettext as _

from helpdesk.prepared import Prepared
from helpdesk.staff.models import Team, User
from helpdesk.staff.standing_in import Shape, holes_of, numbers_of, shape_of, stand_in
from tickets.domain.errors import NotPossible
from tickets.domain.queue.asked import Asked
from tickets.domain.queue.columns import columns_of
from tickets.models import SavedView

# Beside the queue there is no room for more, and each is counted with every page.
MOST_PINNED = 20
MOST = 100


def saved_views_of(user: User) -> list[SavedView]:
    """All a person has, one's own first, then team by team, each in its order. One query."""
    shape = shape_of(user, of_teams=True)
    views = visible_views(shape).all(numbers_of(user, of_teams=True))
    return sorted(views, key=lambda view: (view.team_id or 0, view.position, view.pk))


@lru_cache(maxsize=500)
def visible_views(shape: Shape) -> Prepared[SavedView]:
    views = SavedView.objects.visible_to(stand_in(shape)).select_related("team")
    return Prepared(views, holes=holes_of(shape))


def save_view(
    name: str, *, asked: Asked, columns: list[str], team: Team | None, by: User, is_pinned: bool = True
) -> SavedView:
    """A new view at the end of its list. Raises ``NotPossible`` when there are too many."""
    with transaction.atomic():
        beside = among(by, team)
        if len(beside) >= MOST:
            raise NotPossible(_("There are %(most)s views already. Remove one first.") % {"most": MOST})
        return SavedView.objects.create(
            name=name,
            owner=by,
            team=team,
            query=asked.query,
            columns=[column.key for column in columns_of(columns)] if columns else [],
            is_pinned=is_pinned and sum(view.is_pinned for view in beside) < MOST_PINNED,
            position=beside[-1].position + 1 if beside else 0,
        )


def change_view(view: SavedView, *, name: str, is_pinned: bool, asked: Asked | None = None) -> SavedView:
    """Another name, another place, other filters. Raises ``NotPossible`` when too many would be pinned."""
    if is_pinned and not view.is_pinned:
        pinned = [one for one in among(view.owner, view.team) if one.is_pinned]
        if len(pinned) >= MOST_PINNED:
            raise NotPossible(
                _("%(most)s views stand beside the queue already. Take one away first.")
                % {"most": MOST_PINNED}
            )
    view.name, view.is_pinned = name, is_pinned
    view.query = asked.query if asked else view.query
    view.save(update_fields=["name", "is_pinned", "query"])
    return view


def place_view(view: SavedView, *, up: bool) -> None:
    """One step up or down in its list; at the end nothing happens."""
    with transaction.atomic():
        beside = list(among(view.owner, view.team))
        here = beside.index(view)
        there = here - 1 if up else here + 1
        if not 0 <= there < len(beside):
            return
        beside[here], beside[there] = beside[there], beside[here]
        for position, one in enumerate(beside):
            one.position = position
        SavedView.objects.bulk_update(beside, ["position"])


def among(owner: User, team: Team | None) -> list[SavedView]:
    """The list a view stands in, locked, in its order."""
    views = SavedView.objects.filter(team=team) if team else SavedView.objects.filter(team=None, owner=owner)
    return list(views.order_by("position", "id").select_for_update())
