"""The numbers a ticket can be found by, copied from its kind's details."""

from collections.abc import Mapping
from typing import Any

from tickets.kinds import Details
from tickets.models import Reference, Ticket


def references_in(values: Mapping[str, Any], details: type[Details]) -> list[Reference]:
    """The references of a form or a row, each once; they belong to no ticket yet."""
    found: dict[tuple[str, str], Reference] = {}
    for name, kind in details.references.items():
        reference = Reference.of(kind, str(values.get(name) or ""))
        if reference.folded:
            found.setdefault((kind, reference.folded), reference)
    return list(found.values())


def write_references(ticket: Ticket, details: Details) -> None:
    """Keep what the details say, for a ticket that has no references yet. In the caller's transaction."""
    references = references_in(vars(details), type(details))
    for reference in references:
        reference.ticket, reference.site, reference.at = ticket, ticket.site, ticket.created_at
    Reference.objects.bulk_create(references)
