"""A sheet for every table that hangs off a case."""

from __future__ import annotations

from bench.population.copying import Sheet
from bench.population.kinds import sheets
from bench.population.record import RecordSheets
from bench.population.story import HOUR
from surveys.models import Invitation, Response
from tickets.models import Clock, ClockPause, Escalation, FollowUp, Message, Reference, Resolution, Ticket


class Sheets:
    """A sheet for every table that hangs off a case, in the order they are to be copied."""

    def __init__(self) -> None:
        self.details = sheets()
        self.record = RecordSheets()
        names = (
            "id kind channel status priority site_id team_id assignee_id customer_id subject folded_subject"
        )
        names += (
            " what_happened wanted created_by_id created_at updated_at due_at customer_waits_since last_line"
        )
        self.tickets = Sheet(Ticket, *f"{names} tags closes_at".split())
        self.talk = Sheet(Message, *"id ticket_id type direction author_id at body phone".split())
        names = "id ticket_id outcome explanation by_id at first_contact"
        self.resolutions = Sheet(Resolution, *names.split())
        names = "id ticket_id target started_at counting_since within due_at paused_at met_at took"
        names += " breached_at told_until next_moment_at"
        self.clocks = Sheet(Clock, *names.split(), round_the_clock=True)
        self.pauses = Sheet(ClockPause, *"clock_id reason from_at".split())
        self.references = Sheet(Reference, *"ticket_id site_id type value folded at".split())
        names = "ticket_id site_id team_id text owner_id promised_by_id promised_at due_at next_moment_at"
        self.follow_ups = Sheet(FollowUp, *names.split(), remind_before=HOUR)
        self.escalations = Sheet(Escalation, *"ticket_id reason asked_by_id asked_at".split())
        names = "id resolution_id created_at expires_at token_digest"
        self.invitations = Sheet(Invitation, *names.split(), language="cs")
        self.responses = Sheet(
            Response, *"invitation_id score comment answered_at locks_at is_low review_due_at".split()
        )

    def in_order(self) -> list[Sheet]:
        """The trigger of a ticket reads its resolutions, that of a follow-up its ticket."""
        of_kinds = [one.sheet for one in self.details.values()]
        of_ticket = [self.talk, self.references, self.clocks, self.pauses, self.follow_ups, self.escalations]
        rest = [*self.record.sheets, self.invitations, self.responses]
        return [self.resolutions, self.tickets, *of_ticket, *of_kinds, *rest]
