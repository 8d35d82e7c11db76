"""The page of one verb of a follow-up: a small form that stands alone, or beside the promise.

As ``verb_page``, but it goes back to the list somebody came from.
"""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from helpdesk.staff.requests import StaffRequest
from tickets.domain.errors import NotPossible
from tickets.models import FollowUp, Ticket


def promise_page(
    request: StaffRequest,
    ticket: Ticket,
    form: forms.Form,
    *,
    title: str,
    submit: str,
    done: str,
    act: Callable[[dict[str, Any]], object],
    follow_up: FollowUp | None = None,
) -> HttpResponse:
    """GET shows the form; a valid POST acts and goes back to where somebody came from, else to the ticket.

    What is wrong stands beside the field (422); what the domain refuses stands above the form (409).
    """
    status, back = 200, way_back(request, ticket)
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
                return redirect(back)
    for field in list(form.fields.values())[:1]:
        field.widget.attrs["autofocus"] = True
    context = {
        "section": "follow_ups",
        "ticket": ticket,
        "follow_up": follow_up,
        "form": form,
        "title": title,
        "submit": submit,
        "back": back,
    }
    template = "tickets/follow_up.html#panel" if request.htmx else "tickets/follow_up.html"
    # By when something is promised is said at the site's clock.
    with timezone.override(ticket.site.zone):
        return render(request, template, context, status=status)


def way_back(request: StaffRequest, ticket: Ticket) -> str:
    """A page of ours that was named as ``back``, else the ticket's."""
    asked = request.POST.get("back") or request.GET.get("back", "")
    is_ours = asked.startswith("/") and url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if is_ours else ticket.get_absolute_url()
