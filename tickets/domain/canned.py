"""Canned replies filled in for one ticket, in its customer's language."""

from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import pgettext

from helpdesk.policies.domain import canned
from helpdesk.policies.enums import Variable
from helpdesk.policies.models import CannedReply
from helpdesk.staff.models import User
from tickets.domain.message import signature_of
from tickets.models import Ticket


@dataclass(frozen=True)
class Ready:
    """A reply as it would stand in the letter."""

    name: str
    shortcut: str
    language: str
    body: str


def replies_for(ticket: Ticket, *, text: str, by: User) -> list[Ready]:
    """What to offer for the text typed after ``;``, with the values of this ticket and this person."""
    found = canned.matching(text, user=by, team=ticket.team)
    return [fill_in(reply, ticket=ticket, by=by) for reply in found]


def fill_in(reply: CannedReply, *, ticket: Ticket, by: User) -> Ready:
    """In the language of the customer, else of the site."""
    spoken = ticket.customer.language if ticket.customer else ticket.site.language
    chosen = canned.choose(reply, spoken, ticket.site.language)
    body = canned.fill(chosen.body, values_for(ticket, by=by, language=chosen.language))
    return Ready(reply.name, reply.shortcut, chosen.language, body)


def values_for(ticket: Ticket, *, by: User, language: str) -> dict[str, str]:
    """What each variable stands for. Somebody who left no name is called something all the same."""
    with translation.override(language):
        nameless = pgettext("instead of a name, as after Dear", "customer")
    return {
        Variable.CUSTOMER: ticket.customer.name if ticket.customer else nameless,
        Variable.TICKET: str(ticket.number),
        Variable.SITE: ticket.site.name,
        Variable.SIGNATURE: signature_of(by, site=ticket.site),
    }
