from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from customers.enums import Channel
from helpdesk.drafts.keeping import discard
from helpdesk.files.models import File
from helpdesk.staff.models import User
from helpdesk.staff.requests import StaffRequest
from tickets.domain.errors import NotPossible
from tickets.domain.message import add_message
from tickets.enums import Direction, MessageType
from tickets.forms.case import CaseForms
from tickets.models import Message, Ticket
from tickets.views.asked import Asked
from tickets.views.fetching import workable_or_404
from tickets.views.message import said_already
from tickets.views.new import show, with_files


@login_required
@require_POST
def addition(request: StaffRequest, pk: int) -> HttpResponse:
    """What was typed for a new ticket belongs to this one: it becomes what the customer said again.

    A letter or an e-mail typed in at the counter is noted like a visit.
    """
    ticket = workable_or_404(request, pk)
    asked = Asked.read(request.POST, user=request.user)
    forms = asked.read_forms(request.POST, request.FILES)
    if said_already(ticket, forms.form_key):
        return redirect(ticket)
    try:
        files, said = forms.files(of=ticket), forms.what_was_said()
        add(ticket, said, files, forms, by=request.user)
    except (ValidationError, NotPossible) as refusal:
        conflict = isinstance(refusal, NotPossible)
        for sentence in [str(refusal)] if isinstance(refusal, NotPossible) else refusal.messages:
            messages.error(request, sentence)
        typed = with_files(request.POST, forms)
        return show(request, asked, asked.fill(typed), typed, status=409 if conflict else 422)
    messages.success(request, _("Added to ticket %(number)s.") % {"number": ticket.number})
    return redirect(ticket)


@transaction.atomic
def add(ticket: Ticket, said: str, files: list[File], forms: CaseForms, *, by: User) -> None:
    """The message, with the files; the draft of the page is not needed any more."""
    kind = MessageType.CALL if forms.case["channel"].value() == Channel.PHONE else MessageType.VISIT
    message = Message(type=kind, direction=Direction.IN, body=said)
    add_message(ticket, message, by=by, form_key=forms.form_key, files=files)
    if forms.form_key:
        discard(forms.form_key, owner=by, now=timezone.now())
