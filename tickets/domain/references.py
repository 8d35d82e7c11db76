"""The numbers a ticket can be found by, copied from its kind's details."""

from tickets.kinds import Details
from tickets.models import Reference, Ticket


def write_references(ticket: Ticket, details: Details) -> None:
    """Keep what the details say, for a ticket that has no references yet. In the caller's transaction."""
    wanted: dict[tuple[str, str], Reference] = {}
    for name, kind in details.references.items():
        reference = Reference.of(ticket, kind, str(getattr(details, name) or "")[:80])
        if reference.folded:
            wanted[kind, reference.folded] = reference
    Reference.objects.bulk_create(wanted.values())
