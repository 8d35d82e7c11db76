from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from customers.domain.merge import undoable
from customers.domain.notices import history_of
from customers.domain.search import find
from customers.forms.notice import NoticeForm
from customers.views.fetching import kept_or_404
from customers.views.people import people_rows
from helpdesk.paging import page_of
from helpdesk.record.models import Entry
from helpdesk.staff.requests import StaffRequest

SUGGESTIONS = 8
ENTRIES = 50


@login_required
@require_GET
def customer_list(request: StaffRequest) -> HttpResponse:
    """Customers by name, or those found by ``q``; 50 a page."""
    text = request.GET.get("q", "").strip()
    found = find(text, user=request.user).with_contact_points().with_notices(on=timezone.localdate())
    page = page_of(found, request.GET, keys=("folded_name", "id"))
    context = {"page": page, "rows": people_rows(page.rows), "q": text, "section": "customers"}
    return render(request, "customers/list.html", context)


@login_required
@require_GET
def customer_suggestions(request: StaffRequest) -> HttpResponse:
    """The few best matches for what is being typed, as a fragment for the search box."""
    text = request.GET.get("customer_text", "").strip()
    found = find(text, user=request.user).with_contact_points().with_notices(on=timezone.localdate())
    people = found[:SUGGESTIONS] if len(text) > 1 else []
    return render(request, "customers/_suggestions.html", {"customers": people, "q": text})


@login_required
@require_GET
def customer_detail(request: StaffRequest, pk: int) -> HttpResponse:
    """Who they are, how to reach them, what one must know of them, and everything that ever happened.

    The number of a merged customer leads to the one that was kept. Of an erased one what is left is shown.
    """
    customer = kept_or_404(request, pk)
    if customer.pk != pk:
        return redirect("customers:detail", pk=customer.pk)
    today = timezone.localdate()
    context = {
        "section": "customers",
        "customer": customer,
        "history": history_of(customer, on=today, user=request.user),
        "notice_form": NoticeForm(today=today),
        "undoable": undoable(customer, now=timezone.now()),
        "entries": Entry.objects.about(customer).order_by("-sequence")[:ENTRIES],
    }
    return render(request, "customers/detail.html", context)
