from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from helpdesk.paging import page_of
from helpdesk.staff.requests import StaffRequest
from tickets.domain.queue import SORTS, VIEWS, Asked, counts, tickets_for
from tickets.enums import Status
from tickets.kinds import KINDS


@login_required
@require_GET
def queue(request: StaffRequest) -> HttpResponse:
    """Home: the tickets of one view, narrowed and sorted as the address says."""
    now = timezone.now()
    asked = Asked.read(request.GET)
    tickets = tickets_for(asked, user=request.user, now=now).with_people()
    counted = counts(user=request.user, now=now)
    context = {
        "section": "queue",
        "asked": asked,
        "page": page_of(tickets, request.GET, keys=asked.keys),
        "views": [(view, counted.get(view.key)) for view in VIEWS.values() if view.key != "all" or asked.q],
        "kinds": KINDS.values(),
        "statuses": Status.choices,
        "sorts": SORTS if asked.view.sort == "due" else ("updated", "number"),
        "now": now,
    }
    return render(request, "tickets/queue.html", context)
