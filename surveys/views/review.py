from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from helpdesk.staff.guards import supervisor_required
from helpdesk.staff.requests import StaffRequest
from surveys.domain.review import CannotClose
from surveys.domain.review import review as keep_review
from surveys.forms.review import ClosingForm
from surveys.models import Response
from surveys.views.said import AlsoSaid, because, of_answer
from tickets.domain.errors import NotPossible


@login_required
@supervisor_required
@require_http_methods(["GET", "POST"])
def review(request: StaffRequest, pk: int) -> HttpResponse:
    """Say what was done about a low score, and do it: reopen the case, promise a call, write a letter."""
    response = response_or_404(request, pk)
    ticket, now = response.invitation.resolution.ticket, timezone.now()
    with timezone.override(ticket.site.zone):
        form = ClosingForm(request.POST or None, response=response, ticket=ticket, user=request.user, now=now)
        status = 200
        if request.method == "POST":
            status = 422
            if form.is_valid():
                status = keep(response, form, request=request)
                if status == 302:
                    return redirect("tickets:supervisor")
        context = {"section": "supervisor", "response": response, "ticket": ticket, "form": form, "now": now}
        row = of_answer(
            response, questionnaire=response.invitation.questionnaire_id, channel=response.channel
        )
        also = AlsoSaid([row])
        context |= {"because": because(row), "own": also.own(row), "meta": also.beside(row)}
        return render(request, "surveys/review.html", context, status=status)


def response_or_404(request: StaffRequest, pk: int) -> Response:
    """A low one. What was typed about one that is low no more is not lost: the domain says what happened."""
    answers = Response.objects.visible_to(request.user).with_ticket()
    site = "invitation__resolution__ticket__site"
    response = get_object_or_404(answers.select_related(site, "review"), pk=pk)
    if not response.is_low and request.method != "POST":
        raise Http404
    return response


def keep(response: Response, form: ClosingForm, *, request: StaffRequest) -> int:
    """Do what the form says; the status of the reply. What is refused stands beside what was chosen."""
    done = form.cleaned_data["what_was_done"]
    try:
        keep_review(response, what_was_done=done, by=request.user, loop=form.loop)
    except NotPossible as refusal:
        form.add_error("closing" if isinstance(refusal, CannotClose) else None, str(refusal))
        return 409
    messages.success(request, _("Noted."))
    return 302
