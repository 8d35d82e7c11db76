from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from customers.models import Customer
from helpdesk.staff.requests import StaffRequest
from tickets.models import Ticket

SHOWN = 100


@login_required
@require_GET
def of_customer(request: StaffRequest, pk: int) -> HttpResponse:
    """The customer's page loads this: their tickets, newest first, of the sites one sees."""
    customer = get_object_or_404(Customer.objects.visible_to(request.user), pk=pk)
    tickets = Ticket.objects.visible_to(request.user).filter(customer=customer).order_by("-id")[:SHOWN]
    context = {"section": "customers", "customer": customer, "tickets": tickets}
    template = "tickets/of_customer.html#panel" if request.htmx else "tickets/of_customer.html"
    return render(request, template, context)
