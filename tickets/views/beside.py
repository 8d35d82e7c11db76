from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from helpdesk.staff.requests import StaffRequest
from tickets.domain.policies import policies_for
from tickets.views.fetching import ticket_or_404


@login_required
@require_GET
def policies(request: StaffRequest, pk: int) -> HttpResponse:
    """The ticket's page loads this: what is in force for the case, and what exceptions were asked for."""
    ticket = ticket_or_404(request, pk)
    context = {
        "section": "queue",
        "ticket": ticket,
        "versions": policies_for(ticket, language=request.user.language, reader=request.user),
        "exceptions": ticket.exceptions.select_related("asked_by", "answered_by", "policy_version"),
    }
    template = "tickets/policies.html#panel" if request.htmx else "tickets/policies.html"
    return render(request, template, context)
