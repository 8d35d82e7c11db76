from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from helpdesk.staff.guards import supervisor_required
from helpdesk.staff.requests import StaffRequest
from tickets.domain.figures import figures_of_today
from tickets.domain.supervising import ESCALATIONS, EXCEPTIONS, LATE, SHOWN
from tickets.models import Ticket
from tickets.views.asked_rows import asked_rows, late_rows


@login_required
@supervisor_required
@require_GET
def supervisor(request: StaffRequest) -> HttpResponse:
    """What waits for me, oldest promise first; survey answers come from the app above by URL."""
    user, now = request.user, timezone.now()
    escalations, exceptions = ESCALATIONS.of(user), EXCEPTIONS.of(user)
    context = {
        "section": "supervisor",
        "escalations": asked_rows(escalations, sort="escalation", request=request, user=user, now=now),
        "exceptions": asked_rows(exceptions, sort="exception", request=request, user=user, now=now),
        "late": late_rows(LATE.of(user, now=now), now=now),
        "shown": SHOWN,
        "figures": figures_of_today(Ticket.objects.visible_to(user), now=now),
    }
    return render(request, "tickets/supervisor.html", context)
