from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from helpdesk.staff.guards import worker_required
from helpdesk.staff.requests import StaffRequest
from tickets.domain.errors import NotPossible
from tickets.domain.linking import link, unlink
from tickets.forms.links import LinkForm
from tickets.models import Link
from tickets.views.fetching import ticket_or_404
from tickets.views.verb import verb_page


@login_required
@worker_required
@require_http_methods(["GET", "POST"])
def links(request: StaffRequest, pk: int) -> HttpResponse:
    """Say what the ticket has to do with another one; a closed one, too, as long as the other is open."""
    ticket = ticket_or_404(request, pk)
    return verb_page(
        request,
        ticket,
        LinkForm(request.POST or None, ticket=ticket, user=request.user),
        title=_("Link with another ticket"),
        submit=_("Link"),
        done=_("The tickets are linked."),
        act=lambda data: link(*data["pair"], type=data["type"], by=request.user, now=timezone.now()),
    )


@login_required
@worker_required
@require_POST
def unlinking(request: StaffRequest, pk: int) -> HttpResponse:
    """Take a link away; ``?from=`` says on which of the two pages that was done."""
    found = get_object_or_404(Link.objects.visible_to(request.user).select_related("ticket", "other"), pk=pk)
    back = found.other if request.GET.get("from") == str(found.other_id) else found.ticket
    try:
        unlink(found, by=request.user, now=timezone.now())
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The link is taken away."))
    return redirect(back)
