"""What lists say of a ticket, from plain values: its number, what it is called, whose it is, and times."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import get_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from helpdesk.quick_dates import Written
from helpdesk.staff.compiled_lists import Row
from tickets.kinds import KINDS
from tickets.models.ticket import title_of
from tickets.templatetags.desk import due_text, tone


class TicketWords:
    """In one language."""

    def __init__(self) -> None:
        self.detail = reverse("tickets:detail", args=[0]).removesuffix("0/")
        self.erased, self.walk_in, self.erased_customer = _("(erased)"), _("Walk-in"), _("Erased customer")
        self.kinds = {key: str(kind.label) for key, kind in KINDS.items()}
        self.short = Written(get_format("SHORT_DATETIME_FORMAT"))
        self.whole = Written(get_format("DATETIME_FORMAT"))

    def about(self, row: Row, *, of: str = "ticket__") -> dict[str, object]:
        """What a row says of the ticket it is ``of``, as far as it was read; of itself with an empty one."""
        said: dict[str, object] = {"number": row[f"{of.removesuffix('__')}_id" if of else "id"]}
        said["title"] = title_of(row[f"{of}subject"])
        if f"{of}kind" in row:
            said["kind"] = self.kinds.get(row[f"{of}kind"], row[f"{of}kind"])
        if f"{of}customer__name" in row:
            said["customer"] = self.customer(row[f"{of}customer__name"], row[f"{of}customer__erased_at"])
        return said

    def customer(self, name: str | None, erased_at: datetime | None) -> str:
        return self.erased_customer if erased_at else name or self.walk_in

    def due(self, due_at: datetime, *, now: datetime) -> dict[str, object]:
        """What ``{% due %}`` writes: in words, in which colour, and exactly."""
        local = timezone.localtime(due_at)
        return {
            "due": due_text(local, now=now),
            "due_tone": tone(due_at, now=now),
            "due_iso": local.isoformat(),
            "due_exact": self.whole(local),
            "due_short": self.short(local),
        }


@lru_cache(maxsize=10)
def words_in(_language: str) -> TicketWords:
    return TicketWords()


def ticket_words() -> TicketWords:
    """In the language that is active."""
    return words_in(get_language() or "")
