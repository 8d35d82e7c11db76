"""The page of one verb: a small form that stands alone, or inside the ticket when htmx asks for it."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from helpdesk.staff.requests import StaffRequest
from tickets.domain.errors import NotPossible
from tickets.models import Ticket


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
) -> HttpResponse:
    """GET shows the form; a valid POST calls ``act`` with its data and goes back to the ticket.

    What is wrong stands beside the field (422); what the domain refuses stands above the form (409). In
    both cases everything typed is still there.
    """
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                act(form.cleaned_data)
            except NotPossible as refusal:
                form.add_error(None, str(refusal))
                status = 409
            else:
                messages.success(request, done)
                return redirect(ticket)
    next(iter(form.fields.values())).widget.attrs["autofocus"] = True
    context = {"ticket": ticket, "form": form, "title": title, "submit": submit, "section": "queue"}
    return render(request, f"{template}#panel" if request.htmx else template, context, status=status)
