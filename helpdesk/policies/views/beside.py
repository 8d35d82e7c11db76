from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_GET

from helpdesk.policies.domain.in_force import in_force_for, today_at
from helpdesk.staff.models import Site
from helpdesk.staff.requests import StaffRequest


@login_required
@require_GET
def beside(request: StaffRequest) -> HttpResponse:
    """What applies to a case of ``kind`` at ``site`` on the day ``on``, to stand beside it.

    Without a site it is the first the person works at, without a day it is today there. A page of its own
    without JavaScript.
    """
    site = site_asked(request)
    on = day_asked(request, site)
    versions = in_force_for(
        kind=request.GET.get("kind", ""),
        site=site,
        on=on,
        language=request.user.language,
        reader=request.user,
    )
    template = "policies/beside.html#panel" if request.htmx else "policies/beside.html"
    return render(request, template, {"section": "policies", "site": site, "on": on, "versions": versions})


def site_asked(request: StaffRequest) -> Site:
    asked = request.GET.get("site", "")
    if asked and not asked.isdecimal():
        raise Http404
    sites = Site.objects.visible_to(request.user)
    return get_object_or_404(sites, pk=asked) if asked else get_object_or_404(sites[:1])


def day_asked(request: StaffRequest, site: Site) -> date:
    asked = request.GET.get("on", "")
    if not asked:
        return today_at(site, now=timezone.now())
    try:
        day = parse_date(asked)
    except ValueError:
        day = None
    if day is None:
        raise Http404
    return day
