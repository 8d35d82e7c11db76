"""What supervisors see of the answers."""

from django.contrib.auth.decorators import login_required
from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from helpdesk.paging import page_of
from helpdesk.staff.guards import supervisor_required
from helpdesk.staff.requests import StaffRequest
from surveys.domain.reading import read_by
from surveys.domain.results import LOW_SCORES, spread_of, told
from surveys.models import Invitation, KeptApart, Response
from surveys.models.response import reads_answers
from surveys.views.told import told_of
from surveys.views.voices import low_scores as draw_low_scores
from surveys.views.voices import voices
from tickets.models import Ticket


@login_required
@supervisor_required
@require_GET
def results(request: StaffRequest) -> HttpResponse:
    """Answers, newest first, and how many gave which score in the last thirty days."""
    visible = Response.objects.visible_to(request.user)
    page = page_of(told(visible), request.GET, keys=("-answered_at", "-id"))
    spread = spread_of(visible, now=timezone.now())
    context = {
        "section": "surveys",
        "page": page,
        "voices": voices(page.rows, user=request.user),
        "spread": spread,
    }
    return render(request, "surveys/results.html", context)


@login_required
@supervisor_required
@require_GET
def low_scores(request: StaffRequest) -> HttpResponse:
    """The supervisor's desk loads this: low scores nobody has looked after, what is due first first.

    A page of its own without JavaScript.
    """
    rows, now = LOW_SCORES.of(request.user), timezone.now()
    responses = draw_low_scores(rows, request=request, user=request.user, now=now)
    context = {"section": "supervisor", "responses": responses}
    template = "surveys/low_scores.html#panel" if request.htmx else "surveys/low_scores.html"
    return render(request, template, context)


@login_required
@require_GET
def of_ticket(request: StaffRequest, pk: int) -> HttpResponse:
    """The ticket page loads this: what was asked about it, and what the person may read of the answers.

    Of what is anonymous it says no more than of what was not answered.
    """
    ticket = get_object_or_404(Ticket.objects.visible_to(request.user), pk=pk)
    invitations = Invitation.objects.filter(resolution__ticket=ticket)
    invitations = invitations.select_related("letter", "phone_survey")
    apart = KeptApart.objects.undecided().filter(invitation=OuterRef("pk"), is_anonymous=False)
    invitations = invitations.annotate(is_kept_apart=Exists(apart.order_by()))
    answers = read_by(request.user).filter(invitation__resolution__ticket=ticket)
    read = {one.response.invitation_id: one for one in told_of(answers)}
    context = {
        "section": "queue",
        "ticket": ticket,
        "asked": [(one, read.get(one.pk)) for one in invitations.order_by("-created_at")],
        "reads_answers": reads_answers(request.user),
        "may_review": request.user.can_supervise,
    }
    with timezone.override(ticket.site.zone):
        template = "surveys/of_ticket.html#panel" if request.htmx else "surveys/of_ticket.html"
        return render(request, template, context)
