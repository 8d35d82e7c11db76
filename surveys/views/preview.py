"""The customer's page as it would look, and the letter that leads to it: nothing here can be answered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from allauth.core import ratelimit
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from helpdesk.staff.guards import overseer_required, supervisor_required
from helpdesk.staff.requests import StaffRequest
from surveys.domain.place import Place
from surveys.domain.questionnaire import draft_at
from surveys.domain.questions import current_questions
from surveys.domain.survey_rules import rules_for
from surveys.domain.trial_letter import send_trial
from surveys.domain.written import Written, as_asked, written
from surveys.forms.answer import PublicAnswerForm
from surveys.forms.typed_questions import typed_in
from surveys.models import Questionnaire
from surveys.views.places import place_or_404
from surveys.views.questionnaire import address_of, show

LANGUAGES = dict(settings.LANGUAGES)
# Whoever sent too many letters may go on after this many seconds.
PAUSE = 3600


@never_cache
@login_required
@overseer_required
@require_http_methods(["GET", "POST"])
def preview(request: StaffRequest, site: int, kind: str, language: str) -> HttpResponse:
    """The draft, or what is asked now where there is none; of a form that is sent, what was typed."""
    place = place_or_404(request, site, kind)
    if request.method == "POST":
        return draw(request, place, typed_in(request.POST), language=language)
    asked = draft_at(place) or current_questions(place.site.pk, place.kind)
    others = {code: reverse("surveys:preview", args=[site, kind, code]) for code in LANGUAGES}
    return draw(request, place, written(asked), language=language, others=others)


@login_required
@overseer_required
@require_GET
def version_preview(request: StaffRequest, site: int, kind: str, number: int, language: str) -> HttpResponse:
    """One that was published."""
    place = place_or_404(request, site, kind)
    published = Questionnaire.objects.published().visible_to(request.user)
    one = get_object_or_404(published, site=place.site, kind=place.kind, number=number)
    others = {code: reverse("surveys:version_preview", args=[site, kind, number, code]) for code in LANGUAGES}
    return draw(request, place, written(one), language=language, others=others)


def draw(
    request: StaffRequest,
    place: Place,
    questions: Sequence[Written],
    *,
    language: str,
    others: dict[str, str] | None = None,
) -> HttpResponse:
    """With no token and no button that sends anything. ``others`` are its addresses in each language."""
    if language not in LANGUAGES:
        raise Http404
    asked = as_asked(questions, language=language, fallback=place.site.language)
    now = timezone.now()
    context: dict[str, Any] = {
        "preview": told(place, others or {}, language=language),
        "ticket": {"site": place.site},
        "invitation": {
            "resolution": {"at": now},
            "expires_at": now + rules_for(place.site.pk, place.kind).expires_after,
        },
        "form": PublicAnswerForm.preselected(request.GET.get("score", ""), asked=asked),
    }
    with translation.override(language), timezone.override(place.site.zone):
        page = render(request, "surveys/answer.html", context)
    page["Content-Language"] = language
    return page


def told(place: Place, others: dict[str, str], *, language: str) -> dict[str, Any]:
    """The line above it, in the language of whoever looks, not in that of the page."""
    kept, typed = _("Preview: nothing is sent from here."), _("Preview of what you typed. Not kept yet.")
    return {
        "said": kept if others else typed,
        "language": translation.get_language(),
        "back": address_of(place) if others else "",
        "back_said": _("Back to the questions"),
        "others": [(code, str(LANGUAGES[code]), code == language, at) for code, at in others.items()],
    }


@login_required
@supervisor_required
@require_POST
def trial_letter(request: StaffRequest, site: int, kind: str) -> HttpResponse:
    """The survey letter, to whoever asks for it and to nobody else."""
    place, language = place_or_404(request, site, kind), request.POST.get("language", "")
    if language not in LANGUAGES:
        return show(request, place, status=422, refusal=_("Choose a language for the letter."))
    if not ratelimit.consume(request, action="survey_trial", key=str(request.user.pk)):
        refusal = _("You have sent yourself many of them. Please try again in an hour.")
        page = show(request, place, status=429, refusal=refusal)
        page["Retry-After"] = str(PAUSE)
        return page
    send_trial(place, language=language, by=request.user, now=timezone.now())
    messages.success(request, _("A test letter is on its way to %(email)s.") % {"email": request.user.email})
    return redirect(address_of(place))
