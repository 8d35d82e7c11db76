"""What the page of a new ticket says while somebody types: the sum, a broken rule, possible duplicates."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from helpdesk.staff.guards import worker_required
from helpdesk.staff.requests import StaffRequest
from tickets.domain.duplicates import possible_duplicates
from tickets.domain.finding import find_customers
from tickets.domain.references import references_in
from tickets.forms.case import CaseForms
from tickets.views.asked import Asked

SHORTEST_TEXT = 2


@login_required
@worker_required
@require_POST
def preview(request: StaffRequest) -> HttpResponse:
    """Worked out from the fields that are right so far. Changes nothing: posted as it is long and private."""
    asked = Asked.read(request.POST, user=request.user)
    # Nobody chooses a policy here: they are not looked up with every letter.
    forms = asked.read_forms(request.POST, request.FILES, policies=())
    forms.details.full_clean()
    return render(request, "tickets/_preview.html", context_of(asked, forms))


@login_required
@worker_required
@require_GET
def customers(request: StaffRequest) -> HttpResponse:
    """Whom the search box offers for what is being typed."""
    text = request.GET.get("customer_text", "").strip()
    found = find_customers(text, user=request.user) if len(text) >= SHORTEST_TEXT else []
    return render(request, "tickets/_customers_found.html", {"found": found, "q": text})


def context_of(asked: Asked, forms: CaseForms) -> dict[str, Any]:
    values = getattr(forms.details, "cleaned_data", {})
    subject = str(forms.case["subject"].value() or forms.case["what_happened"].value() or "")
    return {
        "figure": forms.details.figure(),
        "outside_rule": forms.outside_rule(),
        "duplicates": possible_duplicates(
            user=asked.user,
            site=asked.team.site,
            now=timezone.now(),
            customer=forms.case.chosen_customer,
            references=references_in(values, asked.kind.model),
            subject=subject[:200],
        ),
    }
