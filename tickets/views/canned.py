from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from helpdesk.staff.requests import StaffRequest
from tickets.domain.canned import replies_for
from tickets.views.fetching import workable_or_404

LONGEST_TEXT = 60


@login_required
@require_GET
def canned_replies(request: StaffRequest, pk: int) -> HttpResponse:
    """What the composer offers after ``;``: replies with the values of this ticket, ready to be inserted."""
    ticket = workable_or_404(request, pk)
    text = request.GET.get("q", "")[:LONGEST_TEXT]
    context = {"ticket": ticket, "replies": replies_for(ticket, text=text, by=request.user)}
    return render(request, "tickets/_canned_replies.html", context)
