"""The customer's page: no sign-in, one form, and nothing recorded by looking at it."""

from typing import Any

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from surveys.domain import answering
from surveys.domain.invitation import find_by_token
from surveys.domain.questions import questions_of
from surveys.domain.response import TooLate
from surveys.domain.signs import Given, read_stamp, stamp
from surveys.forms.answer import AnswerForm, PublicAnswerForm
from surveys.models import Invitation, KeptApart, Response

# Whoever sent too much may go on after this many seconds.
PAUSE = 600


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Show the survey, or keep the answer. GET and HEAD never record: mail scanners open every link."""
    invitation = find_by_token(token)
    if invitation is None:
        return say(request, "surveys/unknown.html", status=404)
    site = invitation.resolution.ticket.site
    with translation.override(invitation.language), timezone.override(site.zone):
        return answer_or_say_why_not(request, invitation, token=token)


@never_cache
@require_POST
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """The button of whoever does not answer, or did not give the answer there is."""
    invitation = find_by_token(token)
    if invitation is None:
        return say(request, "surveys/unknown.html", status=404)
    page = reverse("surveys:answer", args=[token])
    if is_too_much(request, invitation):
        return redirect(page)
    try:
        answering.leave(invitation, now=timezone.now())
    except TooLate:
        return redirect(page)
    return redirect(f"{page}?left")


def answer_or_say_why_not(request: HttpRequest, invitation: Invitation, *, token: str) -> HttpResponse:
    now = timezone.now()
    counted = Response.objects.filter(invitation=invitation).first()
    context: dict[str, Any] = {
        "invitation": invitation,
        "ticket": invitation.resolution.ticket,
        "counted": counted,
        "token": token,
    }
    if counted is not None and counted.is_locked(now=now):
        return say(request, "surveys/locked.html", context, status=403 if request.method == "POST" else 200)
    if invitation.is_expired(now=now):
        return say(request, "surveys/expired.html", context, status=410)
    if request.method != "POST":
        return show(request, invitation, context)
    form = PublicAnswerForm(request.POST, asked=questions_of(invitation))
    context |= {"form": form, "given": answering.standing(invitation)}
    context["stamp"] = request.POST.get("shown", "")
    if is_too_much(request, invitation):
        page = say(request, "surveys/answer.html", {**context, "wait": True}, status=429)
        page["Retry-After"] = str(PAUSE)
        return page
    if not form.is_valid():
        return say(request, "surveys/answer.html", context, status=422)
    try:
        keep(request, invitation, form)
    except TooLate:
        return say(request, "surveys/expired.html", context, status=410)
    return redirect(f"{reverse('surveys:answer', args=[token])}?thanks")


def show(request: HttpRequest, invitation: Invitation, context: dict[str, Any]) -> HttpResponse:
    """The form, with the score from the letter, or with the answer there is."""
    given = answering.standing(invitation)
    thanks = "thanks" in request.GET
    if given is None and thanks:
        given = invitation.kept_apart.undecided().last()
    form = form_to_show(request, invitation, given)
    context |= {"form": form, "given": given, "thanks": thanks and given, "left": "left" in request.GET}
    context["stamp"] = stamp(invitation, score=form.initial.get("score"), now=timezone.now())
    return say(request, "surveys/answer.html", context)


def form_to_show(
    request: HttpRequest, invitation: Invitation, given: Response | KeptApart | None
) -> AnswerForm:
    clicked, before = request.GET.get("score", ""), Given.by(given) if given else None
    return PublicAnswerForm.preselected(clicked, asked=questions_of(invitation), given=before)


def keep(request: HttpRequest, invitation: Invitation, form: AnswerForm) -> None:
    answering.take(
        invitation,
        form.given,
        shown=read_stamp(request.POST.get("shown", ""), invitation=invitation),
        ticked=form.cleaned_data["program"],
        now=timezone.now(),
    )


def is_too_much(request: HttpRequest, invitation: Invitation) -> bool:
    """More than a person sends, with this link or from this address. See ``survey`` in the settings."""
    return not ratelimit.consume(request, action="survey", key=str(invitation.pk))


def say(
    request: HttpRequest, template: str, context: dict[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    page = render(request, template, context, status=status)
    page["Content-Language"] = translation.get_language() or ""
    page["X-Robots-Tag"] = "noindex, nofollow"
    return page
