from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from helpdesk.paging import page_of
from helpdesk.staff.guards import supervisor_required
from helpdesk.staff.requests import StaffRequest
from tickets.domain.follow_up_lists import KEYS, VIEWS, counts, follow_ups_for

# On the supervisor's desk; the rest is on the page of its own.
SHOWN = 20


@login_required
@require_GET
def follow_up_list(request: StaffRequest) -> HttpResponse:
    """What was promised and is not done yet, soonest first."""
    now = timezone.now()
    view = VIEWS.get(request.GET.get("view", ""), VIEWS["mine"])
    follow_ups = follow_ups_for(view, user=request.user, now=now).with_ticket()
    counted = counts(user=request.user, now=now)
    context = {
        "section": "follow_ups",
        "view": view,
        "views": [(one, counted[one.key]) for one in VIEWS.values()],
        "page": page_of(follow_ups, request.GET, keys=KEYS),
        "back": request.get_full_path(),
        "now": now,
    }
    return render(request, "tickets/follow_ups.html", context)


@login_required
@supervisor_required
@require_GET
def late(request: StaffRequest) -> HttpResponse:
    """The supervisor's desk loads this: promises nobody has kept in time."""
    now = timezone.now()
    follow_ups = follow_ups_for(VIEWS["late"], user=request.user, now=now).with_ticket()
    context = {
        "section": "supervisor",
        "follow_ups": follow_ups.order_by(*KEYS)[:SHOWN],
        "back": reverse("tickets:supervisor"),
        "now": now,
    }
    template = "tickets/late_follow_ups.html#panel" if request.htmx else "tickets/late_follow_ups.html"
    return render(request, template, context)
