"""What supervisors do with a planned visit: withdraw it, send the link again, erase the visitor."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from helpdesk.staff.guards import supervisor_required
from helpdesk.staff.requests import StaffRequest
from surveys.domain.mystery_visit import erase_visitor, send_again, withdraw
from surveys.models import MysteryVisit
from surveys.views.verb import Verb, verb_page


@login_required
@supervisor_required
@require_http_methods(["GET", "POST"])
def withdrawal(request: StaffRequest, pk: int) -> HttpResponse:
    visit = visit_or_404(request, pk)
    verb = Verb(
        title=_("Withdraw the visit?"),
        submit=_("Withdraw it"),
        done=_("The visit is withdrawn."),
        about=name_of(visit),
        back=visit.get_absolute_url(),
        notes=[_("The link ends at once. The visitor is not told: call them if they may be on their way.")],
        destroys=True,
    )
    return verb_page(
        request, verb, act=lambda: withdraw(visit, by=request.user, now=timezone.now()).get_absolute_url()
    )


@login_required
@supervisor_required
@require_http_methods(["GET", "POST"])
def letter(request: StaffRequest, pk: int) -> HttpResponse:
    visit = visit_or_404(request, pk)
    verb = Verb(
        title=_("Send the link again"),
        submit=_("Send it"),
        done=_("The letter is on its way."),
        about=name_of(visit),
        back=visit.get_absolute_url(),
        notes=[
            _("The letter goes to %(email)s.") % {"email": visit.visitor_email or "–"},
            _("It has a new link; the old one ends. What is saved stays."),
        ],
    )
    return verb_page(
        request, verb, act=lambda: send_again(visit, by=request.user, now=timezone.now()).get_absolute_url()
    )


@login_required
@supervisor_required
@require_http_methods(["GET", "POST"])
def erasure(request: StaffRequest, pk: int) -> HttpResponse:
    visit = visit_or_404(request, pk)
    verb = Verb(
        title=_("Erase the visitor’s name and address?"),
        submit=_("Erase them"),
        done=_("The visitor is erased. What they saw stays."),
        about=name_of(visit),
        back=visit.get_absolute_url(),
        notes=[
            _("They go from the visit, its letters and its record, and cannot be brought back."),
            _("Answers, notes and photos stay."),
        ],
        destroys=True,
    )
    return verb_page(
        request,
        verb,
        act=lambda: erase_visitor(visit, by=request.user, now=timezone.now()).get_absolute_url(),
    )


def visit_or_404(request: StaffRequest, pk: int) -> MysteryVisit:
    return get_object_or_404(MysteryVisit.objects.visible_to(request.user).with_places(), pk=pk)


def name_of(visit: MysteryVisit) -> str:
    """How the pages call a visit: whom, and from which day."""
    return f"{visit.site} · {date_format(visit.first_day)}"
