"""How one person has the queue: its columns, and what it opens with."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from helpdesk.prepared import Prepared
from helpdesk.staff.models import User
from helpdesk.staff.standing_in import SOMEBODY
from tickets.domain.queue.columns import USUAL, columns_of
from tickets.domain.queue.views import VIEWS
from tickets.models import QueueLayout, SavedView


def layout_of(user: User) -> QueueLayout:
    """As they chose it, or the usual one, which is not kept. One query."""
    return layouts().first({"user": user.pk}) or QueueLayout(user_id=user.pk)


@lru_cache(maxsize=1)
def layouts() -> Prepared[QueueLayout]:
    return Prepared(QueueLayout.objects.filter(user=SOMEBODY), holes={SOMEBODY: "user"})


def choose_columns(user: User, keys: Iterable[str]) -> QueueLayout:
    """Keep these; the usual ones are kept as nothing, so that they follow what is usual."""
    chosen = [column.key for column in columns_of(keys)]
    return keep(user, columns=[] if tuple(chosen) == USUAL else chosen)


def open_with(user: User, *, view: str = "", saved: SavedView | None = None) -> QueueLayout:
    """What the queue shows first; nothing for what is usual. Expects a view the person has."""
    return keep(user, opens_with=view if view in VIEWS else "", opens_with_saved=saved)


def keep(user: User, **chosen: object) -> QueueLayout:
    layout, _new = QueueLayout.objects.update_or_create(user=user, defaults=chosen)
    return layout


def home_of(layout: QueueLayout) -> str:
    """The query of what the queue opens with, or nothing when that is the usual view."""
    if saved := layout.opens_with_saved:
        return f"{saved.query}&saved={saved.pk}" if saved.query else f"saved={saved.pk}"
    return f"view={layout.opens_with}" if layout.opens_with in VIEWS else ""
