from django import template

from tickets.kinds import closing_reason_label, kind_of
from tickets.models import Resolution, Ticket

register = template.Library()


@register.filter
def kind_label(ticket: Ticket) -> str:
    """``{{ ticket|kind_label }}``: "Room change"."""
    return str(kind_of(ticket.kind).label)


@register.filter
def kind_icon(ticket: Ticket) -> str:
    return kind_of(ticket.kind).icon


@register.filter
def closing_reason(resolution: Resolution) -> str:
    """``{{ resolution|closing_reason }}``: "Refunded"; empty when none was given."""
    return closing_reason_label(resolution.closing_reason)
