"""What customers think of it: in figures, as a file, and the answers behind each figure."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from helpdesk.downloads import csv_file, xlsx_file
from helpdesk.paging import page_of
from helpdesk.staff.guards import supervisor_required
from helpdesk.staff.models import User
from helpdesk.staff.requests import StaffRequest
from surveys.domain.figures import answers_behind, figures
from surveys.domain.grouping import PLAIN, Grouping
from surveys.domain.results import told
from surveys.domain.words import answers_with
from surveys.forms.figures import AnswersForm, FiguresForm
from surveys.views.figures_line import Line
from surveys.views.figures_table import Table, in_order, label_of, label_of_place, names_of, sheet_of
from surveys.views.trend import trend_of
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
    asked, table = form.asked(), table_of(form, user=user)
    context |= {
        "table": table,
        "trend": trend_of(table, form.weeks) if table.by == Grouping.WEEK else None,
        "groupings": [(one, urlencode(asked | {"by": one.value})) for one in PLAIN],
        "by": form.by_what,
        "query": urlencode(asked | {"by": form.by_what.value}),
        "asked": urlencode(asked),
    }
    return render(request, "surveys/figures.html", context)


@login_required
@supervisor_required
@require_GET
def figures_csv(request: StaffRequest) -> HttpResponse:
    """The same table as a file; what cannot be read is said by the page."""
    return as_file(request, xlsx=False)


@login_required
@supervisor_required
@require_GET
def figures_xlsx(request: StaffRequest) -> HttpResponse:
    """As ``figures_csv``, for a spreadsheet."""
    return as_file(request, xlsx=True)


def as_file(request: StaffRequest, *, xlsx: bool) -> HttpResponse:
    user, now = request.user, timezone.now()
    form = FiguresForm(request.GET, user=user, today=timezone.localdate(now))
    if not form.is_valid():
        return redirect(f"{reverse('surveys:figures')}?{request.GET.urlencode()}")
    sheet = sheet_of(table_of(form, user=user))
    name = f"surveys-{form.cleaned_data['since']}-{form.cleaned_data['until']}"
    return xlsx_file(sheet, name=name) if xlsx else csv_file(sheet, name=name, language=user.language)


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
    if form.folded_word:
        found = found.filter(pk__in=answers_with(form.folded_word, scope=form.scope, user=user))
    page = page_of(told(found), request.GET, keys=("-answered_at", "-id"))
    context |= {
        "page": page,
        "voices": voices(page.rows, user=user),
        "place": label_of_place(form.place, user=user),
        "word": form.cleaned_data["word"],
        "query": urlencode(form.asked() | {"by": form.by_what.value}),
    }
    return render(request, "surveys/figures_answers.html", context)


def table_of(form: FiguresForm, *, user: User) -> Table:
    by = form.by_what
    found = figures(form.scope, by=by, user=user)
    names = names_of(by, list(found.groups), user=user)
    answers = answers_url(form, by)
    lines = [
        Line(label_of(by, key, names=names), found.groups[key], f"{answers}&{urlencode({'of': key})}", key)
        for key in in_order(found.groups, names)
    ]
    return Table(by, lines, Line("", found.total, answers))


def answers_url(form: FiguresForm, by: Grouping) -> str:
    """Of the answers of everybody asked; ``of`` narrows it to a group."""
    return f"{reverse('surveys:figures_answers')}?{urlencode(form.asked() | {'by': by.value})}"
