from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from helpdesk.staff.models import User
from helpdesk.staff.requests import StaffRequest
from tickets.domain.customer import set_customer
from tickets.forms.customer import CustomerOfTicketForm
from tickets.models import Ticket
from tickets.views.fetching import workable_or_404
from tickets.views.verb import verb_page


@login_required
@require_http_methods(["GET", "POST"])
def customer_of(request: StaffRequest, pk: int) -> HttpResponse:
    """Say whose ticket it is: a walk-in who tells their name later, or somebody mistaken for another."""
    ticket = workable_or_404(request, pk)
    form = CustomerOfTicketForm(request.POST or None, user=request.user, ticket=ticket)
    return verb_page(
        request,
        ticket,
        form,
        title=_("Who was it?"),
        submit=_("Save"),
        done=_("The customer is noted."),
        act=lambda _data: write(ticket, form, by=request.user),
        template="tickets/who.html",
    )


@transaction.atomic
def write(ticket: Ticket, form: CustomerOfTicketForm, *, by: User) -> None:
    set_customer(ticket, form.customer_for(by=by, site=ticket.site), by=by)
