"""How every view of a ticket gets it: through what the person may see, else 404."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from helpdesk.staff.requests import StaffRequest
from tickets import rules
from tickets.models import Ticket


def ticket_or_404(request: StaffRequest, pk: int) -> Ticket:
    """With its people, the options explained, how to reach the customer, and what one must know of them."""
    tickets = Ticket.objects.visible_to(request.user).with_people().with_options()
    tickets = tickets.select_related("created_by").with_customer(on=timezone.localdate())
    return get_object_or_404(tickets, pk=pk)


def workable_or_404(request: StaffRequest, pk: int) -> Ticket:
    """A ticket the person may also change."""
    ticket = ticket_or_404(request, pk)
    if not rules.may_work_on(request.user, ticket):
        raise Http404
    return ticket
