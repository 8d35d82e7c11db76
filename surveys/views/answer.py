"""The customer's page: no sign-in, one form, and nothing recorded by looking at it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from surveys.domain import response as responses
from surveys.domain.invitation import find_by_token
from surveys.enums import Score
from surveys.forms.answer import AnswerForm
from surveys.models import Invitation, Response


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


def answer_or_say_why_not(request: HttpRequest, invitation: Invitation, *, token: str) -> HttpResponse:
    now = timezone.now()
    given = Response.objects.filter(invitation=invitation).first()
    context: dict[str, object] = {
        "invitation": invitation,
        "ticket": invitation.resolution.ticket,
        "given": given,
    }
    if given is not None and given.is_locked(now=now):
        return say(request, "surveys/locked.html", context, status=403 if request.method == "POST" else 200)
    if invitation.is_expired(now=now):
        return say(request, "surveys/expired.html", context, status=410)
    if request.method != "POST":
        context["form"] = form_to_show(request, given)
        context["thanks"] = given is not None and "thanks" in request.GET
        return say(request, "surveys/answer.html", context)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return say(request, "surveys/answer.html", {**context, "form": form}, status=422)
    try:
        responses.answer(
            invitation,
            score=Score(form.cleaned_data["score"]),
            solved=form.cleaned_data["solved"],
            comment=form.cleaned_data["comment"],
            now=now,
        )
    except responses.TooLate:
        return say(request, "surveys/expired.html", context, status=410)
    return redirect(f"{reverse('surveys:answer', args=[token])}?thanks")


def form_to_show(request: HttpRequest, given: Response | None) -> AnswerForm:
    clicked = request.GET.get("score", "")
    if given is None:
        return AnswerForm.preselected(clicked)
    return AnswerForm.preselected(clicked, score=given.score, solved=given.solved, comment=given.comment)


def say(
    request: HttpRequest, template: str, context: dict[str, object] | None = None, *, status: int = 200
) -> HttpResponse:
    page = render(request, template, context, status=status)
    page["Content-Language"] = translation.get_language() or ""
    page["X-Robots-Tag"] = "noindex, nofollow"
    return page
