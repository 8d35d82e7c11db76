"""Tickets that have to do with each other, for tests."""

from typing import Any

from django.utils import timezone

from customers.models import Customer
from helpdesk.staff.models import User
from tests.cast import log_case
from tickets.domain.linking import link
from tickets.domain.merge import merge
from tickets.domain.message import add_message
from tickets.domain.splitting import split_off
from tickets.enums import Direction, LinkType, MessageType
from tickets.models import Message, Ticket


def say(
    ticket: Ticket,
    body: str,
    *,
    by: User,
    type: MessageType = MessageType.CALL,
    direction: Direction = Direction.IN,
) -> Message:
    """The customer calls, unless said otherwise."""
    return add_message(ticket, Message(type=type, direction=direction, body=body), by=by)


def around(customer: Customer, *, by: User) -> dict[str, Any]:
    """One of everything, by what the table of addresses calls it."""
    now = timezone.now()
    same = log_case("enquiry", by=by, customer=customer)
    related = link(same, log_case("enquiry", by=by), type=LinkType.RELATED, by=by, now=now)
    said = say(same, "And the lift is stuck.", by=by)
    lift = log_case("service_request", by=by, customer=customer)
    split_off(lift, source=same, messages=[said.pk], by=by, now=now)
    twin = log_case("enquiry", by=by, customer=customer)
    done = merge(kept=same, merged=twin, by=by, now=now)
    return {"same": same.pk, "link": related.pk, "split_off": lift.pk, "merged": done.pk}
