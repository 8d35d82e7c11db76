"""What the page of a new ticket is filled with when it comes from another ticket."""

from __future__ import annotations

from django import forms
from django.utils import timezone

from tickets.domain.origin import Origin
from tickets.enums import Direction
from tickets.forms.details import DETAILS
from tickets.forms.kind import form_for
from tickets.kinds import kind_of
from tickets.models import Ticket

# Of what was said; the whole of it goes along anyway.
LONGEST = 4000


def typed_from(origin: Origin) -> dict[str, str]:
    """As if somebody had typed it: kind, team, customer and details as before.

    What was split off says what happened in the customer's words; for what the customer came back about, that
    is still to be written.
    """
    ticket = origin.ticket
    typed = {"origin": origin.word, "kind": ticket.kind, "team": str(ticket.team_id)}
    if ticket.customer_id is None:
        typed["walk_in"] = "on"
    else:
        typed["customer"] = str(ticket.customer_id)
    if origin.messages:
        typed["what_happened"] = words_of(origin)
    else:
        typed |= {"subject": ticket.subject, "wanted": ticket.wanted, "priority": str(ticket.priority)}
    return typed | details_of(ticket)


def words_of(origin: Origin) -> str:
    """What the customer said in these messages, else what anybody said."""
    said = origin.ticket.messages.filter(pk__in=origin.messages).order_by("at", "id")
    heard = said.filter(direction=Direction.IN)
    return "\n\n".join((heard or said).values_list("body", flat=True))[:LONGEST]


def details_of(ticket: Ticket) -> dict[str, str]:
    """What stands in the fields of the kind's form, as the browser would send it."""
    with timezone.override(ticket.site.zone):
        form = form_for(ticket, kind_of(ticket.kind))
        return {f"{DETAILS}-{name}": typed_as(form[name]) for name in form.fields}


def typed_as(field: forms.BoundField) -> str:
    value = field.value()
    if isinstance(value, bool):
        return "on" if value else ""
    shown = field.field.widget.format_value(value)
    if isinstance(shown, list):
        shown = shown[0] if shown else ""
    return "" if shown is None else str(shown)
