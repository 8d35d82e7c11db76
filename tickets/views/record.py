from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from helpdesk.paging import page_of
from helpdesk.record.models import Entry
from helpdesk.staff.requests import StaffRequest
from tickets.views.fetching import ticket_or_404


@login_required
@require_GET
def record(request: StaffRequest, pk: int) -> HttpResponse:
    """The whole record of a ticket, newest first."""
    ticket = ticket_or_404(request, pk)
    entries = Entry.objects.about(ticket).order_by()
    page = page_of(entries, request.GET, keys=("-sequence",))
    with timezone.override(ticket.site.zone):
        context = {"section": "queue", "ticket": ticket, "page": page}
        return render(request, "tickets/record.html", context)
