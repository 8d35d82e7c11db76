from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from helpdesk.staff.guards import supervisor_required
from helpdesk.staff.requests import StaffRequest
from tickets import rules
from tickets.domain.escalation import answer as give_answer
from tickets.domain.escalation import escalate
from tickets.enums import Answer
from tickets.forms.escalation import AnswerForm, EscalationForm
from tickets.models import Escalation
from tickets.views.fetching import workable_or_404
from tickets.views.verb import verb_page


@login_required
@require_http_methods(["GET", "POST"])
def escalation(request: StaffRequest, pk: int) -> HttpResponse:
    """Ask the supervisors of the site."""
    ticket = workable_or_404(request, pk)
    return verb_page(
        request,
        ticket,
        EscalationForm(request.POST or None),
        title=_("Ask a supervisor"),
        submit=_("Ask"),
        done=_("The supervisors have been told."),
        act=lambda data: escalate(ticket, reason=data["reason"], by=request.user),
    )


@login_required
@supervisor_required
@require_http_methods(["GET", "POST"])
def answer(request: StaffRequest, pk: int) -> HttpResponse:
    """Answer an escalation."""
    escalations = Escalation.objects.visible_to(request.user).select_related("ticket", "asked_by")
    asked = get_object_or_404(escalations, pk=pk)
    if asked.answered_at is None and not rules.may_answer(request.user, asked):
        raise Http404
    return verb_page(
        request,
        asked.ticket,
        AnswerForm(request.POST or None),
        asked=asked,
        title=_("Answer %(who)s") % {"who": asked.asked_by} if asked.asked_by else _("Answer the clock"),
        submit=_("Answer"),
        # Of an answer to a clock nobody is told: it stands on the ticket.
        done=_("%(who)s has been told.") % {"who": asked.asked_by} if asked.asked_by else _("Answered."),
        act=lambda data: give_answer(
            asked, answer=Answer(data["answer"]), text=data["text"], by=request.user
        ),
    )
