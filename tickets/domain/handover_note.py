"""What one shift writes to the next."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from customers.domain.traces import Traces
from helpdesk.record import writing as record
from helpdesk.staff.models import Site, Team, User
from tickets.domain.errors import NotPossible
from tickets.domain.locking import lock_for_words
from tickets.models import HandoverNote, Ticket

# So long a note that was seen to can still be looked up; it may name a customer, so it is not kept for good.
KEPT_FOR = timedelta(days=30)


def leave_note(
    text: str,
    *,
    site: Site,
    team: Team | None,
    by: User,
    now: datetime,
    ticket: Ticket | None = None,
    form_key: UUID | None = None,
) -> HandoverNote:
    """Write something to the next shift of a team, or of the whole site; about a ticket of it, or about none.

    A ``form_key`` seen before returns the note it made then. Raises ``NotPossible`` for a ticket of another
    site and for the case of an erased customer.
    """
    if form_key and (left := HandoverNote.objects.filter(form_key=form_key).first()):
        return left
    note = HandoverNote(
        text=text, site=site, team=team, ticket=ticket, written_by=by, written_at=now, form_key=form_key
    )
    try:
        return write_note(note)
    except IntegrityError:
        left = HandoverNote.objects.filter(form_key=form_key).first() if form_key else None
        if left is None:
            raise
        return left


@transaction.atomic
def write_note(note: HandoverNote) -> HandoverNote:
    if note.ticket is not None:
        note.ticket = lock_for_words(note.ticket)
        if note.ticket.site_id != note.site_id:
            raise NotPossible(_("Ticket %(number)s is at another site.") % {"number": note.ticket.number})
    note.save()
    # The words stand in the note alone, which goes some day.
    record.write(note, "handover.noted", by=note.written_by, site=note.site.name, team=str(note.team or ""))
    return note


@transaction.atomic
def settle(note: HandoverNote, *, by: User, now: datetime) -> HandoverNote:
    """Somebody has seen to it. Settled twice it stays with whoever was first."""
    note = HandoverNote.objects.select_for_update(of=("self",)).get(pk=note.pk)
    if note.settled_at is None:
        note.settled_at, note.settled_by = now, by
        note.save(update_fields=["settled_at", "settled_by"])
        record.write(note, "handover.settled", by=by)
    return note


def sweep(*, now: datetime) -> int:
    """Throw away what was seen to long ago. Returns how many notes."""
    return HandoverNote.objects.filter(settled_at__lt=now - KEPT_FOR).delete()[0]


def forget(traces: Traces) -> int:
    """Empty every note that names the person, whatever it is about. Returns how many.

    All of them are read: what was seen to goes after a month, so there are never many.
    """
    notes = HandoverNote.objects.exclude(text="").only("text").iterator()
    named = [note.pk for note in notes if any(map(traces.are_in, note.text.splitlines()))]
    return HandoverNote.objects.filter(pk__in=named).update(text="")
