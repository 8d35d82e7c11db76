from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from helpdesk.drafts.rescue import keeps_what_was_typed
from helpdesk.staff.guards import worker_required
from helpdesk.staff.requests import StaffRequest
from tickets import rules
from tickets.domain.colleagues import offered
from tickets.domain.errors import NotPossible
from tickets.domain.message import Crossed, add_message
from tickets.domain.taking_back import take_back
from tickets.enums import Direction, Status
from tickets.forms.message import MessageForm
from tickets.models import Message, Ticket
from tickets.views.fetching import ticket_or_404, workable_or_404
from tickets.views.ticket import ticket_page

LONGEST_NAME = 60


@keeps_what_was_typed(page="tickets:detail")
@login_required
@require_POST
@worker_required
def message(request: StaffRequest, pk: int) -> HttpResponse:
    """Reply, note, call or visit."""
    ticket = ticket_or_404(request, pk)
    form = MessageForm(request.POST, request.FILES, ticket=ticket, user=request.user)
    if not rules.may_work_on(request.user, ticket):
        # Closed or merged while somebody wrote: there is no composer to give it back in.
        return ticket_page(request, pk, unsent=form["body"].value(), status=409)
    if said := said_already(ticket, form["form_key"].value()):
        return redirect(f"{ticket.get_absolute_url()}#message-{said.pk}")
    if not form.is_valid():
        return again(request, ticket, form, status=422)
    waits = form.cleaned_data["wait"] and form.instance.direction == Direction.OUT
    try:
        said = add_message(
            ticket,
            form.instance,
            by=request.user,
            then=Status.PENDING if waits and ticket.status != Status.RESOLVED else None,
            form_key=form.cleaned_data["form_key"],
            files=form.cleaned_data["files"],
            seen=form.cleaned_data["seen"],
        )
    except Crossed as refusal:
        return again(request, ticket, form, crossed=refusal.news, status=409)
    except NotPossible as refusal:
        form.add_error(None, str(refusal))
        return again(request, ticket, form, status=409)
    return redirect(f"{ticket.get_absolute_url()}#message-{said.pk}")


def again(request: StaffRequest, ticket: Ticket, form: MessageForm, **context: Any) -> HttpResponse:
    """The page as it is now, with what was typed."""
    return ticket_page(request, ticket.pk, composer=form, **context)


def said_already(ticket: Ticket, key: object) -> Message | None:
    """The message this composer has made before: its files are attached to it."""
    try:
        return ticket.messages.filter(form_key=UUID(str(key))).first()
    except ValueError:
        return None


@login_required
@require_POST
def undo(request: StaffRequest, pk: int, number: int) -> HttpResponse:
    """Take a reply back before its letter leaves; what was written is in the composer again."""
    ticket = workable_or_404(request, pk)
    said = get_object_or_404(ticket.messages.select_related("ticket"), pk=number, author=request.user)
    try:
        draft = take_back(said, by=request.user, now=timezone.now())
    except NotPossible as refusal:
        messages.error(request, str(refusal))
        return redirect(f"{ticket.get_absolute_url()}#message-{number}")
    return redirect(f"{ticket.get_absolute_url()}?draft={draft}#composer")


@login_required
@require_GET
def colleagues(request: StaffRequest, pk: int) -> HttpResponse:
    """What the composer offers after ``@`` in a note."""
    ticket = workable_or_404(request, pk)
    people = offered(ticket, text=request.GET.get("q", "")[:LONGEST_NAME], by=request.user)
    return render(request, "tickets/_colleagues.html", {"people": people})
