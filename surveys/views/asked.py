"""The cases behind how many were asked."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from helpdesk.paging import page_of
from helpdesk.staff.guards import supervisor_required
from helpdesk.staff.requests import StaffRequest
from surveys.domain.figures import asked_behind
from surveys.forms.figures import AskedForm
from surveys.views.figures import CANNOT_READ
from surveys.views.figures_table import label_of_place


@login_required
@supervisor_required
@require_GET
def figures_asked(request: StaffRequest) -> HttpResponse:
    """Whom a figure has counted as asked, the newest first; not who has answered."""
    user, now = request.user, timezone.now()
    form = AskedForm(request.GET, user=user, today=timezone.localdate(now))
    context: dict[str, object] = {"section": "surveys", "form": form}
    if not form.is_valid():
        return render(request, "surveys/figures_asked.html", context, status=CANNOT_READ)
    found = asked_behind(form.scope, place=form.place, user=user).with_ticket()
    context |= {
        "page": page_of(found, request.GET, keys=("-created_at", "-id")),
        "place": label_of_place(form.place, user=user),
        "query": urlencode(form.asked() | {"by": form.by_what.value}),
    }
    return render(request, "surveys/figures_asked.html", context)
