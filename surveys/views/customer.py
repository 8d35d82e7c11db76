from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from customers.views.fetching import kept_or_404
from helpdesk.staff.requests import StaffRequest
from surveys.domain.reading import read_by
from surveys.models import OptOut
from surveys.models.response import reads_answers
from surveys.views.told import told_of

SHOWN = 20


@login_required
@require_GET
def of_customer(request: StaffRequest, pk: int) -> HttpResponse:
    """The customer's page loads this: their newest answers, as far as the person may read them."""
    customer = kept_or_404(request, pk)
    answers = read_by(request.user).filter(invitation__resolution__ticket__customer=customer)
    context = {
        "section": "customers",
        "customer": customer,
        "answers": told_of(answers.order_by("-answered_at", "-id")[:SHOWN]),
        "reads_answers": reads_answers(request.user),
        "may_review": request.user.can_supervise,
        "opt_out": OptOut.objects.in_force().filter(customer=customer).first(),
    }
    template = "surveys/of_customer.html#panel" if request.htmx else "surveys/of_customer.html"
    return render(request, template, context)
