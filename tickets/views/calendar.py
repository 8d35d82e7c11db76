from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from helpdesk.record.models import Entry
from helpdesk.staff.guards import supervisor_required
from helpdesk.staff.models import Site
from helpdesk.staff.requests import StaffRequest
from tickets.domain.business_hours import WHOLE_DAY, shown
from tickets.domain.calendar import Week, week_at
from tickets.domain.calendar_keeping import keep
from tickets.domain.recount_preview import Moved, preview
from tickets.forms.calendar import DAYS, HoursForms
from tickets.models import Calendar
from tickets.views.day_bars import bars

# A site that has said nothing never closes.
NEVER_CLOSED = Week([[shown(WHOLE_DAY)]] * DAYS, keeps_holidays=False)
# The newest of the record.
SHOWN_OF_RECORD = 5


@login_required
@supervisor_required
@require_GET
def calendars(request: StaffRequest) -> HttpResponse:
    """The sites whose hours one may set; with a single one straight to it."""
    sites = request.user.sites
    if len(sites) == 1:
        return redirect("tickets:calendar", sites[0].pk)
    said = set(Calendar.objects.filter(site__in=sites).values_list("pk", flat=True))
    context = {"section": "supervisor", "sites": [(site, site.pk in said) for site in sites]}
    return render(request, "tickets/calendars.html", context)


@login_required
@supervisor_required
@require_http_methods(["GET", "POST"])
def calendar(request: StaffRequest, pk: int) -> HttpResponse:
    """The opening hours of a site; ``?like=<site>`` fills in those of another one."""
    site, now = get_object_or_404(Site.objects.visible_to(request.user), pk=pk), timezone.now()
    if request.method == "GET":
        week = week_at(site_like(request) or site) or NEVER_CLOSED
        return show(request, site, HoursForms(None, site=site, week=week, now=now), now=now)
    forms = HoursForms(request.POST, site=site, week=week_at(site) or NEVER_CLOSED, now=now)
    if not forms.is_valid():
        return show(request, site, forms, now=now, status=422)
    if "preview" in request.POST:
        return show(request, site, forms, now=now, moved=preview(site, now=now, week=forms.week()))
    keep(forms.week(), site=site, by=request.user, now=now)
    messages.success(request, _("The opening hours of %(site)s are kept.") % {"site": site})
    return redirect("tickets:calendar", site.pk)


def site_like(request: StaffRequest) -> Site | None:
    """The other site whose hours are to be copied, if one sees it."""
    asked = request.GET.get("like", "")
    return next((site for site in request.user.sites if str(site.pk) == asked), None)


def show(
    request: StaffRequest,
    site: Site,
    forms: HoursForms,
    *,
    now: datetime,
    status: int = 200,
    moved: Moved | None = None,
) -> HttpResponse:
    """``moved`` is what would become of the clocks that run."""
    entries = Entry.objects.about(Calendar(site=site)).order_by("-sequence")[:SHOWN_OF_RECORD]
    context = {
        "section": "supervisor",
        "site": site,
        "form": forms.calendar,
        "special": forms.special,
        "days": list(zip(forms.calendar.day_fields, bars(forms.calendar), strict=True)),
        "others": [other for other in request.user.sites if other != site],
        "entries": entries,
        "moved": moved,
        "now": now,
    }
    with timezone.override(site.zone):
        return render(request, "tickets/calendar.html", context, status=status)
