"""How every view of a ticket gets it: through what the person may see, else 404."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from helpdesk.staff.requests import StaffRequest
from tickets import rules
from tickets.models import Ticket
from tickets.models.ticket import TicketQuerySet


def visible_or_404(tickets: TicketQuerySet, request: StaffRequest, pk: int) -> Ticket:
    return get_object_or_404(tickets.visible_to(request.user).with_people(), pk=pk)


def ticket_or_404(request: StaffRequest, pk: int) -> Ticket:
    """With its people: enough for whatever is done to it."""
    return visible_or_404(Ticket.objects.all(), request, pk)


def workable_or_404(request: StaffRequest, pk: int) -> Ticket:
    """A ticket the person may also change."""
    ticket = ticket_or_404(request, pk)
    if not rules.may_work_on(request.user, ticket):
        raise Http404
    return ticket
