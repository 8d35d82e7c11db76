from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from helpdesk.staff.requests import StaffRequest
from tickets.domain.assignment import assign, take
from tickets.domain.errors import NotPossible
from tickets.forms.assignment import AssignmentForm
from tickets.views.fetching import workable_or_404
from tickets.views.verb import verb_page


@login_required
@require_http_methods(["GET", "POST"])
def assignment(request: StaffRequest, pk: int) -> HttpResponse:
    """Give the ticket to a team and a person."""
    ticket = workable_or_404(request, pk)
    return verb_page(
        request,
        ticket,
        AssignmentForm(request.POST or None, ticket=ticket),
        title=_("Assign"),
        submit=_("Assign"),
        done=_("Ticket %(number)s is assigned.") % {"number": ticket.number},
        over=("ticket.assigned",),
        act=lambda data: assign(ticket, team=data["team"], assignee=data["assignee"], by=request.user),
    )


@login_required
@require_POST
def taking(request: StaffRequest, pk: int) -> HttpResponse:
    """Take the ticket oneself."""
    ticket = workable_or_404(request, pk)
    try:
        take(ticket, by=request.user)
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    return redirect(ticket)
