from django import template

from tickets.kinds import kind_of
from tickets.models import Ticket

register = template.Library()


@register.filter
def kind_label(ticket: Ticket) -> str:
    """``{{ ticket|kind_label }}``: "Room change"."""
    return str(kind_of(ticket.kind).label)


@register.filter
def kind_icon(ticket: Ticket) -> str:
    return kind_of(ticket.kind).icon
