from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from helpdesk.staff.guards import worker_required
from helpdesk.staff.requests import StaffRequest
from tickets.domain.assignment import take_next


@login_required
@worker_required
@require_POST
def next_ticket(request: StaffRequest) -> HttpResponse:
    """Give the person the next ticket of their teams, and open it."""
    ticket = take_next(by=request.user)
    if ticket is not None:
        return redirect(ticket)
    if request.user.team_ids:
        messages.info(request, _("Nothing waits for somebody in your teams."))
    else:
        messages.info(request, _("You are in no team, so there is no next ticket for you."))
    return redirect("tickets:queue")
