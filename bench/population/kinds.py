"""What each kind's own table says: one plausible row, with another number to show each time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from bench.population.copying import Sheet
from helpdesk.folding import fold_reference
from tickets.kinds import KINDS
from tickets.kinds.base import Kind

# How often each kind comes.
WEIGHTS = {
    "return": 30,
    "price_correction": 12,
    "room_change": 18,
    "bill_question": 12,
    "complaint": 12,
    "enquiry": 8,
    "reservation": 5,
    "service_request": 2,
    "suggestion": 1,
}
FACTS: dict[str, dict[str, Any]] = {
    "complaint": {"about": "waiting", "cause": "waiting", "severity": "medium"},
    "return": {
        "item": "Hiking boots",
        "quantity": 1,
        "price_paid": Decimal("2490.00"),
        "bought_on": date(2026, 1, 15),
        "reason": "does_not_fit",
        "condition": "unworn",
        "refund_method": "card",
        "currency": "CZK",
    },
    "price_correction": {
        "item": "Coffee",
        "source": "shelf_label",
        "agreed_price": Decimal("24.90"),
        "charged_price": Decimal("29.90"),
        "quantity": 2,
        "currency": "CZK",
    },
    "room_change": {"from_room": "214", "reason": "no_hot_water", "nights": 2, "currency": "CZK"},
    "bill_question": {"currency": "CZK"},
    "reservation": {
        "step": "make",
        "reserved": "A table by the window",
        "reserved_for": datetime(2026, 5, 1, 17, 0, tzinfo=UTC),
        "party_size": 4,
        "under_name": "Nováková",
    },
    "enquiry": {"topic": "around_here", "answer_given": "on_the_spot"},
    "suggestion": {"concerns": "rooms"},
    "service_request": {"device": "Dishwasher"},
}


@dataclass(frozen=True)
class KindSheet:
    """The rows of one kind, and of which field customers show the number."""

    kind: Kind
    sheet: Sheet
    field: str
    reference: str
    prefix: str

    def add(self, ticket: int) -> tuple[str, str, str] | None:
        """The kind's row for the ticket; type, spelling and folded spelling of its number when it has one."""
        if not self.field:
            self.sheet.add(ticket)
            return None
        value = f"{self.prefix}-{ticket:07}"
        self.sheet.add(ticket, value)
        return self.reference, value, fold_reference(value)


def sheets() -> dict[str, KindSheet]:
    return {key: sheet_of(KINDS[key], FACTS.get(key, {})) for key in WEIGHTS if key in KINDS}


def sheet_of(kind: Kind, facts: Mapping[str, Any]) -> KindSheet:
    field, reference = next(iter(kind.model.references.items()), ("", ""))
    named = ("ticket_id", field) if field else ("ticket_id",)
    return KindSheet(kind, Sheet(kind.model, *named, **facts), field, str(reference), kind.key[:1].upper())
