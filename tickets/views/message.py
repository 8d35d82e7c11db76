from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from helpdesk.staff.requests import StaffRequest
from tickets.domain.errors import NotPossible
from tickets.domain.message import add_message
from tickets.enums import Direction, Status
from tickets.forms.message import MessageForm
from tickets.models import Message, Ticket
from tickets.views.fetching import workable_or_404
from tickets.views.ticket import ticket_page


@login_required
@require_POST
def message(request: StaffRequest, pk: int) -> HttpResponse:
    """Reply, note, call or visit."""
    ticket = workable_or_404(request, pk)
    form = MessageForm(request.POST, request.FILES, ticket=ticket, user=request.user)
    if said := said_already(ticket, form["form_key"].value()):
        return redirect(f"{ticket.get_absolute_url()}#message-{said.pk}")
    if not form.is_valid():
        return ticket_page(request, ticket, composer=form, status=422)
    waits = form.cleaned_data["wait"] and form.instance.direction == Direction.OUT
    try:
        said = add_message(
            ticket,
            form.instance,
            by=request.user,
            then=Status.PENDING if waits and ticket.status != Status.RESOLVED else None,
            form_key=form.cleaned_data["form_key"],
            files=form.cleaned_data["files"],
        )
    except NotPossible as refusal:
        form.add_error(None, str(refusal))
        return ticket_page(request, ticket, composer=form, status=409)
    return redirect(f"{ticket.get_absolute_url()}#message-{said.pk}")


def said_already(ticket: Ticket, key: object) -> Message | None:
    """The message this composer has made before: its files are attached to it."""
    try:
        return ticket.messages.filter(form_key=UUID(str(key))).first()
    except ValueError:
        return None
