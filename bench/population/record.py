"""What the record says of a case: that it was logged, and how it ended. It verifies."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from bench.population.copying import Sheet
from helpdesk.record.models import ChainEnd, Entry
from helpdesk.record.sealing import digest
from tickets.models import Ticket

ABOUT = Ticket._meta.label_lower


class RecordSheets:
    """Entries, each with the digest that follows from the one before, and the ends of their chains."""

    def __init__(self) -> None:
        names = "subject_id sequence at by_id by_name verb details digest"
        self.entries = Sheet(Entry, *names.split(), subject_type=ABOUT)
        self.ends = Sheet(ChainEnd, "subject_id", "sequence", "digest", subject_type=ABOUT)
        self.sheets = [self.entries, self.ends]
        self._entry = Entry(subject_type=ABOUT)

    def tell(self, ticket: int, *said: tuple[str, datetime, int, str, dict[str, Any]]) -> None:
        """All there is about one ticket: verb, when, by whom (number and name), details; oldest first."""
        entry, last = self._entry, ""
        for sequence, (verb, at, by, name, details) in enumerate(said, start=1):
            entry.subject_id, entry.sequence, entry.at = ticket, sequence, at
            entry.by_id, entry.by_name, entry.verb, entry.details = by, name, verb, details
            last = digest(entry, previous=last)
            self.entries.add(ticket, sequence, at, by, name, verb, json.dumps(details), last)
        self.ends.add(ticket, len(said), last)
