"""``{% load history %}``: how the moments of a customer's history read."""

from django import template
from django.utils.translation import gettext as _

from tickets.domain.history import Moment, What
from tickets.enums import Answer, Direction, MessageType, Outcome
from tickets.kinds import kind_of

register = template.Library()

ICONS = {
    What.ASKED: "life-buoy",
    What.ANSWERED: "life-buoy",
    What.RESOLVED: "circle-check",
    What.REOPENED: "rotate-ccw",
}
ICONS_OF_MESSAGES = {
    MessageType.REPLY: "mail",
    MessageType.NOTE: "sticky-note",
    MessageType.CALL: "phone",
    MessageType.VISIT: "door-open",
}


@register.filter
def moment_icon(moment: Moment) -> str:
    if moment.what == What.LOGGED:
        return kind_of(moment.ticket.kind).icon
    if moment.what == What.SAID:
        return ICONS_OF_MESSAGES[MessageType(moment.code.split()[0])]
    return ICONS[moment.what]


@register.filter
def happened(moment: Moment) -> str:
    """What it was, in a few words: "Case logged", "The customer called", "Resolved: Explained"."""
    match moment.what:
        case What.LOGGED:
            return _("Case logged")
        case What.SAID:
            return said(*moment.code.split())
        case What.ASKED:
            return _("A supervisor was asked")
        case What.ANSWERED:
            return _("The supervisor answered: %(answer)s") % {"answer": Answer(moment.code).label}
        case What.RESOLVED:
            return _("Resolved: %(outcome)s") % {"outcome": Outcome(moment.code).label}
        case What.REOPENED:
            return _("Reopened")


def said(kind: str, direction: str) -> str:
    if direction == Direction.IN:
        return {
            MessageType.REPLY: _("The customer wrote"),
            MessageType.CALL: _("The customer called"),
            MessageType.VISIT: _("The customer came by"),
            MessageType.NOTE: _("Note"),
        }[MessageType(kind)]
    return {
        MessageType.REPLY: _("We wrote to the customer"),
        MessageType.CALL: _("We called the customer"),
        MessageType.VISIT: _("We spoke to the customer in person"),
        MessageType.NOTE: _("Note"),
    }[MessageType(kind)]
