from collections.abc import Iterable
from typing import TypeVar

from crispy_forms.templatetags.crispy_forms_filters import as_crispy_form
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_GET

from helpdesk.staff.guards import supervisor_required
from helpdesk.staff.requests import StaffRequest
from tickets.domain.figures import figures_of_today
from tickets.forms.escalation import AnswerForm, ExceptionAnswerForm
from tickets.models import Escalation, RuleException, Ticket

# The oldest; the others come up when these are answered.
SHOWN = 20
NUMBER = "number-of-the-question"
Asked = TypeVar("Asked", Escalation, RuleException)


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
    exceptions = (
        RuleException.objects.visible_to(request.user)
        .waiting()
        .select_related("ticket__customer", "ticket__site", "asked_by")
    )
    context = {
        "section": "supervisor",
        "escalations": with_forms(escalations[:SHOWN], AnswerForm(auto_id=f"answer-{NUMBER}-%s")),
        "exceptions": with_forms(exceptions[:SHOWN], ExceptionAnswerForm(auto_id=f"exception-{NUMBER}-%s")),
        "late": visible.late(now=now).with_people().order_by("sort_due_at", "id")[:SHOWN],
        "shown": SHOWN,
        "figures": figures_of_today(visible, now=now),
        "now": now,
    }
    return render(request, "tickets/supervisor.html", context)


def with_forms(asked: Iterable[Asked], form: Form) -> list[tuple[Asked, SafeString]]:
    """Each with the form to answer it, which is drawn once: only the ids in it differ, by ``NUMBER``."""
    drawn = as_crispy_form(form)
    return [(one, mark_safe(drawn.replace(NUMBER, str(one.pk)))) for one in asked]  # noqa: S308  # see above
