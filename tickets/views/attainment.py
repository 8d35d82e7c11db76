"""How promises were kept, in figures, as a file, and clock by clock."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from helpdesk.downloads import csv_file
from helpdesk.paging import page_of
from helpdesk.staff.guards import supervisor_required
from helpdesk.staff.models import User
from helpdesk.staff.requests import StaffRequest
from tickets.domain.attainment import Grouping, attainment
from tickets.domain.attainment_lists import KEYS, clocks_behind, names_of
from tickets.forms.attainment import AttainmentForm, ClocksForm
from tickets.views.attainment_table import Line, Table, clock_row, label_of, sheet_of

CANNOT_READ = 422


@login_required
@supervisor_required
@require_GET
def attainment_page(request: StaffRequest) -> HttpResponse:
    """How many of the promises of a time were kept, told apart by whatever is asked."""
    user, now = request.user, timezone.now()
    form = AttainmentForm(request.GET, user=user, today=timezone.localdate(now))
    context: dict[str, object] = {"section": "supervisor", "form": form}
    if not form.is_valid():
        return render(request, "tickets/attainment.html", context, status=CANNOT_READ)
    asked = form.asked()
    context |= {
        "table": table_of(form, user=user, now=now),
        "groupings": [(one, urlencode(asked | {"by": one.value})) for one in Grouping],
        "by": form.by_what,
        "query": urlencode(asked | {"by": form.by_what.value}),
    }
    return render(request, "tickets/attainment.html", context)


@login_required
@supervisor_required
@require_GET
def attainment_csv(request: StaffRequest) -> HttpResponse:
    """The same table as a file; what cannot be read is said by the page."""
    user, now = request.user, timezone.now()
    form = AttainmentForm(request.GET, user=user, today=timezone.localdate(now))
    if not form.is_valid():
        return redirect(f"{reverse('tickets:attainment')}?{request.GET.urlencode()}")
    name = f"attainment-{form.cleaned_data['since']}-{form.cleaned_data['until']}"
    return csv_file(sheet_of(table_of(form, user=user, now=now)), name=name, language=user.language)


@login_required
@supervisor_required
@require_GET
def attainment_clocks(request: StaffRequest) -> HttpResponse:
    """The clocks behind one figure, the last one due first."""
    user, now = request.user, timezone.now()
    form = ClocksForm(request.GET, user=user, today=timezone.localdate(now))
    context: dict[str, object] = {"section": "supervisor", "form": form}
    if not form.is_valid():
        return render(request, "tickets/attainment_clocks.html", context, status=CANNOT_READ)
    found = clocks_behind(form.scope, standing=form.standing, place=form.place, user=user, now=now)
    page = page_of(found, request.GET, keys=KEYS)
    names = names_of(form.place.by, [form.place.key], user=user) if form.place else {}
    context |= {
        "page": page,
        "clocks": [clock_row(clock) for clock in page.rows],
        "place": form.place and label_of(form.place.by, form.place.key, names=names),
        "by": form.by_what,
        "several_sites": len(user.sites) > 1,
        "query": urlencode(form.asked() | {"by": form.by_what.value}),
    }
    return render(request, "tickets/attainment_clocks.html", context)


def table_of(form: AttainmentForm, *, user: User, now: datetime) -> Table:
    by = form.by_what
    found = attainment(form.scope, by=by, user=user, now=now)
    names = names_of(by, found.groups, user=user)
    places = {key: place for place, key in enumerate(names)}
    keys = sorted(found.groups, key=lambda key: (places.get(key, len(places)), key))
    clocks = f"{reverse('tickets:attainment_clocks')}?{urlencode(form.asked() | {'by': by.value})}"
    lines = [
        Line(label_of(by, key, names=names), found.groups[key], f"{clocks}&{urlencode({'of': key})}")
        for key in keys
    ]
    return Table(by, lines, Line("", found.total, clocks))
