"""The views people keep: making, changing, ordering, removing, and what the queue opens with."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from helpdesk.staff.requests import StaffRequest
from tickets.domain.errors import NotPossible
from tickets.domain.queue import VIEWS, Asked
from tickets.domain.queue.layout import layout_of, open_with
from tickets.domain.queue.saved import change_view, place_view, save_view, saved_views_of
from tickets.forms.queue import ChangedViewForm, SavedViewForm
from tickets.models import SavedView
from tickets.views.queue_parts import href_of


@login_required
@require_GET
def saved_views(request: StaffRequest) -> HttpResponse:
    """All views one has, in their order, and what the queue opens with."""
    layout = layout_of(request.user)
    mine = set(SavedView.objects.changeable_by(request.user).values_list("pk", flat=True))
    views = [(view, href_of(view), view.pk in mine) for view in saved_views_of(request.user)]
    context = {
        "section": "queue",
        "views": views,
        "house": [view for view in VIEWS.values() if view.key != "all"],
        "opens_with": layout.opens_with or ("" if layout.opens_with_saved_id else "open"),
        "opens_with_saved": layout.opens_with_saved_id,
    }
    return render(request, "tickets/saved_views.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def new_saved_view(request: StaffRequest) -> HttpResponse:
    """Keep what the address asks for under a name."""
    asked, user = Asked.read(request.GET), request.user
    form = SavedViewForm(request.POST or None, user=user)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            said = form.cleaned_data
            columns = layout_of(user).columns if said["keeps_columns"] else []
            try:
                view = save_view(
                    said["name"],
                    asked=asked,
                    columns=columns,
                    team=said["team"],
                    is_pinned=said["is_pinned"],
                    by=user,
                )
            except NotPossible as refusal:
                form.add_error(None, str(refusal))
                status = 409
            else:
                return redirect(f"{reverse('tickets:queue')}{href_of(view)}")
    back = f"{reverse('tickets:queue')}?{asked.query}"
    context = {"section": "queue", "form": form, "title": _("Keep as a view"), "back": back}
    return render(request, "tickets/saved_view.html", context, status=status)


@login_required
@require_http_methods(["GET", "POST"])
def saved_view(request: StaffRequest, pk: int) -> HttpResponse:
    """Another name; with filters in the address, these instead of the old ones."""
    view = get_object_or_404(SavedView.objects.changeable_by(request.user), pk=pk)
    form = ChangedViewForm(request.POST or None, view=view)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            asked = Asked.read(request.GET) if request.GET else None
            try:
                change_view(view, asked=asked, **form.cleaned_data)
            except NotPossible as refusal:
                form.add_error(None, str(refusal))
                status = 409
            else:
                return redirect(f"{reverse('tickets:queue')}{href_of(view)}")
    context = {
        "section": "queue",
        "form": form,
        "view": view,
        "title": view.name,
        "replaces": bool(request.GET),
        "back": reverse("tickets:saved_views"),
    }
    return render(request, "tickets/saved_view.html", context, status=status)


@login_required
@require_POST
def place(request: StaffRequest, pk: int) -> HttpResponse:
    """One step up or down in its list."""
    view = get_object_or_404(SavedView.objects.changeable_by(request.user), pk=pk)
    place_view(view, up=request.POST.get("to") == "up")
    return redirect("tickets:saved_views")


@login_required
@require_POST
def removal(request: StaffRequest, pk: int) -> HttpResponse:
    view = get_object_or_404(SavedView.objects.changeable_by(request.user), pk=pk)
    view.delete()
    messages.success(request, _("The view “%(name)s” is gone. Its tickets are not.") % {"name": view.name})
    return redirect("tickets:saved_views")


@login_required
@require_POST
def opening(request: StaffRequest) -> HttpResponse:
    """What the queue opens with: a view of the house or a saved one."""
    key = request.POST.get("view", "")
    saved = None
    if key.isascii() and key.isdecimal() and len(key) < 16:
        saved = get_object_or_404(SavedView.objects.visible_to(request.user), pk=int(key))
    open_with(request.user, view="" if saved or key == "open" else key, saved=saved)
    return redirect("tickets:saved_views")
