"""What customers think of it: in figures, as a file, and the answers behind each figure."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from helpdesk.paging import page_of
from helpdesk.staff.guards import supervisor_required
from helpdesk.staff.models import User
from helpdesk.staff.requests import StaffRequest
from surveys.domain.figures import Grouping, answers_behind, figures
from surveys.domain.results import told
from surveys.forms.figures import AnswersForm, FiguresForm
from surveys.views.figures_table import Line, Table, as_csv, label_of, names_of
from surveys.views.voices import voices

CANNOT_READ = 422


@login_required
@supervisor_required
@require_GET
def figures_page(request: StaffRequest) -> HttpResponse:
    """How satisfied those were who were asked in a time, told apart by whatever is asked."""
    user, now = request.user, timezone.now()
    form = FiguresForm(request.GET, user=user, today=timezone.localdate(now))
    context: dict[str, object] = {"section": "surveys", "form": form}
    if not form.is_valid():
        return render(request, "surveys/figures.html", context, status=CANNOT_READ)
    asked = form.asked()
    context |= {
        "table": table_of(form, user=user),
        "groupings": [(one, urlencode(asked | {"by": one.value})) for one in Grouping],
        "by": form.by_what,
        "query": urlencode(asked | {"by": form.by_what.value}),
    }
    return render(request, "surveys/figures.html", context)


@login_required
@supervisor_required
@require_GET
def figures_csv(request: StaffRequest) -> HttpResponse:
    """The same table as a file; what cannot be read is said by the page."""
    user, now = request.user, timezone.now()
    form = FiguresForm(request.GET, user=user, today=timezone.localdate(now))
    if not form.is_valid():
        return redirect(f"{reverse('surveys:figures')}?{request.GET.urlencode()}")
    response = HttpResponse(
        as_csv(table_of(form, user=user), language=user.language), content_type="text/csv; charset=utf-8"
    )
    days = f"{form.cleaned_data['since']}-{form.cleaned_data['until']}"
    response["Content-Disposition"] = f'attachment; filename="surveys-{days}.csv"'
    response["Cache-Control"] = "no-store"
    return response


@login_required
@supervisor_required
@require_GET
def figures_answers(request: StaffRequest) -> HttpResponse:
    """The answers behind one figure, the newest first."""
    user, now = request.user, timezone.now()
    form = AnswersForm(request.GET, user=user, today=timezone.localdate(now))
    context: dict[str, object] = {"section": "surveys", "form": form}
    if not form.is_valid():
        return render(request, "surveys/figures_answers.html", context, status=CANNOT_READ)
    found = answers_behind(form.scope, opinion=form.opinion, place=form.place, user=user)
    page = page_of(told(found), request.GET, keys=("-answered_at", "-id"))
    names = names_of(form.place.by, [form.place.key], user=user) if form.place else {}
    context |= {
        "page": page,
        "voices": voices(page.rows),
        "place": form.place and label_of(form.place.by, form.place.key, names=names),
        "query": urlencode(form.asked() | {"by": form.by_what.value}),
    }
    return render(request, "surveys/figures_answers.html", context)


def table_of(form: FiguresForm, *, user: User) -> Table:
    by = form.by_what
    found = figures(form.scope, by=by, user=user)
    names = names_of(by, list(found.groups), user=user)
    places = {key: place for place, key in enumerate(names)}
    keys = sorted(found.groups, key=lambda key: (places.get(key, len(places)), key))
    answers = f"{reverse('surveys:figures_answers')}?{urlencode(form.asked() | {'by': by.value})}"
    lines = [
        Line(label_of(by, key, names=names), found.groups[key], f"{answers}&{urlencode({'of': key})}")
        for key in keys
    ]
    return Table(by, lines, Line("", found.total, answers))
