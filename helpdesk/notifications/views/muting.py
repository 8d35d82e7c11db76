"""Muting one thing, and hearing of it again."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from helpdesk.notifications.domain.mutes import mute, unmute
from helpdesk.notifications.models import Mute
from helpdesk.notifications.subjects import Subject, seen_by
from helpdesk.staff.requests import StaffRequest


@login_required
@require_http_methods(["GET", "POST"])
def muting(request: StaffRequest, name: str, pk: int) -> HttpResponse:
    """POST mutes. Letters lead here, and mail scanners follow links: GET only shows the button."""
    subject = subject_or_404(request, name, pk)
    if request.method == "POST":
        mute(subject.about, by=request.user, now=timezone.now())
        return answer(request, subject, name, pk, is_muted=True)
    is_muted = Mute.objects.visible_to(request.user).filter(about=subject.about).exists()
    context = {"section": "news", "subject": subject, "name": name, "pk": pk, "is_muted": is_muted}
    return render(request, "notifications/muting.html", context)


@login_required
@require_POST
def unmuting(request: StaffRequest, name: str, pk: int) -> HttpResponse:
    subject = subject_or_404(request, name, pk)
    unmute(subject.about, by=request.user)
    return answer(request, subject, name, pk, is_muted=False)


def subject_or_404(request: StaffRequest, name: str, pk: int) -> Subject:
    """What the person may see."""
    about = f"{name}:{pk}"
    subject = seen_by(request.user, [about]).get(about)
    if subject is None:
        raise Http404
    return subject


def answer(request: StaffRequest, subject: Subject, name: str, pk: int, *, is_muted: bool) -> HttpResponse:
    """The other button for the page that is open, else back to what it is about."""
    if request.htmx:
        return render(request, "notifications/_mute.html", {"name": name, "pk": pk, "is_muted": is_muted})
    if is_muted:
        said = _("Muted: you hear no more about %(what)s but when somebody mentions you.")
    else:
        said = _("You hear about %(what)s again.")
    messages.success(request, said % {"what": subject.label})
    return redirect(subject.url)
