"""No more surveys: the customer's one button, and the way back for staff."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from helpdesk.staff.guards import worker_required
from helpdesk.staff.requests import StaffRequest
from surveys.domain.invitation import find_by_token
from surveys.domain.opting_out import lift, opt_out
from surveys.models import OptOut
from surveys.views.answer import say
from tickets.domain.errors import NotPossible


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """One button. Mail programs press it themselves (RFC 8058), so it asks for neither cookie nor session.

    GET and HEAD change nothing. A link that has expired still serves: nobody is to be kept on a list.
    """
    invitation = find_by_token(token)
    if invitation is None:
        return say(request, "surveys/unknown.html", status=404)
    ticket = invitation.resolution.ticket
    with translation.override(invitation.language), timezone.override(ticket.site.zone):
        done = request.method == "POST"
        if done:
            opt_out(invitation, now=timezone.now())
        return say(request, "surveys/unsubscribe.html", {"ticket": ticket, "done": done})


@login_required
@require_POST
@worker_required
def lifting(request: StaffRequest, pk: int) -> HttpResponse:
    """The customer wants to be asked again."""
    wish = get_object_or_404(OptOut.objects.visible_to(request.user), pk=pk)
    try:
        lift(wish, by=request.user, now=timezone.now())
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("They get surveys again."))
    return redirect("customers:detail", pk=wish.customer_id)
