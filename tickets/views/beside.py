from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from helpdesk.staff.requests import StaffRequest
from tickets import rules
from tickets.domain.policies import policies_for
from tickets.views.fetching import linked_ticket_or_404


@login_required
@require_GET
def beside(request: StaffRequest, pk: int) -> HttpResponse:
    """The ticket's page loads this, again whenever it is renewed: what is near the case, and not part of it.

    The tickets it has to do with, what exceptions were asked for, and the policies in force.
    """
    ticket = linked_ticket_or_404(request, pk)
    context = {
        "section": "queue",
        "ticket": ticket,
        "may_work": rules.may_work_on(request.user, ticket),
        "versions": policies_for(ticket, language=request.user.language, reader=request.user),
        "exceptions": ticket.exceptions.select_related("asked_by", "answered_by", "policy_version"),
    }
    template = "tickets/beside.html#panel" if request.htmx else "tickets/beside.html"
    return render(request, template, context)
