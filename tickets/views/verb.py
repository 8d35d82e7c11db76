"""The page of one verb: a small form that stands alone, or inside the ticket when htmx asks for it."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render

from helpdesk.record.models import Entry
from helpdesk.staff.requests import StaffRequest
from tickets.domain.errors import NotPossible
from tickets.domain.locking import lock
from tickets.models import Escalation, RuleException, Ticket


def verb_page(
    request: StaffRequest,
    ticket: Ticket,
    form: forms.BaseForm,
    *,
    title: str,
    submit: str,
    act: Callable[[dict[str, Any]], object],
    done: str,
    template: str = "tickets/verb.html",
    over: tuple[str, ...] = (),
    asked: Escalation | RuleException | None = None,
) -> HttpResponse:
    """GET shows the form; a valid POST calls ``act`` with its data and goes back to the ticket.

    What is wrong stands beside the field (422); what the domain refuses stands above the form (409). In
    both cases everything typed is still there. ``over`` are the verbs of the record whose outcome the form
    would write over: what a colleague did of them since the form was opened is shown first (409), and sending
    the form again means it. ``asked`` is the question that is answered, to be read above the form.
    """
    status = 200
    crossed: list[Entry] = []
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                crossed = act_unless_crossed(request, ticket, form, act=act, over=over)
            except NotPossible as refusal:
                form.add_error(None, str(refusal))
                status = 409
            else:
                if not crossed:
                    messages.success(request, done)
                    return redirect(ticket)
                status = 409
    next(iter(form.fields.values())).widget.attrs["autofocus"] = True
    context = {"ticket": ticket, "form": form, "title": title, "submit": submit, "section": "queue"}
    context |= {"asked": asked, "crossed": crossed, "seen": newest_of(ticket) if over else None}
    return render(request, f"{template}#panel" if request.htmx else template, context, status=status)


def act_unless_crossed(
    request: StaffRequest,
    ticket: Ticket,
    form: forms.BaseForm,
    *,
    act: Callable[[dict[str, Any]], object],
    over: tuple[str, ...],
) -> list[Entry]:
    """Act, unless a colleague did one of ``over`` since the form was opened: then what they did."""
    seen = request.POST.get("seen", "")
    if not over or not (seen.isascii() and seen.isdigit() and len(seen) < 10):
        act(form.cleaned_data)
        return []
    with transaction.atomic():
        lock(ticket)
        since = Entry.objects.about(ticket).filter(sequence__gt=int(seen), verb__in=over)
        crossed = list(since.exclude(by=request.user))
        if not crossed:
            act(form.cleaned_data)
    return crossed


def newest_of(ticket: Ticket) -> int:
    """Where the record of the ticket ends."""
    return Entry.objects.about(ticket).order_by("-sequence").values_list("sequence", flat=True).first() or 0
