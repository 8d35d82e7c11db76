from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from helpdesk.staff.requests import StaffRequest
from tickets.domain.errors import NotPossible
from tickets.domain.origin import Origin
from tickets.domain.splitting import MOST, join_again
from tickets.forms.links import SplitForm
from tickets.views.fetching import workable_or_404


@login_required
@require_http_methods(["GET", "POST"])
def split(request: StaffRequest, pk: int) -> HttpResponse:
    """Choose what was said about something else; the page of a new ticket goes on with it."""
    ticket = workable_or_404(request, pk)
    form = SplitForm(request.POST if request.method == "POST" else None, ticket=ticket)
    if form.is_valid():
        chosen = tuple(form.cleaned_data["messages"].values_list("pk", flat=True))
        word = urlencode({"origin": Origin(ticket, chosen).word})
        return redirect(f"{reverse('tickets:new')}?{word}")
    context = {
        "section": "queue",
        "ticket": ticket,
        "form": form,
        "said": form.fields["messages"].queryset,  # type: ignore[attr-defined]  # of a choice among rows
        "most": MOST,
        "title": _("Split"),
    }
    status = 422 if request.method == "POST" else 200
    with timezone.override(ticket.site.zone):
        return render(request, "tickets/split.html", context, status=status)


@login_required
@require_POST
def joining(request: StaffRequest, pk: int) -> HttpResponse:
    """What was split off goes back to where it came from."""
    ticket = workable_or_404(request, pk)
    try:
        done = join_again(ticket, by=request.user, now=timezone.now())
    except NotPossible as refusal:
        messages.error(request, str(refusal))
        return redirect(ticket)
    said = {"number": ticket.number, "other": done.kept.number}
    messages.success(request, _("Ticket %(number)s goes on as ticket %(other)s.") % said)
    return redirect(done.kept)
