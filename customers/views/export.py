from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from customers.domain.errors import NotPossible
from customers.domain.export import export as make_export
from customers.domain.export import what_prevents
from customers.models import Customer
from customers.views.fetching import kept_or_404
from helpdesk.staff.guards import supervisor_required
from helpdesk.staff.requests import StaffRequest


@login_required
@supervisor_required
@never_cache
@require_http_methods(["GET", "POST"])
def export(request: StaffRequest, pk: int) -> HttpResponseBase:
    """Say what is in it; a POST makes it, records that it was made, and hands it over."""
    customer = kept_or_404(request, pk)
    if request.method != "POST":
        return page(request, customer, refusal=what_prevents(customer, user=request.user))
    try:
        archive = make_export(customer, by=request.user)
    except NotPossible as refusal:
        return page(request, customer, refusal=str(refusal), status=409)
    # By number: the name of a file ends up in many places.
    name = f"customer-{customer.pk}-{timezone.localdate():%Y-%m-%d}.zip"
    return FileResponse(archive, as_attachment=True, filename=name, content_type="application/zip")


def page(request: StaffRequest, customer: Customer, *, refusal: str, status: int = 200) -> HttpResponse:
    context = {"customer": customer, "refusal": refusal, "section": "customers"}
    return render(request, "customers/privacy/export.html", context, status=status)
