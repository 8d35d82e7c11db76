"""Small things about a ticket: its priority, its tags, who watches it."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from helpdesk.staff.guards import worker_required
from helpdesk.staff.requests import StaffRequest
from tickets.domain.priority import prioritise
from tickets.domain.tags import coin, retag
from tickets.domain.watching import unwatch, watch
from tickets.forms.marks import PriorityForm, TagsForm
from tickets.models import Ticket
from tickets.views.fetching import ticket_or_404, workable_or_404
from tickets.views.verb import verb_page


@login_required
@require_http_methods(["GET", "POST"])
def priority(request: StaffRequest, pk: int) -> HttpResponse:
    """How much it presses, and why."""
    ticket = workable_or_404(request, pk)

    def act(data: dict[str, Any]) -> Ticket:
        return prioritise(ticket, data["priority"], because=data["because"], by=request.user)

    form = PriorityForm(request.POST or None, ticket=ticket)
    return verb_page(
        request,
        ticket,
        form,
        act=act,
        title=_("Priority"),
        submit=_("Save"),
        done=_("The priority is changed."),
        over=("ticket.prioritised",),
    )


@login_required
@require_http_methods(["GET", "POST"])
def tags(request: StaffRequest, pk: int) -> HttpResponse:
    """Mark it with words of the house, and take them off."""
    ticket = workable_or_404(request, pk)
    form = TagsForm(request.POST or None, ticket=ticket, user=request.user)

    @transaction.atomic
    def act(data: dict[str, Any]) -> Ticket:
        coined = [coin(data["new"], by=request.user).name] if data.get("new") else []
        return retag(ticket, add=[*form.added, *coined], remove=form.removed, by=request.user)

    return verb_page(
        request,
        ticket,
        form,
        act=act,
        title=_("Tags"),
        submit=_("Save"),
        done=_("The tags are saved."),
    )


@login_required
@require_POST
@worker_required
def watching(request: StaffRequest, pk: int) -> HttpResponse:
    """Hear of it, or no longer."""
    ticket = ticket_or_404(request, pk)
    if request.POST.get("watch") == "on":
        watch(ticket, request.user)
    else:
        unwatch(ticket, request.user)
    return redirect(ticket)
