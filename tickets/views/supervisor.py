from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from helpdesk.staff.guards import supervisor_required
from helpdesk.staff.requests import StaffRequest
from tickets.domain.figures import figures_of_today
from tickets.forms.escalation import AnswerForm
from tickets.models import Escalation, Ticket

SHOWN = 50


@login_required
@supervisor_required
@require_GET
def supervisor(request: StaffRequest) -> HttpResponse:
    """What waits for me, oldest promise first; survey answers come from the app above by URL."""
    now = timezone.now()
    visible = Ticket.objects.visible_to(request.user)
    escalations = (
        Escalation.objects.visible_to(request.user)
        .waiting()
        .select_related("ticket__customer", "ticket__site", "ticket__team", "ticket__assignee", "asked_by")
    )
    context = {
        "section": "supervisor",
        "escalations": [(one, AnswerForm(auto_id=f"answer-{one.pk}-%s")) for one in escalations[:SHOWN]],
        "late": visible.late(now=now).with_people().order_by("due_at", "id")[:SHOWN],
        "figures": figures_of_today(visible, now=now),
        "now": now,
    }
    return render(request, "tickets/supervisor.html", context)
