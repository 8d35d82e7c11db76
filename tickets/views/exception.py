from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from helpdesk.staff.guards import supervisor_required
from helpdesk.staff.requests import StaffRequest
from tickets import rules
from tickets.domain.exception import answer_exception
from tickets.forms.escalation import ExceptionAnswerForm
from tickets.models import RuleException
from tickets.views.verb import verb_page


@login_required
@supervisor_required
@require_http_methods(["GET", "POST"])
def answer(request: StaffRequest, pk: int) -> HttpResponse:
    """Allow an exception to a rule of the house, or not."""
    exceptions = RuleException.objects.visible_to(request.user).select_related("ticket", "asked_by")
    asked = get_object_or_404(exceptions, pk=pk)
    if asked.answered_at is None and not rules.may_answer(request.user, asked):
        raise Http404
    return verb_page(
        request,
        asked.ticket,
        ExceptionAnswerForm(request.POST or None),
        asked=asked,
        title=_("Exception: %(rule)s") % {"rule": asked.rule},
        submit=_("Answer"),
        done=_("%(who)s has been told.") % {"who": asked.asked_by},
        act=lambda data: answer_exception(
            asked, approved=data["approved"], text=data["text"], by=request.user
        ),
    )
