from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from helpdesk.paging import page_of
from helpdesk.staff.guards import supervisor_required
from helpdesk.staff.requests import StaffRequest
from tickets.domain.follow_up_lists import COLUMNS, KEYS, LATE, VIEWS, counts, follow_ups_for
from tickets.views.promises import promises


@login_required
@require_GET
def follow_up_list(request: StaffRequest) -> HttpResponse:
    """What was promised and is not done yet, soonest first."""
    now = timezone.now()
    view = VIEWS.get(request.GET.get("view", ""), VIEWS["mine"])
    user, back = request.user, request.get_full_path()
    page = page_of(follow_ups_for(view, user=user, now=now).values(*COLUMNS), request.GET, keys=KEYS)
    counted = counts(user=user, now=now)
    context = {
        "section": "follow_ups",
        "view": view,
        "views": [(one, counted[one.key]) for one in VIEWS.values()],
        "page": page,
        "promises": promises(page.rows, user=user, back=back, now=now),
    }
    return render(request, "tickets/follow_ups.html", context)


@login_required
@supervisor_required
@require_GET
def late(request: StaffRequest) -> HttpResponse:
    """The supervisor's desk loads this: promises nobody has kept in time."""
    now = timezone.now()
    rows, back = LATE.of(request.user, now=now), reverse("tickets:supervisor")
    context = {
        "section": "supervisor",
        "promises": promises(rows, user=request.user, back=back, now=now),
    }
    template = "tickets/late_follow_ups.html#panel" if request.htmx else "tickets/late_follow_ups.html"
    return render(request, template, context)
