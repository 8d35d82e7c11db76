from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from helpdesk.staff.guards import worker_required
from helpdesk.staff.requests import StaffRequest
from tickets.domain.duplicates import Duplicate, possible_duplicates
from tickets.domain.errors import NotPossible
from tickets.domain.merge import merge as join
from tickets.domain.unmerging import undo
from tickets.forms.links import MergeForm
from tickets.models import Ticket, TicketMerge
from tickets.models.ticket_merge import REVERSIBLE_FOR
from tickets.views.fetching import workable_or_404


@login_required
@require_http_methods(["GET", "POST"])
def merge(request: StaffRequest, pk: int) -> HttpResponse:
    """Go on with this ticket as another one; what looks like the same is offered."""
    ticket = workable_or_404(request, pk)
    form = MergeForm(
        request.POST or None, ticket=ticket, user=request.user, likely=alike(ticket, request=request)
    )
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            kept = form.cleaned_data["kept"]
            try:
                join(kept=kept, merged=ticket, by=request.user, now=timezone.now())
            except NotPossible as refusal:
                form.add_error(None, str(refusal))
                status = 409
            else:
                said = {"number": ticket.number, "other": kept.number}
                messages.success(request, _("Ticket %(number)s goes on as ticket %(other)s.") % said)
                return redirect(kept)
    return show(request, ticket, form, status=status)


def alike(ticket: Ticket, *, request: StaffRequest) -> list[Duplicate]:
    return possible_duplicates(
        user=request.user,
        site=ticket.site,
        now=timezone.now(),
        customer=ticket.customer,
        references=list(ticket.references.all()),
        subject=ticket.subject,
        apart_from=ticket,
    )


def show(request: StaffRequest, ticket: Ticket, form: MergeForm, *, status: int) -> HttpResponse:
    context = {
        "section": "queue",
        "ticket": ticket,
        "form": form,
        "title": _("Merge into another ticket"),
        "days": REVERSIBLE_FOR.days,
    }
    template = "tickets/merge.html#panel" if request.htmx else "tickets/merge.html"
    return render(request, template, context, status=status)


@login_required
@worker_required
@require_POST
def undo_merge(request: StaffRequest, pk: int) -> HttpResponse:
    """Take a merge back; then the ticket that was merged is there again."""
    done = get_object_or_404(
        TicketMerge.objects.visible_to(request.user).select_related("kept", "merged"), pk=pk
    )
    try:
        merged = undo(done, by=request.user, now=timezone.now())
    except NotPossible as refusal:
        messages.error(request, str(refusal))
        return redirect(done.kept)
    said = {"number": merged.number, "other": done.kept.number}
    messages.success(request, _("Ticket %(number)s is no longer part of ticket %(other)s.") % said)
    return redirect(merged)
