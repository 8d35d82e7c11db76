"""Asking customers by phone: the call list, and the page of one call."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from helpdesk.paging import page_of
from helpdesk.staff.guards import worker_required
from helpdesk.staff.requests import StaffRequest
from surveys.domain.call import give_back, keep_answer, note_call
from surveys.domain.phone_survey import on_list, take_next
from surveys.domain.questions import asked_in
from surveys.enums import PhoneStatus
from surveys.forms.answer import AnswerForm
from surveys.forms.call import CallForm
from surveys.models import PhoneSurvey
from surveys.views.in_language import in_language, language_asked
from tickets.domain.errors import NotPossible
from tickets.kinds import kind_of


@login_required
@worker_required
@require_GET
def calls(request: StaffRequest) -> HttpResponse:
    """Whom the person may call, who waits longest first. Names and numbers come with the call."""
    now = timezone.now()
    page = page_of(on_list(request.user), request.GET, keys=("next_call_at", "invitation_id"))
    context = {"section": "follow_ups", "page": page, "now": now}
    return render(request, "surveys/calls.html", context)


@login_required
@worker_required
@require_POST
def next_call(request: StaffRequest) -> HttpResponse:
    """Take the next call, or go on with the one in hand."""
    survey = take_next(by=request.user, now=timezone.now())
    if survey is None:
        messages.info(
            request, _("Nobody is to be called now. Perhaps it is too early or too late in the day.")
        )
        return redirect("surveys:calls")
    return redirect("surveys:call", pk=survey.pk)


@login_required
@worker_required
@require_http_methods(["GET", "POST"])
def call(request: StaffRequest, pk: int) -> HttpResponse:
    """Whom to call and what to ask; POST keeps what they answered."""
    survey = survey_or_404(request, pk)
    if request.method != "POST":
        return draw(request, survey) if is_in_hand(request, survey) else back_to_list(request)
    form = AnswerForm(request.POST, asked=asked_of(request, survey))
    if not form.is_valid():
        return draw(request, survey, answer=form, status=422)
    try:
        keep_answer(survey, form.given, by=request.user, now=timezone.now())
    except NotPossible as refusal:
        return draw(request, survey, answer=form, refusal=str(refusal), status=409)
    messages.success(request, _("The answer is kept. Thank you for calling."))
    return redirect("surveys:calls")


@login_required
@worker_required
@require_POST
def call_outcome(request: StaffRequest, pk: int) -> HttpResponse:
    """They were not reached, or did not answer the questions."""
    survey = survey_or_404(request, pk)
    with timezone.override(survey.site.zone):
        form = call_form(survey, request.POST)
        right = form.is_valid()
    if not right:
        return draw(request, survey, outcome=form, status=422)
    try:
        note_call(survey, by=request.user, now=timezone.now(), **form.told)
    except NotPossible as refusal:
        return draw(request, survey, outcome=form, refusal=str(refusal), status=409)
    messages.success(request, _("The call is noted."))
    return redirect("surveys:calls")


@login_required
@worker_required
@require_POST
def giving_back(request: StaffRequest, pk: int) -> HttpResponse:
    """Somebody else may make the call."""
    give_back(survey_or_404(request, pk), by=request.user)
    return redirect("surveys:calls")


def survey_or_404(request: StaffRequest, pk: int) -> PhoneSurvey:
    return get_object_or_404(PhoneSurvey.objects.visible_to(request.user).with_case(), pk=pk)


def is_in_hand(request: StaffRequest, survey: PhoneSurvey) -> bool:
    return survey.status == PhoneStatus.WAITING and survey.held_by_id == request.user.pk


def back_to_list(request: StaffRequest) -> HttpResponse:
    messages.info(request, _("This call is not in your hands any more."))
    return redirect("surveys:calls")


def call_form(survey: PhoneSurvey, data: Any = None) -> CallForm:
    return CallForm(data, resolved_at=survey.invitation.resolution.at, now=timezone.now())


def asked_of(request: StaffRequest, survey: PhoneSurvey) -> Any:
    invitation = survey.invitation
    language = language_asked(request, usual=invitation.language)
    return asked_in(invitation.questionnaire, language=language, fallback=survey.site.language)


def draw(
    request: StaffRequest,
    survey: PhoneSurvey,
    *,
    answer: AnswerForm | None = None,
    outcome: CallForm | None = None,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    """What is needed for the call and no more: nothing of what the case is about."""
    invitation = survey.invitation
    ticket, language = invitation.resolution.ticket, language_asked(request, usual=invitation.language)
    answer = answer or AnswerForm(asked=asked_of(request, survey))
    context: dict[str, Any] = {
        "section": "follow_ups",
        "survey": survey,
        "site": survey.site,
        # Whoever has lost the call keeps what they typed, not the number.
        "customer": ticket.customer if is_in_hand(request, survey) else None,
        "kind": kind_of(ticket.kind),
        "resolved_at": invitation.resolution.at,
        "attempts": survey.attempts.select_related("by"),
        "form": answer,
        "outcome": outcome or call_form(survey),
        "refusal": refusal,
        "language": language,
        "languages": settings.LANGUAGES,
    }
    with timezone.override(survey.site.zone):
        context["greeting"] = in_language(
            "surveys/_greeting.html", context, language=language, request=request
        )
        context["script"] = in_language(
            "surveys/_questions.html", context, language=language, request=request
        )
        return render(request, "surveys/call.html", context, status=status)
