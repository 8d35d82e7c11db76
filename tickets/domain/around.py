"""All the small things that stand around a ticket on its page, in one statement.

Asked one by one they would cost more than the rest of the page: each takes longer to write and to plan than
to answer. So they are written once as querysets, compiled with numbers of nobody in place of the ticket and
the reader, and prepared.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import Exists, OuterRef

from customers.models import ConductNotice
from helpdesk.drafts.models import Draft
from helpdesk.prepared import SOMETHING, Statement, statement
from helpdesk.staff.models import User
from helpdesk.staff.standing_in import SOMEBODY
from tickets.domain.message import draft_about
from tickets.models import Attachment, Escalation, Resolution, Ticket

# No day of the desk's.
SOME_DAY = date(1, 1, 1)
TOLD = ("explained", "wound", "promised", "watched_by", "reach")
FLAGS = ("is_muted", "has_resolutions", "has_escalations", "has_files", "has_drafts", "has_notices")


@dataclass(frozen=True)
class Around:
    """Lists of dicts, as ``with_options``, ``with_clocks``, ``with_follow_ups``, ``with_watchers`` and
    ``with_reach`` do.

    The flags say what there is any of, so that nobody asks for the rest.
    """

    explained: list[dict[str, Any]]
    wound: list[dict[str, Any]]
    promised: list[dict[str, Any]]
    watched_by: list[dict[str, Any]]
    reach: list[dict[str, Any]]
    is_muted: bool
    has_resolutions: bool
    has_escalations: bool
    has_files: bool
    has_drafts: bool
    has_notices: bool


def around(ticket: Ticket, *, reader: User, today: date) -> Around:
    """Of a ticket the reader may see; conduct notices are those in force ``today``."""
    holes = {"ticket": ticket.pk, "reader": reader.pk, "today": today, "drafts": draft_about(ticket)}
    row = compiled().row(holes)
    values: dict[str, Any] = dict(zip((*TOLD, *FLAGS), row, strict=True))
    return Around(**values | {name: [json.loads(one) for one in values[name]] for name in TOLD})


@lru_cache(maxsize=1)
def compiled() -> Statement:
    nobody, nothing = User(pk=SOMEBODY), Ticket(pk=SOMETHING)
    own = {"ticket": OuterRef("pk")}
    drafts = Draft.objects.visible_to(nobody).live().filter(about=draft_about(nothing))
    notices = ConductNotice.objects.in_force(on=SOME_DAY).filter(customer=OuterRef("customer"))
    rows = (
        Ticket.objects.filter(pk=SOMETHING)
        .with_options()
        .with_clocks()
        .with_follow_ups()
        .with_watchers()
        .with_reach()
        .with_mute(nobody)
        .annotate(
            has_resolutions=Exists(Resolution.objects.filter(**own)),
            has_escalations=Exists(Escalation.objects.filter(**own)),
            has_files=Exists(Attachment.objects.filter(**own)),
            has_drafts=Exists(drafts),
            has_notices=Exists(notices),
        )
    )
    sql, params = rows.values_list(*TOLD, *FLAGS).query.sql_with_params()
    holes = {
        SOMETHING: "ticket",
        SOMEBODY: "reader",
        SOME_DAY: "today",
        draft_about(nothing): "drafts",
    }
    return statement(sql, params, holes=holes)
