"""Answers a machine may have given, for a supervisor to decide about."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from helpdesk.staff.guards import supervisor_required
from helpdesk.staff.requests import StaffRequest
from surveys.domain.kept_apart import decide
from surveys.models import KeptApart
from surveys.views.said import AlsoSaid, because, of_answer
from tickets.domain.errors import NotPossible

# The others come up when these were decided.
SHOWN = 50


@login_required
@supervisor_required
@require_GET
def kept_apart(request: StaffRequest) -> HttpResponse:
    """Those nobody has decided about, oldest first. The results and the supervisor's desk load it, too."""
    return draw(request)


@login_required
@supervisor_required
@require_POST
def verdict(request: StaffRequest, pk: int) -> HttpResponse:
    """Count the answer, or none of the invitation's."""
    answers = KeptApart.objects.visible_to(request.user).filter(waits_until=None)
    kept = get_object_or_404(answers, pk=pk)
    counts = request.POST.get("counts") == "yes"
    try:
        decide(kept, counts=counts, by=request.user, now=timezone.now())
    except NotPossible as refusal:
        messages.error(request, str(refusal))
        return draw(request, status=409)
    messages.success(request, _("The answer counts.") if counts else _("The answer does not count."))
    return redirect("surveys:kept_apart")


def draw(request: StaffRequest, *, status: int = 200) -> HttpResponse:
    waiting = KeptApart.objects.visible_to(request.user).undecided().with_ticket()
    answers = list(waiting.select_related("invitation__resolution__ticket__site")[:SHOWN])
    rows = [of_answer(one, questionnaire=one.invitation.questionnaire_id) for one in answers]
    also = AlsoSaid(rows)
    said = [
        (one, because(row), also.own(row), also.beside(row)) for one, row in zip(answers, rows, strict=True)
    ]
    context = {"section": "supervisor", "answers": said, "shown": SHOWN}
    template = "surveys/kept_apart.html#panel" if request.htmx else "surveys/kept_apart.html"
    return render(request, template, context, status=status)
