"""The clocks of a ticket: what was promised by when, and whether it was kept.

A response clock runs as long as the customer waits for a word, the resolution clock as long as the ticket is
unfinished. Both run by the first policy that fits the ticket as it is now. Time that was spent stays spent
whatever changes: the policy, the ticket, or the opening hours of its site.

Whoever calls these holds the ticket, and saves its ``due_at`` afterwards, which they set.
"""

from __future__ import annotations

from datetime import datetime
from types import EllipsisType

from tickets.domain.clock_board import Board
from tickets.enums import RESPONSES, UNFINISHED, Status, Target
from tickets.models import Clock, Ticket


def read_time(text: str | None) -> datetime | None:
    """A moment kept as text in ISO 8601; none for nothing."""
    return datetime.fromisoformat(text) if text else None


def all_wound(ticket: Ticket, *, now: datetime, promised_at: datetime | None = None) -> list[Clock]:
    """Every clock of a ticket that is about to be saved; the caller saves them all.

    What was promised to the customer outranks the policy's resolution target.
    """
    board = Board(ticket, [], now=now)
    board.start(Target.FIRST_RESPONSE)
    board.start(Target.RESOLUTION, promised_at=promised_at)
    ticket.due_at = board.due_at
    return board.clocks


def follow(ticket: Ticket, *, before: Status, now: datetime) -> None:
    """Let the clocks follow a move, and who waits for whom since."""
    board = Board.of(ticket, now=now)
    if ticket.status not in UNFINISHED:
        board.meet(*Target)
    else:
        if before not in UNFINISHED:
            board.go_on_with_resolution()
        board.conform(was=before)
    board.save()


def note_word_to_customer(ticket: Ticket, *, now: datetime) -> None:
    """Somebody spoke to the customer, who does not wait any more. Sets that, too."""
    ticket.customer_waits_since = None
    board = Board.of(ticket, now=now)
    board.meet(*RESPONSES)
    board.conform()
    board.save()


def recount(ticket: Ticket, *, now: datetime, promised_at: datetime | EllipsisType | None = ...) -> bool:
    """The ticket has changed, or what holds for it: its running clocks follow. Returns whether any did.

    ``promised_at`` is what its details promise to the customer by now; left out, that is as it was. People
    are told again of a clock that has another promise to keep. What was met stays met.
    """
    board = Board.of(ticket, now=now)
    board.conform(promised_at=promised_at)
    return board.save()


def unmeet(ticket: Ticket, *, met_at: datetime, now: datetime) -> None:
    """What met clocks at that moment did not happen after all, nor what made clocks stand still since."""
    board = Board.of(ticket, now=now)
    board.unmeet(met_at)
    board.conform()
    board.save()
