"""Surveys on paper: the sheet to print, and typing in what stands on one that came back."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from helpdesk.staff.guards import worker_required
from helpdesk.staff.requests import StaffRequest
from surveys.domain.questions import asked_in
from surveys.domain.sheet import questionnaire_for, refuse_to_type_in, resolution_to_ask_about, type_in
from surveys.domain.sheet_code import code_of, number_in
from surveys.forms.answer import AnswerForm
from surveys.forms.sheet import SheetForm
from surveys.views.in_language import in_language, language_asked
from surveys.views.qr import qr
from tickets.domain.errors import NotPossible
from tickets.kinds import kind_of
from tickets.models import Resolution, Ticket
from tickets.views.fetching import ticket_or_404


@login_required
@worker_required
@require_GET
def sheet(request: StaffRequest, pk: int) -> HttpResponse:
    """The questions about a ticket, to print: in the customer's language, or in ``?language=``."""
    ticket = ticket_or_404(request, pk)
    context = {"section": "queue", "ticket": ticket}
    try:
        resolution = resolution_to_ask_about(ticket)
    except NotPossible as refusal:
        return render(request, "surveys/no_sheet.html", context | {"refusal": str(refusal)}, status=409)
    language = language_asked(request, usual=language_of(ticket))
    code = code_of(resolution.pk)
    context |= {
        "resolution": resolution,
        "site": ticket.site,
        "kind": kind_of(ticket.kind),
        "form": AnswerForm(asked=asked_about(resolution, language=language)),
        "code": code,
        "qr": qr(f"{reverse('surveys:sheet_typing', args=[code])}?language={language}"),
        "language": language,
        "languages": settings.LANGUAGES,
    }
    with timezone.override(ticket.site.zone):
        context["paper"] = in_language("surveys/_sheet.html", context, language=language, request=request)
        return render(request, "surveys/sheet.html", context)


@login_required
@worker_required
@require_GET
def sheets(request: StaffRequest) -> HttpResponse:
    """One box for the code in letters; a code that is right leads to its form."""
    form = SheetForm(request.GET if "code" in request.GET else None)
    if form.is_valid():
        return redirect("surveys:sheet_typing", code=form.cleaned_data["code"])
    context = {"section": "follow_ups", "form": form}
    return render(request, "surveys/sheets.html", context, status=422 if form.is_bound else 200)


@login_required
@worker_required
@require_http_methods(["GET", "POST"])
def sheet_typing(request: StaffRequest, code: str) -> HttpResponse:
    """Where the QR code leads: type in what stands on the sheet."""
    resolution = resolution_or_404(request, code)
    language = language_asked(request, usual=language_of(resolution.ticket))
    form = AnswerForm(request.POST or None, asked=asked_about(resolution, language=language))
    try:
        if request.method == "POST" and form.is_valid():
            type_in(resolution, form.given, language=language, by=request.user, now=timezone.now())
            messages.success(request, _("The answer on the sheet is kept."))
            return redirect("surveys:sheets")
        refuse_to_type_in(resolution, by=request.user)
    except NotPossible as refusal:
        return draw(request, resolution, form, language=language, refusal=str(refusal), status=409)
    status = 422 if request.method == "POST" else 200
    return draw(request, resolution, form, language=language, status=status)


def resolution_or_404(request: StaffRequest, code: str) -> Resolution:
    """Whatever is wrong with the code, and whatever may not be seen, does not exist."""
    number = number_in(code)
    if number is None:
        raise Http404
    seen = Resolution.objects.filter(ticket__in=Ticket.objects.visible_to(request.user))
    return get_object_or_404(seen.select_related("ticket__site", "ticket__customer", "by"), pk=number)


def language_of(ticket: Ticket) -> str:
    return ticket.customer.language if ticket.customer else ticket.site.language


def asked_about(resolution: Resolution, *, language: str) -> Any:
    site = resolution.ticket.site
    return asked_in(questionnaire_for(resolution), language=language, fallback=site.language)


def draw(
    request: StaffRequest,
    resolution: Resolution,
    form: AnswerForm,
    *,
    language: str,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    ticket = resolution.ticket
    context: dict[str, Any] = {
        "section": "follow_ups",
        "ticket": ticket,
        "resolution": resolution,
        "kind": kind_of(ticket.kind),
        "form": form,
        "refusal": refusal,
        # Nothing is typed where it would be refused; what was typed is shown all the same.
        "may_type": not refusal or form.is_bound,
        "language": language,
        "languages": settings.LANGUAGES,
    }
    with timezone.override(ticket.site.zone):
        context["script"] = in_language(
            "surveys/_questions.html", context, language=language, request=request
        )
        return render(request, "surveys/sheet_typing.html", context, status=status)
