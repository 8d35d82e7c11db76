"""Whether what waited to leave is still worth telling."""

from collections.abc import Sequence

from helpdesk.notifications.models import Dispatch
from helpdesk.notifications.subjects import seen_by


def still_of_use(dispatches: Sequence[Dispatch]) -> list[Dispatch]:
    """Without what its reader has seen at the bell, may no longer see, or has left behind.

    Costs a query for each person and sort of subject among them.
    """
    live = [one for one in dispatches if one.news.recipient.is_active and not was_read(one)]
    abouts: dict[int, set[str]] = {}
    for one in live:
        if one.news.about:
            abouts.setdefault(one.news.recipient_id, set()).add(one.news.about)
    people = {one.news.recipient_id: one.news.recipient for one in live}
    seen = {pk: seen_by(people[pk], asked) for pk, asked in abouts.items()}
    return [one for one in live if not one.news.about or one.news.about in seen[one.news.recipient_id]]


def was_read(dispatch: Dispatch) -> bool:
    return dispatch.news.rings and dispatch.news.read_at is not None
