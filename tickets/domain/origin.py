"""Where a new ticket comes from: what was split off another one, or a case the customer came back about.

The page of a new ticket carries it along as a word, such as ``split-1042-51-52`` or ``back-1042``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from helpdesk.staff.models import User
from tickets import rules
from tickets.domain.coming_back import can_come_back, note_return
from tickets.domain.splitting import MOST, split_off
from tickets.models import Ticket

SPLIT, BACK = "split", "back"
# A number has at most 18 digits: that much fits into a column.
WORD = re.compile(rf"(?:{SPLIT}-(\d{{1,18}})((?:-\d{{1,18}}){{1,{MOST}}})|{BACK}-(\d{{1,18}}))", re.ASCII)


@dataclass(frozen=True)
class Origin:
    """``messages`` are those that go with the new ticket; none of them when the customer came back."""

    ticket: Ticket
    messages: tuple[int, ...] = ()

    @property
    def word(self) -> str:
        numbers = (self.ticket.pk, *self.messages)
        return "-".join([SPLIT if self.messages else BACK, *map(str, numbers)])

    def follow(self, ticket: Ticket, *, by: User, now: datetime) -> None:
        """What becomes of it now that the new ticket is logged. Raises ``NotPossible``."""
        if self.messages:
            split_off(ticket, source=self.ticket, messages=self.messages, by=by, now=now)
        else:
            note_return(ticket, to=self.ticket, by=by, now=now)


def read_origin(word: str, *, user: User) -> Origin | None:
    """None for anything that is no such word, or when it cannot be done, or not by this person."""
    found = WORD.fullmatch(word)
    if found is None:
        return None
    split, said, back = found.groups()
    tickets = Ticket.objects.visible_to(user).select_related("site", "team__site", "customer")
    ticket = tickets.filter(pk=int(split or back)).first()
    if ticket is None or not user.can_work:
        return None
    if back:
        return Origin(ticket) if can_come_back(ticket) else None
    messages = tuple(dict.fromkeys(int(number) for number in said.split("-")[1:]))
    here = ticket.messages.filter(pk__in=messages).count() == len(messages)
    return Origin(ticket, messages) if here and rules.may_work_on(user, ticket) else None
