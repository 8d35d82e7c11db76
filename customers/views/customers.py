from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from customers.domain.search import find
from customers.models import Customer
from helpdesk.paging import page_of
from helpdesk.record.models import Entry
from helpdesk.staff.requests import StaffRequest

SUGGESTIONS = 8


@login_required
@require_GET
def customer_list(request: StaffRequest) -> HttpResponse:
    """Customers by name, or those found by ``q``; 50 a page."""
    text = request.GET.get("q", "").strip()
    found = find(text, user=request.user).with_contact_points().prefetch_related("sites")
    page = page_of(found, request.GET, keys=("folded_name", "id"))
    return render(request, "customers/list.html", {"page": page, "q": text, "section": "customers"})


@login_required
@require_GET
def customer_suggestions(request: StaffRequest) -> HttpResponse:
    """The few best matches for what is being typed, as a fragment for the search box."""
    text = request.GET.get("customer_text", "").strip()
    found = find(text, user=request.user).with_contact_points()[:SUGGESTIONS] if len(text) > 1 else []
    return render(request, "customers/_suggestions.html", {"customers": found, "q": text})


@login_required
@require_GET
def customer_detail(request: StaffRequest, pk: int) -> HttpResponse:
    """Who they are, how to reach them, and what was recorded about them."""
    customer = get_object_or_404(Customer.objects.visible_to(request.user).with_contact_points(), pk=pk)
    entries = Entry.objects.about(customer).order_by("-sequence")[:50]
    return render(
        request,
        "customers/detail.html",
        {"customer": customer, "entries": entries, "section": "customers"},
    )
