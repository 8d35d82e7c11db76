from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from helpdesk.staff.requests import StaffRequest
from tickets import rules
from tickets.domain.errors import NotPossible
from tickets.domain.lifecycle import PLAIN, move
from tickets.enums import Status
from tickets.views.fetching import workable_or_404


@login_required
@require_POST
def status(request: StaffRequest, pk: int) -> HttpResponse:
    """Put on hold, wait for the customer, open, close: the moves that need no words."""
    ticket = workable_or_404(request, pk)
    wanted = request.POST.get("status", "")
    if wanted not in PLAIN or (wanted == Status.CLOSED and not rules.may_close(request.user)):
        raise Http404
    if ticket.status == Status.RESOLVED and wanted == Status.OPEN:
        # Reopening needs a reason and has a page of its own.
        raise Http404
    try:
        moved = move(ticket, Status(wanted), by=request.user)
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request,
            _("Ticket %(number)s: %(status)s.")
            % {"number": ticket.number, "status": moved.get_status_display().lower()},
        )
    return redirect(ticket)
