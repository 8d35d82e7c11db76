from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from helpdesk.staff.requests import StaffRequest
from tickets.domain.policies import policies_for
from tickets.domain.resolution import reopen, resolve
from tickets.enums import Outcome
from tickets.forms.resolution import ReopeningForm, ResolutionForm
from tickets.kinds import kind_of
from tickets.views.fetching import workable_or_404
from tickets.views.verb import verb_page


@login_required
@require_http_methods(["GET", "POST"])
def resolution(request: StaffRequest, pk: int) -> HttpResponse:
    """Resolve the ticket."""
    ticket = workable_or_404(request, pk)
    return verb_page(
        request,
        ticket,
        ResolutionForm(
            request.POST or None,
            kind=kind_of(ticket.kind),
            policies=policies_for(ticket, language=request.user.language),
            is_erased=bool(ticket.customer and ticket.customer.erased_at),
        ),
        title=_("Resolve"),
        submit=_("Resolve"),
        done=_("Ticket %(number)s is resolved.") % {"number": ticket.number},
        act=lambda data: resolve(
            ticket,
            outcome=Outcome(data["outcome"]),
            closing_reason=data["closing_reason"],
            policy_version=data["policy_version"],
            explanation=data["explanation"],
            by=request.user,
        ),
    )


@login_required
@require_http_methods(["GET", "POST"])
def reopening(request: StaffRequest, pk: int) -> HttpResponse:
    """Open a resolved ticket again."""
    ticket = workable_or_404(request, pk)
    return verb_page(
        request,
        ticket,
        ReopeningForm(request.POST or None),
        title=_("Reopen"),
        submit=_("Reopen"),
        done=_("Ticket %(number)s is open again.") % {"number": ticket.number},
        act=lambda data: reopen(ticket, reason=data["reason"], by=request.user),
    )
