from collections.abc import Sequence

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from helpdesk.staff.guards import worker_required
from helpdesk.staff.models import Team
from helpdesk.staff.requests import StaffRequest
from tickets.domain.errors import NotPossible
from tickets.domain.handover import SHOWN, Place, handover
from tickets.domain.handover_note import leave_note, settle
from tickets.forms.handover_note import HandoverNoteForm
from tickets.models import HandoverNote
from tickets.views.briefs import briefs


@login_required
@require_GET
def handover_page(request: StaffRequest) -> HttpResponse:
    """What the next shift must know; prints well."""
    teams = teams_of(request)
    return show(request, place_in(request.GET.get("of", ""), teams), teams)


@login_required
@require_POST
@worker_required
def notes(request: StaffRequest) -> HttpResponse:
    """Leave a note for the next shift."""
    teams = teams_of(request)
    place = place_in(request.POST.get("of", ""), teams)
    form = HandoverNoteForm(request.POST, user=request.user)
    if not form.is_valid():
        return show(request, place, teams, form=form, status=422)
    data = form.cleaned_data
    try:
        leave_note(
            data["text"],
            site=place.site,
            team=place.team,
            ticket=data["ticket"],
            form_key=data["form_key"],
            by=request.user,
            now=timezone.now(),
        )
    except NotPossible as refusal:
        form.add_error("ticket", str(refusal))
        return show(request, place, teams, form=form, status=409)
    messages.success(request, _("The next shift will see it."))
    return redirect(address_of(place))


@login_required
@require_POST
@worker_required
def settling(request: StaffRequest, pk: int) -> HttpResponse:
    """Somebody has seen to a note."""
    note = get_object_or_404(HandoverNote.objects.visible_to(request.user).select_related("site"), pk=pk)
    settle(note, by=request.user, now=timezone.now())
    return redirect(address_of(place_in(request.POST.get("of", ""), teams_of(request))))


def teams_of(request: StaffRequest) -> Sequence[Team]:
    """Every team whose handover the person may read: their own first, then by site."""
    teams, own = Team.objects.visible_to(request.user).select_related("site"), request.user.team_ids
    return sorted(teams, key=lambda team: team.pk not in own)


def place_in(asked: str, teams: Sequence[Team]) -> Place:
    """The team or the site the address names ("team-3", "site-1"), else the first team; 404 without any."""
    for team in teams:
        if asked == f"team-{team.pk}":
            return Place(team.site, team)
        if asked == f"site-{team.site_id}":
            return Place(team.site)
    if not teams:
        raise Http404
    return Place(teams[0].site, teams[0])


def name_of(place: Place) -> str:
    return f"team-{place.team.pk}" if place.team else f"site-{place.site.pk}"


def address_of(place: Place) -> str:
    return f"{reverse('tickets:handover')}?of={name_of(place)}"


def show(
    request: StaffRequest,
    place: Place,
    teams: Sequence[Team],
    *,
    form: HandoverNoteForm | None = None,
    status: int = 200,
) -> HttpResponse:
    now = timezone.now()
    found = handover(place, user=request.user, now=now)
    context = {
        "section": "handover",
        "place": place,
        "of": name_of(place),
        "teams": teams,
        "handover": found,
        "form": form or HandoverNoteForm(user=request.user),
        "back": address_of(place),
        "shown": SHOWN,
        "now": now,
    }
    # Times are the site's, whoever reads them.
    with timezone.override(place.site.zone):
        context["briefs"] = briefs(found, now=now)
        return render(request, "tickets/handover.html", context, status=status)
