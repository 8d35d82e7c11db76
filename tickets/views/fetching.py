"""How every view of a ticket gets it: through what the person may see, else 404."""

from django.http import Http404

from helpdesk.staff.requests import StaffRequest
from tickets import rules
from tickets.domain.looking_up import look_up, look_up_with_links
from tickets.models import Ticket


def ticket_or_404(request: StaffRequest, pk: int) -> Ticket:
    """With its people: enough for whatever is done to it."""
    return there(look_up(pk, reader=request.user))


def linked_ticket_or_404(request: StaffRequest, pk: int) -> Ticket:
    """Also with the tickets it has to do with."""
    return there(look_up_with_links(pk, reader=request.user))


def there(ticket: Ticket | None) -> Ticket:
    if ticket is None:
        raise Http404
    return ticket


def workable_or_404(request: StaffRequest, pk: int) -> Ticket:
    """A ticket the person may also change."""
    ticket = ticket_or_404(request, pk)
    if not rules.may_work_on(request.user, ticket):
        raise Http404
    return ticket
