"""What a site asks: what it asks now, the draft of what comes next, and what it asked before."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from helpdesk.staff.guards import overseer_required, supervisor_required
from helpdesk.staff.requests import StaffRequest
from surveys.domain import questionnaire as domain
from surveys.domain.place import Place, places_at
from surveys.domain.questions import Asked, asked_in
from surveys.domain.written import written
from surveys.forms.questionnaire import QuestionnaireForm
from surveys.forms.typed_questions import rearranged, typed_in
from surveys.models import Questionnaire
from surveys.views.places import newest_entries, place_or_404
from tickets.domain.errors import NotPossible


@login_required
@overseer_required
@require_GET
def questionnaires(request: StaffRequest) -> HttpResponse:
    """Each site, what it asks now, and the drafts there are."""
    lines = domain.lines(place for site in request.user.sites for place in places_at(site))
    rows: dict[int, list[dict[str, Any]]] = {}
    for line in lines:
        rows.setdefault(line.place.site.pk, []).append(row_of(line))
    sites = [(site, rows[site.pk]) for site in request.user.sites]
    return render(request, "surveys/questionnaires.html", {"section": "surveys", "sites": sites})


def row_of(line: domain.Line) -> dict[str, Any]:
    """Every kind has a row; a kind has one when it has something of its own."""
    has_own = bool(line.current or line.draft or not line.place.kind)
    asked = read(line.current, line.place) if line.current or not line.place.kind else []
    return {"line": line, "place": line.place, "has_own": has_own, "asked": asked}


def read(questionnaire: Questionnaire | None, place: Place) -> list[Asked]:
    """As somebody reads it who speaks the reader's language."""
    language = translation.get_language() or settings.LANGUAGE_CODE
    return asked_in(questionnaire, language=language, fallback=place.site.language)


@login_required
@overseer_required
@require_http_methods(["GET", "POST"])
def questionnaire(request: StaffRequest, site: int, kind: str) -> HttpResponse:
    """What is asked there. Its supervisors write the draft on it, auditors read."""
    place = place_or_404(request, site, kind)
    return typed(request, place) if request.method == "POST" else show(request, place)


def typed(request: StaffRequest, place: Place) -> HttpResponse:
    """A button that moves something, the draft kept, or published."""
    questions, seen = typed_in(request.POST), request.POST.get("seen", "")
    if "do" in request.POST:
        questions, at = rearranged(questions, request.POST["do"], added=request.POST.get("added", ""))
        form = QuestionnaireForm(questions, language=place.site.language)
        return show(request, place, form=form, seen=seen, at=at, is_unsaved=True)
    publishes = "publish" in request.POST
    form = QuestionnaireForm(questions, language=place.site.language, is_bound=True)
    if not form.is_valid(to_publish=publishes):
        return show(request, place, form=form, seen=seen, status=422)
    try:
        if publishes:
            domain.publish(place, questions, seen=seen, by=request.user, now=timezone.now())
        else:
            domain.keep_draft(place, questions, seen=seen, by=request.user)
    except NotPossible as refusal:
        return crossed(request, place, form=form, refusal=str(refusal))
    said = _("Customers are asked these questions from now on.")
    kept = _("The draft is kept. Customers are asked as before until it is published.")
    messages.success(request, said if publishes else kept)
    return redirect(address_of(place))


def crossed(request: StaffRequest, place: Place, *, form: QuestionnaireForm, refusal: str) -> HttpResponse:
    """Both drafts; keeping one's own again replaces the other, or begins a new one, now knowingly."""
    theirs = domain.draft_at(place)
    seen = domain.mark_of(theirs)
    told = {"refusal": refusal, "theirs": read(theirs, place) if theirs else None}
    return show(request, place, form=form, seen=seen, status=409, **told)


def show(
    request: StaffRequest,
    place: Place,
    *,
    form: QuestionnaireForm | None = None,
    seen: str = "",
    status: int = 200,
    **told: Any,
) -> HttpResponse:
    line, general = domain.lines([place, Place(place.site)])
    draft = line.draft
    if form is None and draft and request.user.can_supervise:
        form = QuestionnaireForm(written(draft), language=place.site.language)
        seen = domain.mark_of(draft)
    asked = line.current or general.current
    context = {
        "section": "surveys",
        "place": place,
        "draft": draft,
        "drafted": read(draft, place) if draft and not form else None,
        "current": line.current,
        "asked_by": asked,
        "asked": read(asked, place),
        "versions": domain.versions_at(place.site, place.kind),
        "form": form,
        "seen": seen,
        "status": status,
        "languages": settings.LANGUAGES,
        "entries": newest_entries(place, "questionnaire."),
        **told,
    }
    return render(request, "surveys/questionnaire.html", context, status=status)


@login_required
@supervisor_required
@require_POST
def beginning(request: StaffRequest, site: int, kind: str) -> HttpResponse:
    """Begin a draft, or go on with the one there is."""
    place = place_or_404(request, site, kind)
    domain.begin_draft(place, by=request.user)
    return redirect(address_of(place))


@login_required
@supervisor_required
@require_POST
def discarding(request: StaffRequest, site: int, kind: str) -> HttpResponse:
    place = place_or_404(request, site, kind)
    try:
        domain.discard(place, seen=request.POST.get("seen", ""), by=request.user)
    except NotPossible as refusal:
        return show(request, place, status=409, refusal=str(refusal))
    messages.success(request, _("The draft is thrown away."))
    return redirect(address_of(place))


@login_required
@overseer_required
@require_GET
def version(request: StaffRequest, site: int, kind: str, number: int) -> HttpResponse:
    """What was asked from some day on."""
    place = place_or_404(request, site, kind)
    published = Questionnaire.objects.published().visible_to(request.user)
    one = get_object_or_404(
        published.select_related("published_by"), site=place.site, kind=place.kind, number=number
    )
    context = {
        "section": "surveys",
        "place": place,
        "version": one,
        "asked": read(one, place),
        "versions": domain.versions_at(place.site, place.kind),
        "languages": settings.LANGUAGES,
    }
    return render(request, "surveys/questionnaire_version.html", context)


def address_of(place: Place) -> str:
    return reverse("surveys:questionnaire", args=[place.site.pk, place.slug])
