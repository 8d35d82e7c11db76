from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import i18n
from django.views.decorators.http import require_http_methods, require_POST

from helpdesk.staff.absences import come_back, go_away
from helpdesk.staff.forms import AwayForm
from helpdesk.staff.guards import worker_required
from helpdesk.staff.models import Absence, User
from helpdesk.staff.requests import StaffRequest

# Of the absences of colleagues, so many stand on the page: those that end soonest.
SHOWN = 200


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Show the product in another language: on this device, and for a person who is signed in everywhere."""
    language = request.POST.get("language", "")
    if isinstance(request.user, User) and language in dict(settings.LANGUAGES):
        User.objects.filter(pk=request.user.pk).update(language=language)
    return i18n.set_language(request)


def sign_in_to_administration(request: HttpRequest) -> HttpResponse:
    """The desk's own sign-in stands before the administration too: the one of Django counts no failures.

    404 for somebody who is signed in and no administrator.
    """
    if not request.user.is_authenticated:
        return redirect_to_login(request.GET.get("next", "/admin/"))
    if not request.user.is_staff:
        raise Http404
    return redirect("admin:index")


def nothing_here(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  # every view gets one
    """Stands before a page of a library that this desk does not offer."""
    raise Http404


@login_required
@worker_required
@require_http_methods(["GET", "POST"])
def away(request: StaffRequest) -> HttpResponse:
    """Say that one is away; and who of the colleagues is, or will be."""
    now = timezone.now()
    form = AwayForm(request.POST or None, user=request.user, now=now)
    if request.method == "POST" and form.is_valid():
        go_away(form.person, starts_at=form.starts_at, ends_at=form.ends_at, by=request.user, now=now)
        messages.success(request, _("Noted: no ticket comes by itself meanwhile."))
        return redirect("staff:away")
    absences = Absence.objects.visible_to(request.user).not_over(now=now).select_related("person")
    rows = list(absences.order_by("ends_at", "id")[:SHOWN])
    context = {
        "form": form,
        "mine": [row for row in rows if row.person_id == request.user.pk],
        "others": [row for row in rows if row.person_id != request.user.pk],
        "now": now,
        "section": "away",
    }
    return render(request, "staff/away.html", context, status=422 if request.method == "POST" else 200)


@login_required
@worker_required
@require_POST
def back(request: StaffRequest, pk: int) -> HttpResponse:
    """End an absence, or call it off."""
    absences = Absence.objects.writable_by(request.user).select_related("person")
    come_back(get_object_or_404(absences, pk=pk), by=request.user, now=timezone.now())
    return redirect("staff:away")
