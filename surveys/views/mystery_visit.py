"""Mystery visits as supervisors, administrators and auditors see them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from helpdesk.files import respond
from helpdesk.files.models import File
from helpdesk.paging import page_of
from helpdesk.record.models import Entry
from helpdesk.staff.guards import overseer_required, supervisor_required
from helpdesk.staff.requests import StaffRequest
from surveys.domain.mystery_visit import is_over, plan
from surveys.enums import VisitState
from surveys.forms.mystery_visit import PlanForm
from surveys.models import MysteryVisit, VisitPhoto
from surveys.views.visit_pages import comparison, scored
from tickets.domain.errors import NotPossible

SECTION = "surveys"
# What a visitor wrote is theirs until they submit it, or the time is over.
READABLE = (VisitState.SUBMITTED, VisitState.LOCKED, VisitState.EXPIRED)


@login_required
@overseer_required
@require_GET
def mystery_visits(request: StaffRequest) -> HttpResponse:
    """All visits to one's sites, newest planned first."""
    visits = MysteryVisit.objects.visible_to(request.user)
    page = page_of(visits.with_places(), request.GET, keys=("-planned_at", "-id"))
    now = timezone.now()
    rows = [(visit, visit.state_at(now)) for visit in page.rows]
    context = {"section": SECTION, "page": page, "rows": rows}
    return render(request, "surveys/mystery_visit/list.html", context)


@login_required
@supervisor_required
@require_http_methods(["GET", "POST"])
def new_mystery_visit(request: StaffRequest) -> HttpResponse:
    """Plan a visit; the visitor gets their letter at once."""
    initial = {"language": request.user.language}
    form = PlanForm(request.POST or None, user=request.user, initial=initial)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            said = form.cleaned_data
            try:
                visit = plan(
                    said["checklist"],
                    visitor=form.visitor,
                    days=form.days,
                    team=said["team"],
                    by=request.user,
                    now=timezone.now(),
                )
            except NotPossible as refusal:
                form.add_error("checklist", str(refusal))
                status = 409
            else:
                messages.success(request, _("The visit is planned, and the letter is on its way."))
                return redirect(visit)
    return render(
        request, "surveys/mystery_visit/new.html", {"section": SECTION, "form": form}, status=status
    )


@login_required
@overseer_required
@require_GET
def mystery_visit(request: StaffRequest, pk: int) -> HttpResponse:
    visits = MysteryVisit.objects.visible_to(request.user).with_places()
    visit = get_object_or_404(visits.select_related("planned_by", "letter"), pk=pk)
    now = timezone.now()
    state = visit.state_at(now)
    context: dict[str, Any] = {
        "section": SECTION,
        "visit": visit,
        "state": state,
        "over": is_over(visit, now=now),
        "entries": Entry.objects.about(visit),
    }
    if state in READABLE:
        context["sections"] = scored(visit, language=request.user.language)
        context["photos"] = visit.photos.select_related("file")
    if visit.submitted_at is not None:
        context["comparison"] = comparison(visit, language=request.user.language)
    with timezone.override(visit.site.zone):
        return render(request, "surveys/mystery_visit/visit.html", context)


@login_required
@overseer_required
@require_GET
def photo(request: StaffRequest, pk: int, key: UUID) -> FileResponse:
    """A photo: downloaded, or with ``?show`` shown."""
    file = file_or_404(request, pk, key)
    return respond.inline_image(file) if "show" in request.GET else respond.download(file)


@login_required
@overseer_required
@require_GET
def thumbnail(request: StaffRequest, pk: int, key: UUID) -> FileResponse:
    return respond.thumbnail(file_or_404(request, pk, key))


def file_or_404(request: StaffRequest, pk: int, key: UUID) -> File:
    """Photos are seen when the answers are."""
    visit = get_object_or_404(MysteryVisit.objects.visible_to(request.user), pk=pk)
    if visit.state_at(timezone.now()) not in READABLE:
        raise Http404
    return get_object_or_404(VisitPhoto.objects.select_related("file"), visit=visit, file=key).file
