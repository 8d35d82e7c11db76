from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from customers.domain.erasure import erase, erased_entry, outlook
from customers.domain.errors import NotPossible
from customers.domain.mentions import mentions
from customers.forms.privacy import ErasureForm
from customers.models import Customer
from customers.views.fetching import kept_or_404
from helpdesk.staff.guards import supervisor_required
from helpdesk.staff.requests import StaffRequest


@login_required
@supervisor_required
@never_cache
@require_http_methods(["GET", "POST"])
def erasure(request: StaffRequest, pk: int) -> HttpResponse:
    """Show what goes, what stays and what holds it back, and ask once; afterwards, what was done."""
    customer = kept_or_404(request, pk)
    if customer.erased_at:
        return done(request, customer)
    form = ErasureForm(request.POST or None, name=customer.name)
    if request.method != "POST":
        return ask(request, customer, form)
    if not form.is_valid():
        return ask(request, customer, form, status=422)
    try:
        erase(customer, by=request.user, because=form.cleaned_data["because"])
    except NotPossible as refusal:
        form.add_error(None, str(refusal))
        return ask(request, customer, form, status=409)
    return redirect("customers:erasure", pk=customer.pk)


def ask(request: StaffRequest, customer: Customer, form: ErasureForm, *, status: int = 200) -> HttpResponse:
    context = {
        "customer": customer,
        "form": form,
        "outlook": outlook(customer, user=request.user),
        "section": "customers",
    }
    return render(request, "customers/privacy/erasure.html", context, status=status)


def done(request: StaffRequest, customer: Customer) -> HttpResponse:
    """What the record says of it, and where a person should look now. A second POST ends here, too."""
    entry = erased_entry(customer)
    found = entry.details.get("mentions", {}) if entry else {}
    context = {
        "customer": customer,
        "entry": entry,
        "mentions": mentions(found, user=request.user),
        "section": "customers",
    }
    status = 409 if request.method == "POST" else 200
    return render(request, "customers/privacy/erased.html", context, status=status)
