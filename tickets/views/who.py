from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from helpdesk.staff.models import User
from helpdesk.staff.requests import StaffRequest
from tickets.domain.customer import set_customer
from tickets.domain.errors import NotPossible
from tickets.forms.customer import CustomerOfTicketForm
from tickets.models import Ticket
from tickets.views.fetching import workable_or_404


@login_required
@require_http_methods(["GET", "POST"])
def customer_of(request: StaffRequest, pk: int) -> HttpResponse:
    """Say whose ticket it is: a walk-in who tells their name later, or somebody mistaken for another."""
    ticket = workable_or_404(request, pk)
    form = CustomerOfTicketForm(request.POST or None, user=request.user, ticket=ticket)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                write(ticket, form, by=request.user)
            except NotPossible as refusal:
                form.add_error(None, str(refusal))
                status = 409
            else:
                messages.success(request, _("The customer is noted."))
                return redirect(ticket)
    context = {"section": "queue", "ticket": ticket, "form": form}
    template = "tickets/who.html#panel" if request.htmx else "tickets/who.html"
    return render(request, template, context, status=status)


@transaction.atomic
def write(ticket: Ticket, form: CustomerOfTicketForm, *, by: User) -> None:
    set_customer(ticket, form.customer_for(by=by, site=ticket.site), by=by)
