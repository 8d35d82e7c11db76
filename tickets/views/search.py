from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from helpdesk.staff.requests import StaffRequest
from tickets.domain.search.reading import cleaned
from tickets.domain.search.results import search as search_everything


@login_required
@require_GET
def search(request: StaffRequest) -> HttpResponse:
    """Customers, tickets and messages that fit what was typed, the best first."""
    now = timezone.now()
    text = cleaned(request.GET.get("q", ""))
    context = {
        "section": "search",
        "q": text,
        "results": search_everything(text, user=request.user, after=request.GET.get("after", ""), now=now),
        "now": now,
    }
    return render(request, "tickets/search.html", context)
