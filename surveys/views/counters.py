"""Posters at the counter: making and closing them, printing them, and what was answered there."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from helpdesk.paging import page_of
from helpdesk.staff.guards import supervisor_required
from helpdesk.staff.models import Site
from helpdesk.staff.requests import StaffRequest
from surveys.domain.counter import close, make, weeks_of
from surveys.forms.counter import CounterForm
from surveys.models import Counter
from surveys.views.figures_line import Drawn
from surveys.views.qr import qr
from tickets.domain.errors import NotPossible

NEWEST = ("-answered_at", "-id")


@login_required
@supervisor_required
@require_http_methods(["GET", "POST"])
def counters(request: StaffRequest) -> HttpResponse:
    """Those of the person's sites, the newest first, and a form for one more."""
    form = CounterForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        counter = make(**form.cleaned_data, by=request.user, now=timezone.now())
        messages.success(request, _("The counter is made. Print its poster."))
        return redirect(counter)
    theirs = Counter.objects.visible_to(request.user).select_related("site", "team")
    page = page_of(theirs, request.GET, keys=("-id",))
    status = 422 if request.method == "POST" else 200
    context = {"section": "surveys", "page": page, "form": form}
    return render(request, "surveys/counters.html", context, status=status)


@login_required
@supervisor_required
@require_GET
def counter(request: StaffRequest, pk: int) -> HttpResponse:
    """Share satisfied by week, and the newest words; with ``?apart`` what counts nowhere."""
    counter = counter_or_404(request, pk)
    is_apart = "apart" in request.GET
    answers = counter.answers.kept_apart() if is_apart else counter.answers.counted().exclude(comment="")
    with timezone.override(counter.site.zone):
        weeks = [] if is_apart else weeks_of(counter, now=timezone.now())
        context = {
            "section": "surveys",
            "counter": counter,
            "weeks": [(day, Drawn(share)) for day, share in weeks],
            "page": page_of(answers, request.GET, keys=NEWEST),
            "is_apart": is_apart,
        }
        return render(request, "surveys/counter.html", context)


@login_required
@supervisor_required
@require_GET
def poster(request: StaffRequest, pk: int) -> HttpResponse:
    """To print and hang up: the QR code, and what to do in every language, the site's first."""
    counter = counter_or_404(request, pk)
    path = reverse("surveys:counter_page", args=[counter.code])
    context = {
        "counter": counter,
        "qr": qr(path),
        "address": f"{settings.SITE_URL}{path}",
        "lines": [invitation_in(language) for language in languages_at(counter.site)],
    }
    return render(request, "surveys/poster.html", context)


@login_required
@supervisor_required
@require_POST
def counter_closing(request: StaffRequest, pk: int) -> HttpResponse:
    counter = counter_or_404(request, pk)
    try:
        close(counter, by=request.user, now=timezone.now())
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The counter is closed: its code takes no more answers."))
    return redirect(counter)


def counter_or_404(request: StaffRequest, pk: int) -> Counter:
    theirs = Counter.objects.visible_to(request.user).select_related("site", "team")
    return get_object_or_404(theirs, pk=pk)


def languages_at(site: Site) -> list[str]:
    """The site's own first."""
    return sorted((code for code, _name in settings.LANGUAGES), key=lambda code: code != site.language)


def invitation_in(language: str) -> dict[str, str]:
    with translation.override(language):
        return {
            "language": language,
            "title": _("How did we do?"),
            "text": pgettext("poster", "Point your phone at the square and tell us. It takes a minute."),
        }
